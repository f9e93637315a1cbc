using Gateway.Tests.Proving;

// The tests are run by a test runner; what is here runs longer than tests may.
return ProveCommand.Run(args, Console.Out);
