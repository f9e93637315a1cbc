using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Commands;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Survival;

/// <summary>Breaks things and heals them, while the terminals go on trading.</summary>
/// <remarks>The acquirer comes back in its own time, so other blows fall while it is gone.</remarks>
internal sealed class Breaker(DemoStage stage, SmallDisk? disk, Toll toll)
{
    private static readonly TimeSpan _untilFull = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(25);

    private readonly HostKiller _host = new(stage, toll);

    private Task _acquirerReturns = Task.CompletedTask;

    /// <summary>Waits for its instant, strikes, and heals what the gateway needs to be ready again.</summary>
    internal async Task StrikeAsync(Blow blow, CancellationToken cancellation)
    {
        await Task.Delay(blow.After, stage.Clock, cancellation);
        if (!stage.Host.IsRunning)
        {
            throw new UnreachableTargetException("The gateway has ended by itself, without any blow.");
        }

        switch (blow.Kind)
        {
            case BlowKind.HostKilled or BlowKind.HostKilledTwice:
                await KillHostAsync(blow, cancellation);
                break;
            case BlowKind.AcquirerKilled:
                await KillAcquirerAsync(blow, cancellation);
                break;
            case BlowKind.CutInRequest or BlowKind.CutInAnswer:
                await CutAsync(blow, cancellation);
                break;
            default:
                await FillDiskAsync(blow, cancellation);
                break;
        }
    }

    /// <summary>Waits until everything stands again.</summary>
    internal async Task HealAsync(CancellationToken cancellation)
    {
        await _acquirerReturns;
        await Outage.UntilAsync(stage, () => Task.FromResult(stage.Link.Links > 0), cancellation);
    }

    private async Task KillHostAsync(Blow blow, CancellationToken cancellation)
    {
        await _host.KillAsync(cancellation);
        await Task.Delay(blow.Lasts, stage.Clock, cancellation);
        if (blow.Kind == BlowKind.HostKilledTwice)
        {
            await _host.StartToBeKilledAsync(blow.Share, cancellation);
        }

        await _host.StartAsync(cancellation);
        stage.Narration.Say($"the gateway was killed{(blow.Kind == BlowKind.HostKilledTwice ? ", and again while it was starting" : "")}");
    }

    private async Task KillAcquirerAsync(Blow blow, CancellationToken cancellation)
    {
        await _acquirerReturns;
        stage.Link.Refuse();
        toll.AcquirerKills++;
        stage.Narration.Say($"the acquirer is gone for {DurationText.Show(blow.Lasts * 2)}");
        _acquirerReturns = ReturnAsync();

        async Task ReturnAsync()
        {
            await Task.Delay(blow.Lasts * 2, stage.Clock, cancellation);
            stage.Link.Listen();
        }
    }

    private async Task CutAsync(Blow blow, CancellationToken cancellation)
    {
        var shears = stage.Link.Shears;
        var cuts = shears.Cuts;
        var end = blow.Kind == BlowKind.CutInRequest ? FrameEnd.Request : FrameEnd.Answer;
        shears.Ask(end, blow.Share);
        var isCut = await Outage.UntilAsync(stage, () => Task.FromResult(shears.Cuts > cuts), cancellation) is not null;
        toll.CutRequests += isCut && end == FrameEnd.Request ? 1 : 0;
        toll.CutAnswers += isCut && end == FrameEnd.Answer ? 1 : 0;
        var where = end == FrameEnd.Request ? "a request" : "an answer";
        stage.Narration.Say($"the acquirer's link {(isCut ? "was cut" : "could NOT be cut")} in the middle of {where}");
    }

    private async Task FillDiskAsync(Blow blow, CancellationToken cancellation)
    {
        var isKilled = blow.Kind == BlowKind.DiskFilledAndHostKilled;
        var isRefusing = false;
        try
        {
            // Freed even when all is being stopped: a full disk would not let the gateway end well.
            disk!.Fill();
            toll.DiskFills++;
            isRefusing = await RefusesAsync(cancellation);
            await Task.Delay(blow.Lasts, stage.Clock, cancellation);
            if (isKilled)
            {
                await _host.KillAsync(cancellation);
                toll.KillsWhileFull++;
            }
        }
        finally
        {
            disk!.Free();
        }

        toll.DiskRefusals += isRefusing ? 1 : 0;
        await (isKilled ? _host.StartAsync(cancellation) : _host.ReadyAsync(cancellation));
        stage.Narration.Say($"the disk was full{(isRefusing ? " and the gateway took nothing in" : "")}{(isKilled ? "; it was killed like that" : "")}");
    }

    // The journal may go on for a while in pages it already owns.
    private async Task<bool> RefusesAsync(CancellationToken cancellation)
    {
        var began = stage.Clock.GetTimestamp();
        while (stage.Clock.GetElapsedTime(began) < _untilFull)
        {
            if (!await stage.Api.IsReadyAsync(cancellation))
            {
                return true;
            }

            await Task.Delay(_look, stage.Clock, cancellation);
        }

        return false;
    }
}
