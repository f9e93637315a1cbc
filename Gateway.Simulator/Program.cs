using Gateway.Simulator.Commands;

// terminal, acquirer, demo, survive: the verbs are listed in Commands/CommandTree.cs.
return await CommandTree.RunAsync(args, Console.Out, Console.Error);
