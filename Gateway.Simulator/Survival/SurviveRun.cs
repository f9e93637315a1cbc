using Gateway.Simulator.Commands;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Load;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Survival;

/// <summary>Trades while everything breaks, heals, settles, and holds the three books against each other.</summary>
internal sealed class SurviveRun : IAsyncDisposable
{
    private const int MegabytesAtLeast = 64;
    private const int MegabytesPerKill = 4;

    // Short batches: settlements are to meet the blows too, and the journal is read batch by batch.
    private const int BatchLimit = 40;

    private static readonly TimeSpan _calm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private readonly SurviveOptions _options;
    private readonly TextWriter _output;
    private readonly TextWriter _progress;
    private readonly Theatre _theatre;
    private SmallDisk? _disk;

    /// <summary>Prepares everything that needs no gateway.</summary>
    internal SurviveRun(SurviveOptions options, HostLocation location, TextWriter output, TextWriter progress, TimeProvider clock)
    {
        _options = options;
        _output = output;
        _progress = progress;

        // Slower than the demo's: there is always something that the acquirer has and has not answered.
        var rules = DemoRules.For(options.Stage) with { Delay = DurationRange.Milliseconds(5, 250) };
        _theatre = new Theatre(rules, location, new Narration(output, clock), clock);
    }

    /// <summary>Runs it.</summary>
    /// <returns><see cref="ExitCode.Ok"/> only when there is no difference.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        _disk = SmallDisk.TryMount(_theatre.Host.DataFolder, MegabytesAtLeast + (MegabytesPerKill * _options.Kills));
        var stage = await _theatre.SetAsync(_options.Stage, Mix(), cancellation);
        await Opening.SignOnAllAsync(stage, cancellation);
        var toll = new Toll { DiskFills = _disk is null ? null : 0 };
        await TradeAsync(stage, new Breaker(stage, _disk, toll), cancellation);

        var money = await DayEnd.CloseAsync(stage, _patience, cancellation);
        var journal = await JournalBook.ReadAsync(stage.Api, stage.Terminals, cancellation);
        var books = ThreeBooks.Of(
            stage.Terminals.Select(terminal => (terminal.Profile.TerminalId, terminal.Ledger)), journal, stage.Acquirer.Ledger.Snapshot());
        var differences = Verdict.Of(stage, money, books);
        var summary = SurviveSummary.Of(stage, toll, books, money, differences);
        await _output.WriteAsync(summary);
        if (_options.Report is { } file)
        {
            await File.WriteAllTextAsync(file, summary, cancellation);
        }

        return differences.Count == 0 ? ExitCode.Ok : ExitCode.Missed;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _theatre.Host.DisposeAsync();
        _disk?.Dispose();
        await _theatre.DisposeAsync();
    }

    private async Task TradeAsync(DemoStage stage, Breaker breaker, CancellationToken cancellation)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var traffic = Task.WhenAll(stage.Drivers.Select(driver => driver.RunAsync(closing.Token, cancellation)));
        var board = PlainBoard.ShowAsync(stage, _progress, closing.Token);
        try
        {
            foreach (var blow in BlowPlan.Draw(_options.Kills, _disk is not null, new Dice(_options.Seed)))
            {
                await breaker.StrikeAsync(blow, cancellation);
            }

            await breaker.HealAsync(cancellation);
            stage.Narration.Say("everything is healed");
            await Task.Delay(_calm, stage.Clock, cancellation);
        }
        finally
        {
            await closing.CancelAsync();
            await board;
        }

        await traffic;
    }

    private TrafficMix Mix() => new()
    {
        Think = _options.Stage.Think,
        PinSales = 0.2,
        Voids = 0.1,
        Balances = 0.05,
        Reversals = 0.07,
        HangUps = 0.06,
        Repeats = 0.07,
        BatchLimit = BatchLimit,
    };
}
