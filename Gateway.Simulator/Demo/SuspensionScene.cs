using Gateway.Simulator.Load;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>The heart of the show: somebody is suspended in the middle of trading, settles out, and is reinstated.</summary>
internal sealed class SuspensionScene(DemoStage stage, Suspension plan)
{
    /// <summary>An amount that the demo's acquirer approves whatever its dice say.</summary>
    internal const long SureAmount = 7700;

    private const int SureSaleTries = 5;

    private static readonly TimeSpan _stillOnItsWay = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<TerminalDriver> _affected =
        [.. stage.Drivers.Where(driver => plan.Concerns(driver.Terminal.Profile))];

    // The terminal whose till is looked into; the others of a merchant are only watched.
    private TerminalDriver Actor => _affected[0];

    private VirtualTerminal Terminal => Actor.Terminal;

    /// <summary>Plays it.</summary>
    /// <param name="window">How long traffic goes on under the hold.</param>
    /// <param name="cancellation">Stops the whole demo.</param>
    internal async Task PlayAsync(TimeSpan window, CancellationToken cancellation)
    {
        using (await TakeOverAsync([Actor], cancellation))
        {
            // One to settle, one to reverse while suspended; the latter is also said again.
            await SureSaleAsync(withPin: true, cancellation);
            await SureSaleAsync(withPin: false, cancellation);
            await Terminal.RepeatAsync(cancellation);
            Actor.LeavesBatchAlone = true;
        }

        try
        {
            await SuspendAsync(window, cancellation);
        }
        finally
        {
            Actor.LeavesBatchAlone = false;
        }
    }

    private static async Task<IDisposable> TakeOverAsync(IEnumerable<TerminalDriver> drivers, CancellationToken cancellation)
        => new Leases(await Task.WhenAll(drivers.Select(driver => driver.TakeOverAsync(cancellation))));

    private async Task SuspendAsync(TimeSpan window, CancellationToken cancellation)
    {
        var asked = stage.Clock.GetTimestamp();
        var hold = await stage.Api.HoldAsync(plan.Kind, plan.Id, plan.Level, plan.Reason, cancellation);
        var inForce = DurationText.Show(stage.Clock.GetElapsedTime(asked));
        stage.Narration.Say($"{plan.Kind} {plan.Id} is suspended ({plan.Level}, {plan.Reason}), in force after {inForce}");

        // A request that was cut off just before the hold may still be on its way to the acquirer, and is not what is watched here.
        await Task.Delay(_stillOnItsWay, stage.Clock, cancellation);
        HoldWatch watch;
        using (await TakeOverAsync(_affected, cancellation))
        {
            watch = new HoldWatch(stage, _affected.Select(driver => driver.Terminal), plan.Code);
        }

        using (watch)
        {
            await Task.Delay(window, stage.Clock, cancellation);
            using (await TakeOverAsync(_affected, cancellation))
            {
                await ShowDeclineAsync(watch, cancellation);
                await SettleOutAsync(cancellation);
                await stage.Api.ReleaseAsync(hold, cancellation);
                stage.Narration.Say($"{plan.Kind} {plan.Id} is reinstated");
                Show(plan.Reinstated, await SureSaleAsync(withPin: false, cancellation));
            }
        }
    }

    private async Task ShowDeclineAsync(HoldWatch watch, CancellationToken cancellation)
    {
        var declined = await Terminal.SaleAsync(SureAmount, TestCard.Numbered(1), withPin: false, hangsUp: false, cancellation);
        Tell(declined);
        stage.Promises.Show(
            plan.Declined,
            watch is { Wrong: 0, Declined: > 0 },
            $"{watch.Declined} declined, {watch.Wrong} not; the first was {watch.First}");
        var heard = watch.HeardByAcquirer;
        stage.Promises.Show(
            plan.Silent, heard == 0 && watch.SoldElsewhere > 0, $"heard {heard}, sold elsewhere {watch.SoldElsewhere}");

        var explained = await stage.Api.ExplainAsync(Terminal.Profile.TerminalId, declined.Stan ?? 0, cancellation);
        stage.Narration.Say($"  why: {explained.Sentence}");
        stage.Promises.Show(plan.Explained, explained.Hold?.Reason == plan.Reason, explained.Sentence ?? "it has no sentence");
    }

    private async Task SettleOutAsync(CancellationToken cancellation)
    {
        Show(plan.Reversal, await Terminal.ReverseAsync(cancellation));
        Show(plan.Settlement, await Terminal.SettleAsync(cancellation));
    }

    // A cut link or a lost session may be in the way for a moment; neither is what is to be shown here.
    private async Task<ActionOutcome> SureSaleAsync(bool withPin, CancellationToken cancellation)
    {
        for (var left = SureSaleTries; ; left--)
        {
            if (!Terminal.IsSignedOn)
            {
                await Terminal.SignOnAsync(null, cancellation);
            }

            var sale = await Terminal.SaleAsync(SureAmount, TestCard.Numbered(0), withPin, hangsUp: false, cancellation);
            if (sale.Succeeded || left == 1 || sale is { Fault: ExchangeFault.None, Code: not ("91" or "98" or "77") })
            {
                return sale;
            }
        }
    }

    private void Show(string promise, ActionOutcome outcome)
    {
        Tell(outcome);
        stage.Promises.Show(promise, outcome.Succeeded, outcome.ToString());
    }

    private void Tell(ActionOutcome outcome) => stage.Narration.Say($"  {Terminal.Profile.TerminalId} {outcome}");

    /// <summary>Several terminals taken over at once.</summary>
    private sealed class Leases(IDisposable[] leases) : IDisposable
    {
        public void Dispose() => Array.ForEach(leases, lease => lease.Dispose());
    }
}
