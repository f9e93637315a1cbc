using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>How requests end, and how what did not end well is taken back until the acquirer says so.</summary>
internal sealed class Outcomes(SwitchOptions options)
{
    /// <summary>The acquirer spoke. An approval that comes too late is never delivered and arms the reversal again.</summary>
    public Decision Answered(TerminalLedger ledger, AcquirerAnswered happened, Now now)
    {
        if (ledger.Find(happened.Key) is not { } transaction)
        {
            return Decision.Nothing;
        }

        var approved = AcquirerCodes.IsApproval(happened.Answer.ResponseCode);
        var partial = AcquirerCodes.IsPartialApproval(happened.Answer.ResponseCode);
        return (transaction.State, approved, partial) switch
        {
            (TransactionState.Pending, true, _) => Approve(transaction, happened, now),
            (TransactionState.Pending, _, true) => GiveUp(transaction, OutcomeLoss.PartialApproval, now),
            (TransactionState.Pending, _, _) => Decline(ledger, transaction, AcquirerCodes.ForTerminal(happened.Answer.ResponseCode), null, now),
            (TransactionState.Approved, _, _) => Decision.Nothing,
            (_, true, _) or (_, _, true) => Late(transaction, happened, now),
            _ => Decision.Nothing,
        };
    }

    /// <summary>Nothing was written to the link, so there is nothing to take back.</summary>
    public static Decision NotSent(TerminalLedger ledger, RequestNotSent happened, Now now)
        => ledger.Find(happened.Key) is { State: TransactionState.Pending } transaction
            ? Decline(ledger, transaction, ResponseCodes.For(DeclineReason.AcquirerUnreachable), DeclineReason.AcquirerUnreachable, now)
            : Decision.Nothing;

    /// <summary>No answer in time: the terminal is told, and the reversal is owed from the same record on.</summary>
    public Decision Overdue(TerminalLedger ledger, AnswerOverdue happened, Now now)
        => ledger.Find(happened.Key) is { State: TransactionState.Pending } transaction
            ? GiveUp(transaction, OutcomeLoss.NoAnswer, now)
            : Decision.Nothing;

