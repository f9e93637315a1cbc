using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Journal;

/// <summary>Lets the watermark follow what was acknowledged.</summary>
internal sealed class WatermarkKeeper(JournalOptions options, Watermark watermark, ILogger logger)
{
    private long _markedAt = Stopwatch.GetTimestamp();

    private ChainHead _acknowledged;

    private ChainHead _marked;

    /// <summary>The journal is durable up to here and somebody will hear of it.</summary>
    public void Acknowledge(ChainHead head) => _acknowledged = head;

    /// <summary>Writes the watermark when it is time.</summary>
    public void MarkWhenDue()
    {
        if (Stopwatch.GetElapsedTime(_markedAt) >= options.WatermarkEvery)
        {
            Mark();
        }
    }

    /// <summary>Writes the watermark if it is behind.</summary>
    public void Mark()
    {
        _markedAt = Stopwatch.GetTimestamp();
        if (_acknowledged.Seq <= _marked.Seq)
        {
            return;
        }

        try
        {
            watermark.Write(_acknowledged);
            _marked = _acknowledged;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A lower mark still holds; the next second tries again.
            JournalEvents.WatermarkNotWritten(logger, fault);
        }
    }
}
