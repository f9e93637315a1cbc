using Gateway.Host.Cli;

return await CommandLine.Run(args);
