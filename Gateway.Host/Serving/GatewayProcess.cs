using System.Globalization;
using System.Runtime.InteropServices;
using Gateway.Host.Configuration;
using Gateway.Host.Diagnostics;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;

namespace Gateway.Host.Serving;

/// <summary>A gateway as a process of its own: its log, its signals, its end.</summary>
internal static class GatewayProcess
{
    // A log that nobody reads must not keep a dying process alive.
    private static readonly TimeSpan _patienceWithLog = TimeSpan.FromSeconds(2);

    /// <summary>Runs a gateway until Ctrl-C, SIGTERM, or <paramref name="stop"/>.</summary>
    /// <param name="options">The gateway's options.</param>
    /// <param name="faultCode">What the process ends with when one of its threads dies.</param>
    /// <param name="stop">Stops it in order.</param>
    /// <exception cref="StartRefusedException">It cannot start, for a reason the operator can mend.</exception>
    /// <remarks>A fault of our own leaves a crash report, wherever it is met first; see <see cref="CrashReporter"/>.</remarks>
    public static async Task Run(GatewayOptions options, int faultCode, CancellationToken stop)
    {
        await using var serilog = Log();
        using var loggers = LoggerFactory.Create(logging => logging.AddSerilog(serilog));
        var logger = loggers.CreateLogger("Gateway");
        ProcessMemory.Close(logger);
        var reporter = new CrashReporter(Path.GetFullPath(options.DataFolder), TimeProvider.System, logger);
        using var watching = reporter.Watch(() =>
        {
            Task.Run(serilog.Dispose).Wait(_patienceWithLog);
            Environment.Exit(faultCode);
        });
        try
        {
            await Serve(options, loggers, reporter, stop);
        }
        catch (Exception fault) when (fault is not StartRefusedException)
        {
            reporter.Report(fault, "main");
            throw;
        }
    }

    private static async Task Serve(GatewayOptions options, ILoggerFactory loggers, CrashReporter reporter, CancellationToken stop)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        await using var cancelled = stop.Register(() => asked.TrySetResult());

        await using var server = await GatewayServer.Start(options, TimeProvider.System, loggers);
        var death = server.Death();
        if (await Task.WhenAny(asked.Task, death) == death)
        {
            var (thread, fault) = await death;
            if (thread == "lane")
            {
                ServingEvents.LaneFailed(loggers.CreateLogger("Gateway"), fault.GetType().Name);
            }

            reporter.Report(fault, thread);
            throw new InvalidOperationException($"The {thread} died.");
        }

        await server.Stop();

        void Ask(PosixSignalContext signal)
        {
            signal.Cancel = true;
            asked.TrySetResult();
        }
    }

    // Standard error, so that standard output stays free for results; asynchronous, so that no lane ever waits for a terminal window.
    private static Serilog.Core.Logger Log() => new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .Enrich.With(new EventNumber())
        .WriteTo.Async(sink => sink.Console(
            outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Event} {Message:lj}{NewLine}",
            formatProvider: CultureInfo.InvariantCulture,
            standardErrorFromLevel: LogEventLevel.Verbose))
        .CreateLogger();
}
