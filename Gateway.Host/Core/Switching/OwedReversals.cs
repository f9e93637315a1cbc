using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>How what did not end well is taken back, until the acquirer says so and can be believed.</summary>
internal sealed class OwedReversals(SwitchOptions options)
{
    /// <summary>Sends or repeats a reversal, unless the link is down, somebody may look first, or a void of the sale has to go first.</summary>
    public Decision Due(TerminalLedger ledger, ReversalDue happened, Now now)
    {
        if (ledger.Find(happened.Key) is not { Reversal: ReversalDuty.Owed } transaction)
        {
            return Decision.Nothing;
        }

        // One timer wakes it up now and again, the other once, when the wait is over: neither does the other's work.
        if (happened.Waited ? !Waits(transaction) : transaction.IsHeld)
        {
            return Decision.Nothing;
        }

        if (!happened.AcquirerReachable || WaitsForVoid(ledger, transaction))
        {
            var kind = happened.Waited ? TimerKind.ReversalWait : TimerKind.Reversal;
            return new Decision([], [new SetTimer(kind, transaction.Key, options.ReversalRetryMost)]);
        }

        var number = transaction.ReversalTries + 1;
        return new Decision(
            [new ReversalSent { At = now.Wall, Key = transaction.Key, Try = number, Upstream = happened.Upstream, OutOfWork = happened.Waited }],
            [
                new SendReversal(transaction, number, happened.Upstream),
                new SetTimer(TimerKind.Reversal, transaction.Key, options.RetryAfter(number)),
            ]);
    }

    /// <summary>The acquirer spoke about a reversal. While the request may be in work, nothing it says is the last word.</summary>
    /// <remarks>
    /// An acquirer that keeps no reversals in mind acknowledges one, or does not find the original, and approves the original after that.
    /// And one that does not find what it has approved contradicts itself: that is for people to see, and tried again until it does find it.
    /// </remarks>
    public Decision Answered(TerminalLedger ledger, ReversalAnswered happened, Now now)
    {
        if (ledger.Find(happened.Key) is not { Reversal: ReversalDuty.Owed } transaction || happened.Try < transaction.FirstTryToCount)
        {
            return Decision.Nothing;
        }

        var isNotFound = AcquirerCodes.IsNotFound(happened.ResponseCode);
        var acknowledges = isNotFound || AcquirerCodes.EndsReversal(happened.ResponseCode);
        var contradicts = isNotFound && transaction.ChargedUpstream;
        if (!acknowledges || contradicts || transaction.FirstTryToCount is null)
        {
            // What is acknowledged too early is only sent again when the wait is over, which has its own timer.
            var again = acknowledges && !contradicts ? options.DecideBy : options.RetryAfter(transaction.ReversalTries);
            return new Decision(
                [new ReversalRejected { At = now.Wall, Key = transaction.Key, ResponseCode = happened.ResponseCode, Contradicts = contradicts }],
                [new SetTimer(TimerKind.Reversal, transaction.Key, again)]);
        }

        return new Decision(
            [new ReversalDone { At = now.Wall, Key = transaction.Key, ResponseCode = happened.ResponseCode }],
            SaleBehind(ledger, transaction));
    }

    /// <summary>What wakes a reversal up after a start: at once, and again when what it waits for is over.</summary>
    public IEnumerable<SetTimer> TakenUp(Transaction transaction, Now now)
    {
        yield return new SetTimer(TimerKind.Reversal, transaction.Key, TimeSpan.Zero);
        if (Waits(transaction))
        {
            yield return new SetTimer(TimerKind.ReversalWait, transaction.Key, WaitAnew(transaction, now));
        }
    }

    /// <summary>Wakes up the sale behind a void of which nothing is left to take back: it need not wait for its timer.</summary>
    public static IReadOnlyList<Effect> SaleBehind(TerminalLedger ledger, Transaction ended)
        => ended.Original is { } key && ledger.Find(key) is { Reversal: ReversalDuty.Owed }
            ? [new SetTimer(TimerKind.Reversal, key, TimeSpan.Zero)]
            : [];

    // Somebody may look first, or the request may be in work.
    private static bool Waits(Transaction transaction) => transaction.IsHeld || transaction.FirstTryToCount is null;

    // No timer outlives the process. The wall clock may have been set since, so it is believed within bounds only; where money depends on it, not at all.
    private TimeSpan WaitAnew(Transaction transaction, Now now) => transaction is { State: not TransactionState.Pending, IsHeld: true, ReversalHeldUntil: { } until }
        ? TimeSpan.FromTicks(Math.Clamp((until - now.Wall).Ticks, 0, options.QuarantineWait.Ticks))
        : options.DecideBy;

    // An acquirer may say of a voided sale that it is not found: reversed first, the sale would stand as soon as the void is taken back.
    private static bool WaitsForVoid(TerminalLedger ledger, Transaction sale) => sale.Class == MessageClass.Sale
        && ledger.Transactions.Any(other => other.Original == sale.Key && other.Reversal is ReversalDuty.AwaitingOutcome or ReversalDuty.Owed);
}
