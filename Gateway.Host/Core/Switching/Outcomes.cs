using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>How requests end, well or not.</summary>
internal sealed class Outcomes(SwitchOptions options, OwedReversals owed)
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
                effects.AddRange(owed.TakenUp(transaction, now));
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
            .. OwedReversals.SaleBehind(ledger, transaction),
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
