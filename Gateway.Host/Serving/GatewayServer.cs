using System.Net.Sockets;
using System.Text.Json;
using Gateway.Host.Api;
using Gateway.Host.Configuration;
using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Host.Estate;
using Gateway.Host.Front;
using Gateway.Host.Journal;
using Gateway.Host.Lanes;
using Gateway.Host.Upstream;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Serving;

/// <summary>One running gateway: everything put together, started and stopped in the order that loses nothing.</summary>
/// <remarks>
/// Up: keys, journal, reading back, card keys, lanes, acquirers, operators, terminals last. Down: terminals first, then the answers still awaited,
/// then acquirers, lanes, journal last.
/// </remarks>
internal sealed class GatewayServer : IAsyncDisposable
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(20);

    private readonly GatewayOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Stack<IAsyncDisposable> _owned = new();
    private readonly List<TerminalListener> _listeners = [];
    private readonly EstateState _estate;
    private readonly KeyChange _keyChange;
    private readonly KeyUses _keyUses = new();
    private readonly ZoneKeys _zoneKeys;
    private TerminalConnections _connections = null!;
    private UpstreamPort _upstream = null!;
    private SqliteJournal _journal = null!;
    private LaneSet _lanes = null!;
    private bool _ready;

    private GatewayServer(GatewayOptions options, TimeProvider time, ILogger logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _estate = new EstateState(TimeSpan.FromSeconds(options.KeyChange.GraceSeconds));
        _zoneKeys = new ZoneKeys(_estate, options.Acquirers);
        _keyChange = new KeyChange(TimeSpan.FromHours(options.KeyChange.MaxAgeHours), options.KeyChange.MacFailures);
    }

    /// <summary>Starts a gateway.</summary>
    /// <exception cref="StartRefusedException">It cannot start, for a reason the operator can mend.</exception>
    public static async Task<GatewayServer> Start(GatewayOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var server = new GatewayServer(options, time, loggers.CreateLogger("Gateway"));
        try
        {
            await server.Start(loggers);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when a lane or the journal dies, with which of them it was and of what; never while the gateway runs.</summary>
    public async Task<(string Thread, Exception Fault)> Death()
    {
        var lane = _lanes.Failure();
        return await Task.WhenAny(lane, _journal.Died) == _journal.Died
            ? ("journal", await _journal.Died)
            : ("lane", lane.Exception?.InnerException ?? new InvalidOperationException("A lane ended without being told to."));
    }

    /// <summary>Stops: nobody new, then the answers still awaited, then everything else.</summary>
    public async Task Stop()
    {
        _ready = false;
        ServingEvents.Stopping(_logger, _connections.OpenExchanges);
        await Task.WhenAll(_listeners.Select(listener => listener.Stop()));
        var started = _time.GetTimestamp();
        var patience = TimeSpan.FromMilliseconds(_options.Timers.AnswerMilliseconds) + TimeSpan.FromSeconds(1);
        while ((_connections.OpenExchanges > 0 || _upstream.Waiting > 0) && _time.GetElapsedTime(started) < patience)
        {
            await Task.Delay(_look, _time);
        }

        if (_connections.OpenExchanges is > 0 and var open)
        {
            ServingEvents.StoppedWithOpenRequests(_logger, open);
        }

        await DisposeAsync();
        ServingEvents.Stopped(_logger);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var faults = new List<Exception>();
        while (_owned.TryPop(out var owned))
        {
            try
            {
                await owned.DisposeAsync();
            }
            catch (Exception fault)
            {
                // A part that fails, a broken lane say, must not keep the journal from being closed.
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException(faults);
        }
    }

    private async Task Start(ILoggerFactory loggers)
    {
        var folder = new DataFolder(_options);
        using var master = folder.MasterKey();
        if (folder.MadeMasterKey)
        {
            ServingEvents.MadeMasterKey(_logger, Path.Combine(folder.Path, "master.key"), master.Kcv);
        }

        var security = Own(new SoftwareSecurityModule(master, _options.AllowTestKeys));
        ServingEvents.SoftwareModule(_logger);
        _journal = Own(OpenJournal(folder, loggers));
        folder.CheckStill(master);
        // Only now is the folder ours: a gateway that is already serving from it keeps its ports file.
        folder.ForgetPorts();
        var metrics = Own(new FrontMetrics());
        _connections = new TerminalConnections(metrics);
        _lanes = new LaneSet(_options.Lanes > 0 ? _options.Lanes : Environment.ProcessorCount, LaneContext);
        var recovered = await ReadBack();
        ServingEvents.Recovered(_logger, recovered.Records, _estate.Merchants.Count(), _estate.Terminals.Count());
        // From now on: what was replaced before this start was never opened by this module.
        _estate.KeyRetired += Own(new KeyRetirement(security, KeysOnTheirWay, _time, _logger)).Retire;
        await UseCardKeys(security, isFresh: recovered.Records == 0);

        var turn = Own(new EstateTurn(_estate, _journal, _lanes.Barrier));
        var fit = new KeyFit(MacOf, _zoneKeys.FormatOf);
        var keys = new KeyCommands(turn, _estate, security, _journal.Audit, _time, fit);
        _upstream = new UpstreamPort(
            _options.Acquirers, recovered.LastStan, _options.Timers, security, new LinkKeys(_estate, keys, security), _time, _logger, _options.Dialects());
        _upstream.Restore(recovered.Requests.All);
        _lanes.Start();
        Own(new Cleanup(_lanes.Stop));
        Own(_upstream);
        // Before the links: what is sent over them needs these keys, and what comes over them is newer.
        await LoadZoneKeys(keys);
        SayWhichDoNotFit(fit);
        _upstream.Start(_lanes);

        var ceremony = Own(new KeyCeremony(keys, _estate, security, _journal.Audit, _time));
        var diagnosis = new KeyDiagnosis(_estate, security, _zoneKeys.FormatOf, _journal.Audit, _time);
        var desk = new EstateDesk(
            new EstateCommands(turn, _estate, _time), keys, new DukptCommands(turn, _estate, _journal.Audit, _time), ceremony, diagnosis,
            new ReversalCommands(_lanes, _lanes.Barrier, _journal, _journal.Audit, _time), _keyUses, _upstream.RequestKeys, !_options.IsProduction);
        var api = Own(await StartApi(folder, desk, loggers));
        foreach (var options in _options.Listeners)
        {
            await Listen(options, Neighbours(security, metrics));
        }

        _ready = true;
        var ports = _listeners.ToDictionary(listener => listener.Name, listener => listener.Port);
        folder.WritePorts(JsonSerializer.Serialize(new { api = api.Address, listeners = ports }));
        ServingEvents.Ready(_logger, api.Address, string.Join(", ", _listeners.Select(listener => $"{listener.Name} port {listener.Port}")));
    }

    // As long as keys of before are taken, and then as long as a terminal can still wait for an answer to what was taken last.
    private TimeSpan KeysOnTheirWay
        => TimeSpan.FromSeconds(_options.KeyChange.GraceSeconds) + TimeSpan.FromMilliseconds(_options.Timers.TerminalMilliseconds);

    private LaneContext LaneContext() => new()
    {
        Switch = new TransactionSwitch(_options.Timers.Switch()),
        Journal = _journal,
        Estate = _estate,
        Keys = _estate,
        Terminals = _connections,
        Upstream = new LateUpstream(() => _upstream),
        Time = _time,
        Logger = _logger,
    };

    private FrontNeighbours Neighbours(ISecurityModule security, FrontMetrics metrics) => new()
    {
        Lanes = _lanes,
        Connections = _connections,
        Estate = _estate,
        Module = security,
        Routes = _options.RouteTable(),
        ZoneKeys = _zoneKeys,
        KeyChange = _keyChange,
        KeyUses = _keyUses,
        Institutions = _options.Acquirers.ToDictionary(acquirer => acquirer.Name, acquirer => acquirer.InstitutionId),
        Audit = _journal.Audit,
        Metrics = metrics,
        Time = _time,
        Logger = _logger,
    };

    private static SqliteJournal OpenJournal(DataFolder folder, ILoggerFactory loggers)
    {
        try
        {
            return SqliteJournal.Open(new JournalOptions { File = folder.Journal }, loggers.CreateLogger<SqliteJournal>());
        }
        catch (JournalException refused)
        {
            throw new StartRefusedException(refused.Message);
        }
    }

    private async Task<Recovered> ReadBack()
    {
        try
        {
            return await Recovery.Run(_journal, _estate, _lanes);
        }
        catch (JournalException damaged)
        {
            throw new StartRefusedException(damaged.Message);
        }
    }

    // No lane runs yet, so there is none to wait for; the first thing one does may be to open a card for a reversal.
    private MacProfile? MacOf(string acquirer)
        => _options.Acquirers.FirstOrDefault(options => options.Name == acquirer)?.Mac is { } name ? MacProfiles.Named(name) : null;

    private async Task UseCardKeys(ISecurityModule security, bool isFresh)
    {
        using var turn = new EstateTurn(_estate, _journal, () => Task.CompletedTask);
        var used = await new CardKeyKeeper(turn, _estate, security, _journal.Audit, _time).Use(isFresh);
        if (used.Value is null)
        {
            throw new StartRefusedException($"The keys of card numbers cannot be used: {used.Sentence}");
        }
    }

    private async Task LoadZoneKeys(KeyCommands commands)
    {
        foreach (var acquirer in _options.Acquirers.Where(acquirer => acquirer.ZonePinKeyFile is not null))
        {
            using var key = ZonePinKey(acquirer);
            var loaded = await commands.LoadZonePinKey(acquirer.Name, key.Digits, "configuration");
            ServingEvents.ZoneKeyLoaded(_logger, acquirer.Name, loaded.Value?.Key.Kcv
                ?? throw new StartRefusedException($"The zone PIN key of acquirer {acquirer.Name} is refused: {loaded.Sentence}"));
        }
    }

    private static KeyText ZonePinKey(AcquirerOptions acquirer)
    {
        try
        {
            return KeyText.Of(acquirer.ZonePinKeyFile!);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The zone PIN key file of acquirer {acquirer.Name}, {acquirer.ZonePinKeyFile}, cannot be read: {unreadable.Message}");
        }
    }

    // No reason not to start: the link has to come up for the acquirer to send the right one.
    private void SayWhichDoNotFit(KeyFit fit)
    {
        foreach (var acquirer in _options.Acquirers)
        {
            if (_estate.Key(acquirer.Name, KeyUsage.ZonePin) is { } known && fit.Fault(known.Key.For(acquirer.Name)) is { } misfit)
            {
                ServingEvents.ZoneKeyDoesNotFit(_logger, misfit);
            }
        }
    }

    private async Task<ApiServer> StartApi(DataFolder folder, EstateDesk desk, ILoggerFactory loggers)
    {
        var key = new ApiKey(folder.ApiKeyText(), folder.Operators());
        try
        {
            return await ApiServer.Start(_options.Api.Address, key, _estate, desk, _journal, Readiness, _time, loggers);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            throw new StartRefusedException($"The operators' address {_options.Api.Address} cannot be bound: {taken.GetBaseException().Message}");
        }
    }

    private async Task Listen(TerminalListenerOptions options, FrontNeighbours neighbours)
    {
        var listener = Own(new TerminalListener(options, neighbours));
        try
        {
            await listener.Start();
        }
        catch (SocketException taken)
        {
            throw new StartRefusedException($"Listener {options.Name} cannot bind {options.Address} port {options.Port}: {taken.Message}");
        }

        _listeners.Add(listener);
    }

    private ReadinessModel Readiness()
    {
        var store = _journal.IsWritable;
        return new ReadinessModel(
            _ready && store ? "ready" : "not ready", store ? "writable" : "refuses", _ready ? "listening" : "closed",
            [.. _upstream.Links.Select(link => new LinkModel(link.Name, link.State.ToString()))]);
    }

    private T Own<T>(T part)
        where T : notnull
    {
        _owned.Push(part as IAsyncDisposable ?? new Cleanup(() =>
        {
            (part as IDisposable)?.Dispose();
            return Task.CompletedTask;
        }));
        return part;
    }

    private sealed class Cleanup(Func<Task> work) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await work();
    }

    // The lanes are made before the journal is read, the acquirers' numbering after it.
    private sealed class LateUpstream(Func<IUpstreamPort> port) : IUpstreamPort
    {
        public bool IsReachable(string acquirer) => port().IsReachable(acquirer);

        public bool CanReverse(string acquirer) => port().CanReverse(acquirer);

        public bool TakeReversalPlace(string acquirer) => port().TakeReversalPlace(acquirer);

        public UpstreamNumbers Reserve() => port().Reserve();

        public void Send(SendRequest request) => port().Send(request);

        public void Send(SendReversal reversal) => port().Send(reversal);
    }
}