    /// <summary>Sends or repeats a reversal, unless the link is down, somebody may look first, or a void of the sale has to go first.</summary>
    public Decision ReversalDue(TerminalLedger ledger, ReversalDue happened, Now now)
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
    public Decision ReversalAnswered(TerminalLedger ledger, ReversalAnswered happened, Now now)
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
            SaleThatWaits(ledger, transaction));
    }

    /// <summary>After a start: requests that were on their way are given up, and every reversal owed is taken up again.</summary>
    public Decision Restarted(TerminalLedger ledger, Now now)
    {
        var records = new List<JournalRecord>();
        var effects = new List<Effect>();
        foreach (var transaction in ledger.Transactions)
        {
            var isPending = transaction.State == TransactionState.Pending;
            if (isPending)
            {
                records.Add(new OutcomeUnknown { At = now.Wall, Key = transaction.Key, Loss = OutcomeLoss.Restart });
            }

            if (isPending || transaction.Reversal == ReversalDuty.Owed)
            {
                effects.Add(new SetTimer(TimerKind.Reversal, transaction.Key, TimeSpan.Zero));
            }

            if (isPending || (transaction.Reversal == ReversalDuty.Owed && Waits(transaction)))
            {
                effects.Add(new SetTimer(TimerKind.ReversalWait, transaction.Key, isPending ? options.DecideBy : WaitAnew(transaction, now)));
            }
        }

        return new Decision(records, effects);
    }

    /// <summary>Gives a pending request up: what the terminal hears, and the reversal.</summary>
    public Decision GiveUp(Transaction transaction, OutcomeLoss loss, Now now) => new(
        [new OutcomeUnknown { At = now.Wall, Key = transaction.Key, Loss = loss }],
        [
            new AnswerWaiting(transaction.Key, Told(transaction, DeclineReason.NoAnswerInTime, now)),
            new SetTimer(TimerKind.Reversal, transaction.Key, TimeSpan.Zero),
            new SetTimer(TimerKind.ReversalWait, transaction.Key, options.InWorkAfter(loss)),
        ]);

    // Somebody may look first, or the request may be in work.
    private static bool Waits(Transaction transaction) => transaction.IsHeld || transaction.FirstTryToCount is null;

    // No timer outlives the process. The wall clock may have been set since, so it is believed within bounds only; where money depends on it, not at all.
    private TimeSpan WaitAnew(Transaction transaction, Now now) => transaction is { IsHeld: true, ReversalHeldUntil: { } until }
        ? TimeSpan.FromTicks(Math.Clamp((until - now.Wall).Ticks, 0, options.QuarantineWait.Ticks))
        : options.DecideBy;

    // An acquirer may say of a voided sale that it is not found: reversed first, the sale would stand as soon as the void is taken back.
    private static bool WaitsForVoid(TerminalLedger ledger, Transaction sale) => sale.Class == MessageClass.Sale
        && ledger.Transactions.Any(other => other.Original == sale.Key && other.Reversal is ReversalDuty.AwaitingOutcome or ReversalDuty.Owed);

    // Nothing of a void is left to take back, so the sale behind it need not wait for its timer.
    private static IReadOnlyList<Effect> SaleThatWaits(TerminalLedger ledger, Transaction ended)
        => ended.Original is { } key && ledger.Find(key) is { Reversal: ReversalDuty.Owed }
            ? [new SetTimer(TimerKind.Reversal, key, TimeSpan.Zero)]
            : [];

    private Decision Approve(Transaction transaction, AcquirerAnswered happened, Now now)
    {
        var answer = happened.Answer;
        var record = new Approved { At = now.Wall, Key = transaction.Key, AuthCode = answer.AuthCode, SettlementDate = answer.SettlementDate };
        if (transaction.Reversal == ReversalDuty.AwaitingOutcome)
        {
            return new Decision([record],
            [
                new AnswerWaiting(transaction.Key, Told(transaction, DeclineReason.ReversedWhileWaiting, now)),
                transaction.IsHeld
                    ? new SetTimer(TimerKind.ReversalWait, transaction.Key, options.QuarantineWait)
                    : new SetTimer(TimerKind.Reversal, transaction.Key, TimeSpan.Zero),
            ]);
        }

        return new Decision([record],
        [
            new AnswerWaiting(transaction.Key, new TerminalAnswer
            {
                ResponseCode = ResponseCodes.Approved,
                At = now.Wall,
                Rrn = transaction.Rrn,
                AuthCode = answer.AuthCode,
                SettlementDate = answer.SettlementDate,
                AdditionalAmounts = answer.AdditionalAmounts,
                Icc = answer.Icc,
                Acquirer = transaction.Acquirer,
            }),
        ]);
    }

    private static Decision Decline(TerminalLedger ledger, Transaction transaction, string code, DeclineReason? reason, Now now) => new(
        [new DeclinedAfterForward { At = now.Wall, Key = transaction.Key, ResponseCode = code, Reason = reason }],
        [
            new AnswerWaiting(transaction.Key, new TerminalAnswer
            {
                ResponseCode = code,
                At = now.Wall,
                Rrn = transaction.Rrn,
                Acquirer = transaction.Acquirer,
                Reason = reason,
            }),
            .. SaleThatWaits(ledger, transaction),
        ]);

    private static Decision Late(Transaction transaction, AcquirerAnswered happened, Now now) => new(
        [new LateApproval { At = now.Wall, Key = transaction.Key, AuthCode = happened.Answer.AuthCode }],
        [new SetTimer(TimerKind.Reversal, transaction.Key, TimeSpan.Zero)]);

    private static TerminalAnswer Told(Transaction transaction, DeclineReason reason, Now now) => new()
    {
        ResponseCode = ResponseCodes.For(reason),
        At = now.Wall,
        Rrn = transaction.Rrn,
        Reason = reason,
    };
}
