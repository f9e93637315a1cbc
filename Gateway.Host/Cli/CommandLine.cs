using System.CommandLine;
using Gateway.Host.Cli.Decoding;

namespace Gateway.Host.Cli;

/// <summary>The verbs of the gateway.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args)
    {
        var common = new CommonOptions();
        var client = new ClientOptions();
        var root = new RootCommand("Gateway: an ISO 8583 terminal host and acquiring gateway.");
        common.AddTo(root);
        root.Subcommands.Add(ServeCommands.Serve(common));
        root.Subcommands.Add(ServeCommands.CheckConfig(common));
        root.Subcommands.Add(KeyVerbs.Operator(common));
        foreach (var command in new[] { CodecVerbs.Decode(), CodecVerbs.Encode(), CodecVerbs.Doctor(), DialectCommands.Dialect() })
        {
            root.Subcommands.Add(command);
        }

        foreach (var command in new[]
        {
            EstateVerbs.Merchant(common, client), EstateVerbs.Terminal(common, client), HoldVerbs.Hold(common, client),
            BooksVerbs.Money(common, client), BooksVerbs.Reversals(common, client), SafVerbs.Saf(common, client), BooksVerbs.Acquirers(common, client),
            TransactionVerbs.Transaction(common, client), SettleVerbs.Settle(common, client), KeyVerbs.Key(common, client),
        })
        {
            client.AddTo(command);
            root.Subcommands.Add(command);
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Output.Fault(error.Message);
            }

            Output.Fault("Use --help to see the verbs and options.");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Runs a verb's work: what cannot be done is one sentence and an exit code, never a stack trace.</summary>
    public static async Task<int> Guard(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (CommandFailedException failed)
        {
            Output.Fault(failed.Message);
            return failed.ExitCode;
        }
        catch (Exception fault)
        {
            // The class is enough to report it by; a message could hold what must not be shown.
            Output.Fault($"The command failed for a fault of the gateway's own ({fault.GetType().Name}).");
            return ExitCode.OwnFault;
        }
    }
}
