using System.Diagnostics;
using Gateway.Simulator.Commands;

namespace Gateway.Simulator.Demo;

/// <summary>The gateway as a child process of ours: started, killed, started again, and never left behind.</summary>
/// <param name="location">Its program.</param>
/// <param name="folder">A folder of our own: its configuration and log go there, and its data below.</param>
/// <param name="configure">Writes its configuration file for given ports, or for ports that the system chooses.</param>
/// <param name="clock">Source of time-outs.</param>
internal sealed class HostProcess(HostLocation location, string folder, Action<string, HostPorts?> configure, TimeProvider clock)
    : IAsyncDisposable
{
    private const int LinesKept = 12;

    private static readonly TimeSpan _startTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _stopTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly Queue<string> _lastLines = new();
    private Process? _process;

    /// <summary>Where it can be reached; kept over a restart.</summary>
    internal HostPorts? Ports { get; private set; }

    /// <summary>Whether it runs.</summary>
    internal bool IsRunning => _process is { HasExited: false };

    /// <summary>Its data folder.</summary>
    internal string DataFolder { get; } = Path.Combine(folder, "data");

    /// <summary>Starts it and waits until it listens, on the same ports as before if it ran before.</summary>
    /// <exception cref="UnreachableTargetException">It ended or did not listen in time; the text has its last lines.</exception>
    internal async Task StartAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(DataFolder);
        File.Delete(Path.Combine(DataFolder, HostPorts.FileName));
        var configuration = Path.Combine(folder, "appsettings.json");
        configure(configuration, Ports);
        var command = location.Command("serve", "--config", configuration, "--data", DataFolder);
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        HostSettings.Forget(command.Environment);
        var process = new Process { StartInfo = command, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UnreachableTargetException($"The gateway cannot be started: {command.FileName} does not run.");
        }

        _process = process;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Ports = await ListeningAsync(process, cancellation);
    }

    /// <summary>Kills it without any warning, as a power cut does.</summary>
    internal async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Asks it to stop, and kills it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        if (!process.HasExited && Terminate.TryAsk(process))
        {
            using var patience = new CancellationTokenSource(_stopTimeout, clock);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Keep("(the gateway did not stop in time and was killed)");
            }
        }

        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
        _process = null;
    }

    private async Task<HostPorts> ListeningAsync(Process process, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < _startTimeout)
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync(cancellation);
                throw NotStarted($"ended while it was starting (exit code {process.ExitCode})");
            }

            if (HostPorts.TryRead(DataFolder) is { } ports)
            {
                return ports;
            }

            await Task.Delay(_look, clock, cancellation);
        }

        throw NotStarted($"does not listen after {_startTimeout.TotalSeconds:0} s");
    }

    private UnreachableTargetException NotStarted(string what)
    {
        lock (_gate)
        {
            var lines = string.Concat(_lastLines.Select(line => $"{Environment.NewLine}  {line}"));
            return new UnreachableTargetException($"The gateway {what}. Its last lines:{lines}");
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            File.AppendAllLines(Path.Combine(folder, "host.log"), [line]);
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
            {
                _lastLines.Dequeue();
            }
        }
    }
}
