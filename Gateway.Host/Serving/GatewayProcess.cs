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
    /// <summary>Runs a gateway until Ctrl-C, SIGTERM, or <paramref name="stop"/>.</summary>
    /// <exception cref="StartRefusedException">It cannot start, for a reason the operator can mend.</exception>
    public static async Task Run(GatewayOptions options, CancellationToken stop)
    {
        await using var serilog = Log();
        using var loggers = LoggerFactory.Create(logging => logging.AddSerilog(serilog));
        ProcessMemory.Close(loggers.CreateLogger("Gateway"));
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        await using var cancelled = stop.Register(() => asked.TrySetResult());

        await using var server = await GatewayServer.Start(options, TimeProvider.System, loggers);
        var failure = server.Failure;
        if (await Task.WhenAny(asked.Task, failure) == failure)
        {
            ServingEvents.LaneFailed(loggers.CreateLogger("Gateway"), failure.Exception?.InnerException?.GetType().Name ?? "no fault");
            throw new InvalidOperationException("A lane failed.");
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
