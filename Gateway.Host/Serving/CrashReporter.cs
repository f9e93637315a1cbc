using System.Globalization;
using Gateway.Host.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Serving;

/// <summary>Leaves a small file behind when the gateway dies of a fault of its own.</summary>
/// <remarks>
/// One file a process: the first fault is the cause, what falls over after it is not. The newest <see cref="Most"/> are kept. A fault of a task that
/// nobody waits for does not end the process, and leaves none. Safe from any thread.
/// </remarks>
/// <param name="folder">The data folder. It is not made here: without one there is no report.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where the report is announced.</param>
internal sealed class CrashReporter(string folder, TimeProvider time, ILogger logger)
{
    /// <summary>Reports kept, 10: whoever restarts a gateway that dies at once must not fill its disk.</summary>
    public const int Most = 10;

    private const string Files = "crash-*.txt";
    private const string Unfinished = "crash-*.txt.part";

    private bool _reported;

    /// <summary>Writes the report of a fault, durably, and says so in the log. Never throws.</summary>
    /// <param name="fault">What the gateway dies of.</param>
    /// <param name="thread">The name of the thread that died of it.</param>
    /// <returns>The file; null when one was written before, or none could be.</returns>
    public string? Report(Exception fault, string thread)
    {
        if (Interlocked.Exchange(ref _reported, true))
        {
            return null;
        }

        var (room, kind) = (CrashReport.Room(fault), fault.GetType().Name);
        try
        {
            var at = time.GetUtcNow();
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"crash-{at:yyyyMMdd'T'HHmmssfff'Z'}.txt"));
            DurableFile.Replace(file, CrashReport.Of(fault, thread, at));
            ServingEvents.CrashReported(logger, kind, room, thread, file);
            ThrowOldAway();
            return file;
        }
        catch (Exception unwritable)
        {
            // The last edge of all: whoever is here dies already, and shall die of what killed him.
            ServingEvents.CrashNotReported(logger, kind, room, thread, unwritable.GetType().Name);
            return null;
        }
    }

    /// <summary>Reports what no code of ours catches, and ends the process before the runtime prints the message of it.</summary>
    /// <param name="end">Ends the process.</param>
    /// <returns>Watches until it is disposed.</returns>
    public IDisposable Watch(Action end) => new Watching(fault =>
    {
        Report(fault, Thread.CurrentThread.Name ?? "unnamed");
        end();
    });

    // By name, which begins with the time.
    private void ThrowOldAway()
    {
        foreach (var old in Directory.GetFiles(folder, Files).Order(StringComparer.Ordinal).SkipLast(Most).Concat(Directory.GetFiles(folder, Unfinished)))
        {
            File.Delete(old);
        }
    }

    private sealed class Watching : IDisposable
    {
        private readonly UnhandledExceptionEventHandler _handler;

        public Watching(Action<Exception> died)
        {
            _handler = (_, what) => died(what.ExceptionObject as Exception ?? new InvalidOperationException());
            AppDomain.CurrentDomain.UnhandledException += _handler;
        }

        public void Dispose() => AppDomain.CurrentDomain.UnhandledException -= _handler;
    }
}
