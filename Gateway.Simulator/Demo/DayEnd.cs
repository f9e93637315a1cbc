using Gateway.Simulator.Load;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>The end of the day: every terminal settles and signs off, and the gateway pays what it still owes.</summary>
internal static class DayEnd
{
    /// <summary>Every settlement of the run was balanced, the last ones too.</summary>
    internal const string Settled = "every terminal's settlement is balanced";

    /// <summary>Nothing is left in flight.</summary>
    internal const string Drained = "every reversal the gateway owed was acknowledged by the acquirer";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(300);

    /// <summary>Closes the day, on a stage without traffic.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="patience">How long every terminal may take, and the gateway after them; null for 40 s.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The gateway's books at the end.</returns>
    internal static async Task<MoneyAnswer> CloseAsync(DemoStage stage, TimeSpan? patience, CancellationToken cancellation)
    {
        var limit = patience ?? _patience;
        stage.Narration.Say("the shops close; every terminal settles");
        var closed = await Task.WhenAll(stage.Drivers.Select(driver => CloseAsync(stage, driver, limit, cancellation)));
        var open = closed.Count(isClosed => !isClosed);
        var unbalanced = stage.Unbalanced;
        var detail = $"{closed.Length - open} of {closed.Length} closed their day, {unbalanced.Count} settlements were not balanced";
        stage.Narration.Say(detail);
        stage.Promises.Show(Settled, open == 0 && unbalanced.IsEmpty, unbalanced.FirstOrDefault() ?? detail);

        var money = await DrainedAsync(stage, limit, cancellation);
        stage.Promises.Show(
            Drained, !money.IsSettling, $"{money.OwedReversals} reversals and {money.OpenRequests} requests are still open");
        return money;
    }

    private static async Task<bool> CloseAsync(DemoStage stage, TerminalDriver driver, TimeSpan patience, CancellationToken cancellation)
    {
        using var lease = await driver.TakeOverAsync(cancellation);
        var terminal = driver.Terminal;
        var started = stage.Clock.GetTimestamp();
        while (stage.Clock.GetElapsedTime(started) < patience)
        {
            if (await TryCloseAsync(terminal, cancellation))
            {
                return true;
            }

            await Task.Delay(_look, stage.Clock, cancellation);
        }

        return false;
    }

    private static async Task<bool> TryCloseAsync(VirtualTerminal terminal, CancellationToken cancellation)
    {
        if (!terminal.IsSignedOn)
        {
            await terminal.SignOnAsync(null, cancellation);
        }

        // A settlement without an answer is said again first; only then is the batch of this moment settled.
        if (!terminal.IsSignedOn || await terminal.FinishLeftoversAsync(cancellation) is not null)
        {
            return false;
        }

        await terminal.SettleAsync(cancellation);
        return !terminal.HasLeftovers && (await terminal.SignOffAsync(cancellation)).Succeeded;
    }

    private static async Task<MoneyAnswer> DrainedAsync(DemoStage stage, TimeSpan patience, CancellationToken cancellation)
    {
        var started = stage.Clock.GetTimestamp();
        var money = await stage.Api.MoneyAsync(cancellation);
        while (money.IsSettling && stage.Clock.GetElapsedTime(started) < patience)
        {
            await Task.Delay(_look, stage.Clock, cancellation);
            money = await stage.Api.MoneyAsync(cancellation);
        }

        stage.Narration.Say(money.IsSettling
            ? $"{money.OwedReversals} reversals are still owed after {DurationText.Show(patience)}"
            : "the gateway owes nobody anything");
        return money;
    }
}
