using System.Net;
using System.Security.Cryptography;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Commands;
using Gateway.Simulator.Load;

namespace Gateway.Simulator.Demo;

/// <summary>The demo from the empty folder to the last line; whatever happens, no process and no folder is left behind.</summary>
internal sealed class DemoRun : IAsyncDisposable
{
    private const int ZoneKeyBytes = 16;

    private readonly DemoOptions _options;
    private readonly TextWriter _output;
    private readonly TextWriter _progress;
    private readonly TimeProvider _clock;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-demo-");
    private readonly AcquirerDesk _acquirer;
    private readonly AcquirerServer _link;
    private readonly HostProcess _host;
    private readonly Narration _narration;
    private HostApi? _api;
    private IReadOnlyList<TerminalDriver> _drivers = [];

    /// <summary>Prepares everything that needs no gateway.</summary>
    internal DemoRun(DemoOptions options, HostLocation location, TextWriter output, TextWriter progress, TimeProvider clock)
    {
        _options = options;
        _output = output;
        _progress = progress;
        _clock = clock;
        _narration = new Narration(output, clock);
        var zoneKey = RandomNumberGenerator.GetBytes(ZoneKeyBytes);
        var zoneKeyFile = Path.Combine(_folder.FullName, "zone-pin.key");
        File.WriteAllText(zoneKeyFile, Convert.ToHexString(zoneKey));
        _acquirer = new AcquirerDesk(DemoRules.For(options), new ZonePinCheck(zoneKey), clock);
        _link = new AcquirerServer(_acquirer, IPAddress.Loopback, clock);
        _host = new HostProcess(
            location, _folder.FullName, (file, ports) => HostSettings.Write(file, _link.Port, zoneKeyFile, ports), clock);
    }

    /// <summary>Runs it.</summary>
    /// <returns><see cref="ExitCode.Ok"/> only when every promise was shown and held.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        var stage = await SetAsync(cancellation);
        var timeline = new Timeline(stage);
        stage.Promises.Make(Opening.SignedOn);
        timeline.MakePromises();
        FinalVerdict.MakePromises(stage.Promises);

        await Opening.SignOnAllAsync(stage, cancellation);
        await PlayAsync(stage, timeline, cancellation);
        var money = await DayEnd.CloseAsync(stage, cancellation);
        var books = Reconciliation.Of(
            stage.Terminals.Select(terminal => (terminal.Profile.TerminalId, terminal.Ledger)), _acquirer.Ledger.Snapshot());
        FinalVerdict.Judge(stage, money, books);
        await _output.WriteAsync(DemoSummary.Of(stage, money, books));
        if (_options.Keep)
        {
            await KeepAsync(cancellation);
        }

        return stage.Promises.AllHeld ? ExitCode.Ok : ExitCode.Missed;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var driver in _drivers)
        {
            driver.Dispose();
        }

        _api?.Dispose();
        await _host.DisposeAsync();
        await _link.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<DemoStage> SetAsync(CancellationToken cancellation)
    {
        _link.Listen();
        _narration.Say($"an acquirer listens on 127.0.0.1:{_link.Port}");
        await _host.StartAsync(cancellation);
        var ports = _host.Ports!;
        _api = await HostReadiness.ConnectAsync(_host, _acquirer, _clock, cancellation);
        _narration.Say($"the gateway is ready: terminals on 127.0.0.1:{ports.Listener}, API on {ports.Api}");

        var feed = new OutcomeFeed();
        _drivers = await DemoEstate.RegisterAsync(_api, ports.Listener, _options, feed, _clock, cancellation);
        _narration.Say($"3 merchants and {_drivers.Count} terminals are registered, master keys loaded");
        var stage = new DemoStage
        {
            Options = _options,
            Host = _host,
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

    private async Task PlayAsync(DemoStage stage, Timeline timeline, CancellationToken cancellation)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var traffic = Task.WhenAll(stage.Drivers.Select(driver => driver.RunAsync(closing.Token, cancellation)));
        var board = LiveBoard.IsPossible(_output)
            ? LiveBoard.ShowAsync(stage, closing.Token)
            : PlainBoard.ShowAsync(stage, _progress, closing.Token);
        var poll = StandingPoll.RunAsync(stage, closing.Token);
        try
        {
            await timeline.RunAsync(cancellation);
        }
        finally
        {
            await closing.CancelAsync();
            await Task.WhenAll(board, poll);
        }

        await traffic;
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        await _output.WriteLineAsync(
            $"The gateway stays: API {_host.Ports!.Api}, key in {Path.Combine(_host.DataFolder, HostReadiness.KeyFile)}, "
            + $"terminals 127.0.0.1:{_host.Ports.Listener}, acquirer 127.0.0.1:{_link.Port}. Ctrl-C ends it.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellation);
        }
        catch (OperationCanceledException)
        {
            // This is how it ends.
        }
    }
}
