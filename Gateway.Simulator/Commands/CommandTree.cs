using System.CommandLine;
using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Survival;
using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Commands;

/// <summary>The simulator's command line: its verbs, and what every one of them does about wrong usage.</summary>
internal static class CommandTree
{
    // Long enough to stop a child process and delete a folder, short enough for an impatient Ctrl-C.
    private static readonly TimeSpan _timeToCleanUp = TimeSpan.FromSeconds(15);

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">As the shell gave them.</param>
    /// <param name="output">For results.</param>
    /// <param name="error">For progress, logs and errors.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    internal static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Simulated terminals and acquirers for the gateway. Test cards and test keys only.")
        {
            TerminalCommand.Create(output, error),
            AcquirerCommand.Create(output, error),
            DemoCommand.Create(output, error),
            SurviveCommand.Create(output, error),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync(parsed.Errors[0].Message);
            return ExitCode.Usage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = _timeToCleanUp,
        };
        return await parsed.InvokeAsync(invocation);
    }

    /// <summary>Runs a verb and turns what went wrong into one sentence and an exit code.</summary>
    internal static async Task<int> GuardAsync(Func<Task<int>> verb, TextWriter error)
    {
        try
        {
            return await verb();
        }
        catch (UsageException problem)
        {
            await error.WriteLineAsync(problem.Message);
            return ExitCode.Usage;
        }
        catch (UnreachableTargetException problem)
        {
            await error.WriteLineAsync(problem.Message);
            return ExitCode.Unreachable;
        }
        catch (HostRefusalException problem)
        {
            await error.WriteLineAsync(problem.Message);
            return ExitCode.Missed;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped.");
            return ExitCode.Interrupted;
        }
        catch (Exception fault)
        {
            // The one edge where everything is caught: the user gets a sentence and no stack.
            await error.WriteLineAsync($"The simulator itself failed: {fault.GetType().Name}: {Sentence(fault)}");
            return ExitCode.Fault;
        }
    }

    // Texts of these name places and never values; texts of others may quote what they choked on.
    private static string Sentence(Exception fault)
        => fault is KeyException or CryptographicException or ArgumentException or IOException or InvalidOperationException
            ? fault.Message
            : "see the code that threw it.";
}
