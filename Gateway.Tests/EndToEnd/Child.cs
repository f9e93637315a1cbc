using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Simulator.Demo;
using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>A process of ours: what it said, how it ended. Never left behind.</summary>
internal sealed partial class Child : IDisposable
{
    // Enough for a demo on a machine that is busy with other things.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(150);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private Child(ProcessStartInfo command, IEnumerable<(string Name, string Value)> environment, string? typed = null)
    {
        command.RedirectStandardInput = typed is not null;
        (command.RedirectStandardOutput, command.RedirectStandardError) = (true, true);
        HostSettings.Forget(command.Environment);
        foreach (var (name, value) in environment)
        {
            command.Environment[name] = value;
        }

        _process = new Process { StartInfo = command };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (typed is not null)
        {
            _process.StandardInput.Write(typed);
            _process.StandardInput.Close();
        }
    }

    internal int Id => _process.Id;

    internal string Output => Text(_output);

    internal string Error => Text(_error);

    /// <summary>What it said to its user: standard error without the lines of the log.</summary>
    internal IReadOnlyList<string> Sentences
        => [.. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !LogLine().IsMatch(line))];

    /// <summary>Starts the gateway's program.</summary>
    internal static Child Gateway(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
        => new(HostLocation.Find(null).Command(arguments), environment);

    /// <summary>Starts the gateway's program with something on its standard input.</summary>
    internal static Child GatewayTyping(string typed, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
        => new(HostLocation.Find(null).Command(arguments), environment, typed);

    /// <summary>Starts the gateway's program on the configuration of the demo.</summary>
    internal static Child Gateway(string configuration, string data, params (string Name, string Value)[] environment)
        => Gateway(["serve", "--config", configuration, "--data", data], environment);

    /// <summary>Starts the simulator's program.</summary>
    internal static Child Simulator(params string[] arguments)
        => new(HostLocation.Find(Path.Combine(AppContext.BaseDirectory, "Gateway.Simulator.dll")).Command(arguments), []);

    /// <summary>Waits for its end.</summary>
    internal async Task<int> Ended()
    {
        using var limit = new CancellationTokenSource(_limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits until it has said something on standard error.</summary>
    internal Task Says(string text) => Patience.Until(() => Error.Contains(text, StringComparison.Ordinal) || Died());

    /// <summary>SIGTERM.</summary>
    internal void Stop() => Assert.That(Terminate.TryAsk(_process), Is.True);

    /// <summary>SIGKILL: it hears nothing of it.</summary>
    internal void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private bool Died() => _process.HasExited ? throw new InvalidOperationException($"It ended with {_process.ExitCode}: {Error}") : false;

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append(line is null ? "" : "\n");
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+ [A-Z]{3} ")]
    private static partial Regex LogLine();
}
