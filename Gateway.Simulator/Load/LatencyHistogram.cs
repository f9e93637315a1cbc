using HdrHistogram;

namespace Gateway.Simulator.Load;

/// <summary>Latencies to three significant digits, from a microsecond to ten minutes. Safe from several threads.</summary>
/// <remarks>The one place that knows the histogram package, which gets no fixes any more.</remarks>
internal sealed class LatencyHistogram
{
    private const int SignificantDigits = 3;

    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly LongHistogram _histogram = new(Microseconds(_longest), SignificantDigits);

    /// <summary>How many were recorded.</summary>
    internal long Count
    {
        get
        {
            lock (_gate)
            {
                return _histogram.TotalCount;
            }
        }
    }

    /// <summary>Records one; what is longer than the longest counts as the longest.</summary>
    internal void Record(TimeSpan latency)
    {
        lock (_gate)
        {
            _histogram.RecordValue(Microseconds(latency < _longest ? latency : _longest));
        }
    }

    /// <summary>The latency that a share of all stay below or at.</summary>
    /// <param name="percentile">0 to 100; 100 is the longest.</param>
    internal TimeSpan At(double percentile)
    {
        lock (_gate)
        {
            return _histogram.TotalCount == 0
                ? TimeSpan.Zero
                : TimeSpan.FromMicroseconds(_histogram.GetValueAtPercentile(percentile));
        }
    }

    private static long Microseconds(TimeSpan time) => Math.Max(1, time.Ticks / TimeSpan.TicksPerMicrosecond);
}
