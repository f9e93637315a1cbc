using Gateway.Simulator.Load;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>The heart of the show: somebody is suspended in the middle of trading, settles out, and is reinstated.</summary>
/// <param name="Kind">terminal or merchant.</param>
/// <param name="Id">Which.</param>
/// <param name="Level">How much the hold takes away.</param>
/// <param name="Reason">Its reason code.</param>
/// <param name="Code">Response code that its new requests must get.</param>
internal sealed record Suspension(string Kind, string Id, string Level, string Reason, string Code)
{
    /// <summary>An amount that the demo's acquirer approves whatever its dice say.</summary>
    internal const long SureAmount = 7700;

    // Voids and reversals of the traffic may take some of them back before they are needed.
    private const int SureSales = 3;

    private static readonly TimeSpan _stillOnItsWay = TimeSpan.FromMilliseconds(200);

    /// <summary>What is promised, in order.</summary>
    internal IReadOnlyList<string> All => [Declined, Silent, Explained, Reversal, Settlement, Reinstated];

    private string Declined => $"a suspended {Kind}'s new requests are declined {Code} and told why";

    private string Silent => $"nothing new of a suspended {Kind} reaches the acquirer, and others go on selling";

    private string Explained => $"the gateway explains a suspended {Kind}'s decline by its hold";

    private string Reversal => $"a suspended {Kind}'s reversal works";

    private string Settlement => $"a suspended {Kind}'s settlement is balanced";

    private string Reinstated => $"a reinstated {Kind} sells again without being registered again";

    /// <summary>Plays it.</summary>
    internal async Task PlayAsync(DemoStage stage, TimeSpan window, CancellationToken cancellation)
    {
        var affected = stage.Drivers.Where(Concerns).ToList();
        var terminal = affected[0].Terminal;
        using (await TakeOverAsync([affected[0]], cancellation))
        {
            for (var sale = 0; sale < SureSales; sale++)
            {
                await SureSaleAsync(terminal, cancellation);
            }
        }

        var asked = stage.Clock.GetTimestamp();
        var hold = await stage.Api.HoldAsync(Kind, Id, Level, Reason, cancellation);
        var inForce = DurationText.Show(stage.Clock.GetElapsedTime(asked));
        stage.Narration.Say($"{Kind} {Id} is suspended ({Level}, {Reason}), in force after {inForce}");

        // A request that was cut off just before the hold may still be on its way to the acquirer, and is not what is watched here.
        await Task.Delay(_stillOnItsWay, stage.Clock, cancellation);
        HoldWatch watch;
        using (await TakeOverAsync(affected, cancellation))
        {
            watch = new HoldWatch(stage, affected.Select(driver => driver.Terminal), Code);
        }

        using (watch)
        {
            await Task.Delay(window, stage.Clock, cancellation);
            using (await TakeOverAsync(affected, cancellation))
            {
                await HeldAsync(stage, terminal, watch, cancellation);
                await stage.Api.ReleaseAsync(hold, cancellation);
                stage.Narration.Say($"{Kind} {Id} is reinstated");
                var sale = await SureSaleAsync(terminal, cancellation);
                stage.Narration.Say($"  {terminal.Profile.TerminalId} {sale}");
                stage.Promises.Show(Reinstated, sale.Succeeded, sale.ToString());
            }
        }
    }

    private static async Task<IDisposable> TakeOverAsync(IEnumerable<TerminalDriver> drivers, CancellationToken cancellation)
        => new Leases(await Task.WhenAll(drivers.Select(driver => driver.TakeOverAsync(cancellation))));

    // A cut link or a lost session may be in the way for a moment; neither is what is to be shown here.
    private static async Task<ActionOutcome> SureSaleAsync(VirtualTerminal terminal, CancellationToken cancellation)
    {
        const int tries = 5;
        for (var left = tries; ; left--)
        {
            if (!terminal.IsSignedOn)
            {
                await terminal.SignOnAsync(null, cancellation);
            }

            var sale = await terminal.SaleAsync(SureAmount, TestCard.Numbered(0), withPin: false, hangsUp: false, cancellation);
            if (sale.Succeeded || left == 1 || sale is { Fault: ExchangeFault.None, Code: not ("91" or "98" or "77") })
            {
                return sale;
            }
        }
    }

    private bool Concerns(TerminalDriver driver)
    {
        var profile = driver.Terminal.Profile;
        return Id == (Kind == "terminal" ? profile.TerminalId : profile.MerchantId);
    }

    private async Task HeldAsync(DemoStage stage, VirtualTerminal terminal, HoldWatch watch, CancellationToken cancellation)
    {
        var declined = await terminal.SaleAsync(SureAmount, TestCard.Numbered(1), withPin: false, hangsUp: false, cancellation);
        stage.Narration.Say($"  {terminal.Profile.TerminalId} {declined}");
        stage.Promises.Show(
            Declined,
            watch is { Wrong: 0, Declined: > 0 },
            $"{watch.Declined} declined, {watch.Wrong} not; the first was {watch.First}");
        var heard = watch.HeardByAcquirer;
        stage.Promises.Show(
            Silent, heard == 0 && watch.SoldElsewhere > 0, $"heard {heard}, sold elsewhere {watch.SoldElsewhere}");

        var explained = await stage.Api.ExplainAsync(terminal.Profile.TerminalId, declined.Stan ?? 0, cancellation);
        stage.Narration.Say($"  why: {explained.Sentence}");
        stage.Promises.Show(Explained, explained.Hold?.Reason == Reason, explained.Sentence ?? "it has no sentence");

        var reversal = await terminal.ReverseAsync(cancellation);
        stage.Narration.Say($"  {terminal.Profile.TerminalId} {reversal}");
        stage.Promises.Show(Reversal, reversal.Succeeded, reversal.ToString());

        var settlement = await terminal.SettleAsync(cancellation);
        stage.Narration.Say($"  {terminal.Profile.TerminalId} {settlement}");
        stage.Promises.Show(Settlement, settlement.Succeeded, settlement.ToString());
    }

    /// <summary>Several terminals taken over at once.</summary>
    private sealed class Leases(IDisposable[] leases) : IDisposable
    {
        public void Dispose() => Array.ForEach(leases, lease => lease.Dispose());
    }
}
