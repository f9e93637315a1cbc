using Gateway.Simulator.Commands;
using Gateway.Simulator.Load;

namespace Gateway.Simulator.Demo;

/// <summary>The demo from the empty folder to the last line; whatever happens, no process and no folder is left behind.</summary>
internal sealed class DemoRun : IAsyncDisposable
{
    private readonly DemoOptions _options;
    private readonly TextWriter _output;
    private readonly TextWriter _progress;
    private readonly TimeProvider _clock;
    private readonly Theatre _theatre;

    /// <summary>Prepares everything that needs no gateway.</summary>
    internal DemoRun(DemoOptions options, HostLocation location, TextWriter output, TextWriter progress, TimeProvider clock)
    {
        _options = options;
        _output = output;
        _progress = progress;
        _clock = clock;
        _theatre = new Theatre(DemoRules.For(options), location, new Narration(output, clock), clock);
    }

    /// <summary>Runs it.</summary>
    /// <returns><see cref="ExitCode.Ok"/> only when every promise was shown and held.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        var stage = await _theatre.SetAsync(_options, new TrafficMix { Think = _options.Think }, cancellation);
        var timeline = new Timeline(stage);
        stage.Promises.Make(Opening.SignedOn);
        timeline.MakePromises();
        FinalVerdict.MakePromises(stage.Promises);

        await Opening.SignOnAllAsync(stage, cancellation);
        await PlayAsync(stage, timeline, cancellation);
        var money = await DayEnd.CloseAsync(stage, null, cancellation);
        var books = Reconciliation.Of(
            stage.Terminals.Select(terminal => (terminal.Profile.TerminalId, terminal.Ledger)), stage.Acquirer.Ledger.Snapshot());
        FinalVerdict.Judge(stage, money, books);
        await _output.WriteAsync(DemoSummary.Of(stage, money, books));
        if (_options.Keep)
        {
            await KeepAsync(stage, cancellation);
        }

        return stage.Promises.AllHeld ? ExitCode.Ok : ExitCode.Missed;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _theatre.DisposeAsync();

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

    private async Task KeepAsync(DemoStage stage, CancellationToken cancellation)
    {
        await _output.WriteLineAsync(
            $"The gateway stays: API {stage.Host.Ports!.Api}, key in {Path.Combine(stage.Host.DataFolder, HostReadiness.KeyFile)}, "
            + $"terminals 127.0.0.1:{stage.Host.Ports.Listener}, acquirer 127.0.0.1:{stage.Link.Port}. Ctrl-C ends it.");
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
