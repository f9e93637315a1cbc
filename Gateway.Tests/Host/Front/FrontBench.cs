using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Host.Configuration;
using Gateway.Host.Core.Routing;
using Gateway.Host.Diagnostics;
using Gateway.Host.Estate;
using Gateway.Host.Front;
using Gateway.Host.Journal;
using Gateway.Security.Modules;
using Gateway.Tests.Security;

namespace Gateway.Tests.Host.Front;

/// <summary>A listener on a port of the system's choice, in front of lanes that the test scripts.</summary>
internal sealed class FrontBench : IAsyncDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();

    private FrontBench(SecurityBench security, FakeEstate estate)
    {
        (Security, Estate) = (security, estate);
        Connections = new TerminalConnections(Metrics);
        Lanes = new FakeLanes(Connections);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == Metrics.Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counts.AddOrUpdate(instrument.Name + Tag(tags), value, (_, had) => had + value));
        _meters.Start();
    }

    internal SecurityBench Security { get; }

    internal FakeEstate Estate { get; }

    internal FrontMetrics Metrics { get; } = new();

    internal TerminalConnections Connections { get; }

    internal FakeLanes Lanes { get; }

    internal CapturingLogger Log { get; } = new();

    internal ConcurrentQueue<AuditEntry> Audits { get; } = new();

    internal TerminalListener Listener { get; private set; } = null!;

    internal static async Task<FrontBench> Start(
        TerminalListenerOptions? options = null, Func<ISecurityModule, ISecurityModule>? module = null, TimeProvider? time = null)
    {
        var security = new SecurityBench();
        var bench = new FrontBench(security, await FakeEstate.Make(security));
        var neighbours = bench.Neighbours(module?.Invoke(security.Module), time);
        bench.Listener = new TerminalListener((options ?? new TerminalListenerOptions()) with { Port = 0 }, neighbours);
        await bench.Listener.Start();
        return bench;
    }

    internal FrontNeighbours Neighbours(ISecurityModule? module = null, TimeProvider? time = null) => new()
    {
        Lanes = Lanes,
        Connections = Connections,
        Estate = Estate,
        Module = module ?? Security.Module,
        Routes = new RouteTable([new Route("", SecurityBench.Acquirer)]),
        ZoneKeys = Estate,
        KeyChange = new KeyChange(TimeSpan.FromHours(24), macFailures: 3),
        KeyUses = new KeyUses(),
        Institutions = new Dictionary<string, string> { [SecurityBench.Acquirer] = "00010000" },
        Audit = Audits.Enqueue,
        Metrics = Metrics,
        Time = time ?? TimeProvider.System,
        Logger = Log,
    };

    /// <summary>What a counter stands at; with a tag's value appended by a slash where it has one.</summary>
    internal long Counted(string name) => _counts.GetValueOrDefault("gateway_front_" + name);

    internal Task<TerminalWire> Connect() => TerminalWire.Connect(Listener.Port);

    /// <summary>Waits for something that is on its way; how long it takes is no matter.</summary>
    internal static async Task Until(Func<bool> holds, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            Assert.That(patience.IsCancellationRequested, Is.False, "Never happened: " + what);
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Listener.DisposeAsync();
        _meters.Dispose();
        Metrics.Dispose();
        Security.Dispose();
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.IsEmpty ? "" : $"/{tags[0].Value}";
}
