using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Host.Upstream;

namespace Gateway.Tests.Host.Upstream;

/// <summary>Adds up the counters of one acquirer.</summary>
internal sealed class CountingMeters : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new();
    private readonly MeterListener _listener = new();

    internal CountingMeters(string acquirer)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == UpstreamMetrics.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "acquirer" && tag.Value as string == acquirer)
                {
                    _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
                }
            }
        });
        _listener.Start();
    }

    internal long this[string instrument] => _sums.GetValueOrDefault("gateway_upstream_" + instrument);

    public void Dispose() => _listener.Dispose();
}
