using System.CommandLine;
using Gateway.Host.Serving;

namespace Gateway.Host.Cli;

/// <summary>serve and check-config.</summary>
internal static class ServeCommands
{
    /// <summary>serve: runs the gateway until it is told to stop.</summary>
    public static Command Serve(CommonOptions common)
    {
        var command = new Command("serve", "Runs the gateway until Ctrl-C or SIGTERM.");
        command.SetAction((parsed, cancelled) => CommandLine.Guard(async () =>
        {
            var options = common.Load(parsed);
            try
            {
                await GatewayProcess.Run(options, ExitCode.OwnFault, cancelled);
                return ExitCode.Done;
            }
            catch (StartRefusedException refused)
            {
                throw new CommandFailedException(ExitCode.Refused, refused.Message);
            }
        }));
        return command;
    }

    /// <summary>check-config: names every fault of the configuration.</summary>
    public static Command CheckConfig(CommonOptions common)
    {
        var command = new Command("check-config", "Checks the configuration and names every fault of it.");
        command.SetAction((parsed, _) => CommandLine.Guard(() =>
        {
            common.Load(parsed);
            Output.Line("The configuration has no fault.");
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }
}
