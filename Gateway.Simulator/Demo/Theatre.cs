using System.Net;
using System.Security.Cryptography;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Load;

namespace Gateway.Simulator.Demo;

/// <summary>A real gateway in a folder of its own, an acquirer and terminals; whatever happens, no process and no folder is left behind.</summary>
internal sealed class Theatre : IAsyncDisposable
{
    private const int ZoneKeyBytes = 16;

    private readonly Narration _narration;
    private readonly TimeProvider _clock;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-demo-");
    private readonly AcquirerDesk _acquirer;
    private readonly AcquirerServer _link;
    private HostApi? _api;
    private IReadOnlyList<TerminalDriver> _drivers = [];

    /// <summary>Prepares everything that needs no gateway.</summary>
    /// <param name="rules">How the acquirer behaves.</param>
    /// <param name="location">The gateway's program.</param>
    /// <param name="narration">Hears what happens.</param>
    /// <param name="clock">The clock.</param>
    internal Theatre(AcquirerRules rules, HostLocation location, Narration narration, TimeProvider clock)
    {
        _narration = narration;
        _clock = clock;
        var zoneKey = RandomNumberGenerator.GetBytes(ZoneKeyBytes);
        var zoneKeyFile = Path.Combine(_folder.FullName, "zone-pin.key");
        File.WriteAllText(zoneKeyFile, Convert.ToHexString(zoneKey));
        _acquirer = new AcquirerDesk(rules, new ZonePinCheck(zoneKey), clock);
        _link = new AcquirerServer(_acquirer, IPAddress.Loopback, clock);
        Host = new HostProcess(
            location, _folder.FullName, (file, ports) => HostSettings.Write(file, _link.Port, zoneKeyFile, ports), clock);
    }

    /// <summary>The gateway.</summary>
    internal HostProcess Host { get; }

    /// <summary>Starts the gateway, registers the estate and lets the terminals' outcomes be heard.</summary>
    /// <param name="options">How many terminals, and the seed.</param>
    /// <param name="mix">What they do.</param>
    /// <param name="cancellation">Stops it.</param>
    internal async Task<DemoStage> SetAsync(DemoOptions options, TrafficMix mix, CancellationToken cancellation)
    {
        _link.Listen();
        _narration.Say($"an acquirer listens on 127.0.0.1:{_link.Port}");
        await Host.StartAsync(cancellation);
        var ports = Host.Ports!;
        _api = await HostReadiness.ConnectAsync(Host, _acquirer, _clock, cancellation);
        _narration.Say($"the gateway is ready: terminals on 127.0.0.1:{ports.Listener}, API on {ports.Api}");

        var feed = new OutcomeFeed();
        _drivers = await DemoEstate.RegisterAsync(_api, ports.Listener, options, mix, feed, _clock, cancellation);
        _narration.Say($"3 merchants and {_drivers.Count} terminals are registered, master keys loaded");
        var stage = new DemoStage
        {
            Options = options,
            Host = Host,
            Api = _api,
            Link = _link,
            Acquirer = _acquirer,
            Drivers = _drivers,
            Rows = [.. _drivers.Select(driver => new TerminalRow(driver.Terminal, _clock))],
            Feed = feed,
            Meter = new TrafficMeter(),
            Narration = _narration,
            Promises = new Promises(),
            Clock = _clock,
        };
        Opening.Listen(stage);
        return stage;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var driver in _drivers)
        {
            driver.Dispose();
        }

        _api?.Dispose();
        await Host.DisposeAsync();
        await _link.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
