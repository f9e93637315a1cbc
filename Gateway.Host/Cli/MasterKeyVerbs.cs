using System.CommandLine;
using Gateway.Host.Serving;
using Gateway.Security.Keys;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Cli;

/// <summary>The local master key: making a new one, and putting everything that is stored under it. Both work without a running gateway.</summary>
internal static class MasterKeyVerbs
{
    /// <summary>key new-master.</summary>
    public static Command New()
    {
        var file = new Argument<string>("file") { Description = "File to write, for its owner only; it must not exist." };
        var command = new Command("new-master", "Makes a new local master key in a new file; says its check value.") { file };
        command.SetAction((parsed, _) => CommandLine.Guard(() =>
        {
            try
            {
                using var made = LocalMasterKey.Generate();
                made.SaveTo(parsed.GetValue(file)!);
                DurableFile.Settle(parsed.GetValue(file)!);
                Output.Line(made.Kcv);
                return Task.FromResult(ExitCode.Done);
            }
            catch (Exception unwritable) when (unwritable is KeyException or IOException)
            {
                throw new CommandFailedException(ExitCode.Refused, unwritable.Message);
            }
        }));
        return command;
    }

    /// <summary>key rotate-master.</summary>
    public static Command Rotate(CommonOptions common)
    {
        var file = new Option<string>("--new") { Description = "File with the new local master key, as key new-master makes it.", Required = true };
        var command = new Command(
            "rotate-master", "Puts every stored key under a new local master key. The gateway must be stopped. If it is interrupted, the same command goes on.") { file };
        command.SetAction((parsed, _) => CommandLine.Guard(() =>
        {
            ProcessMemory.Close(NullLogger.Instance);
            try
            {
                var change = new MasterKeyChange(common.Load(parsed), TimeProvider.System);
                foreach (var sentence in change.Run(parsed.GetValue(file)!, Environment.UserName))
                {
                    Output.Line(sentence);
                }

                return Task.FromResult(ExitCode.Done);
            }
            catch (StartRefusedException refused)
            {
                throw new CommandFailedException(ExitCode.Refused, refused.Message);
            }
        }));
        return command;
    }
}
