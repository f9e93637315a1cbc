using System.Diagnostics;
using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>How each record moves a transaction on.</summary>
/// <remarks>docs/money.md shows the same as a table. The journal's projections follow the same rules.</remarks>
internal static class TransactionProgress
{
    /// <summary>The transaction an opening record brings into being.</summary>
    public static Transaction Open(OpeningRecord record)
    {
        var sealedCard = (record as ISealsCard)?.SealedCard;
        var forwarded = record as Forwarded;
        var refused = record as Refused;
        return new Transaction
        {
            Key = record.Key,
            Class = record.Class,
            Amount = record.Amount,
            Currency = record.Currency,
            ProcessingCode = record.ProcessingCode,
            ConditionCode = record.ConditionCode,
            ContentFingerprint = record.ContentFingerprint,
            Card = record.CardMasked is null ? null : new CardReference(record.CardMasked, record.CardFingerprint ?? "", sealedCard),
            Original = record.Original,
            Rrn = record.Rrn,
            Acquirer = forwarded?.Acquirer,
            Upstream = forwarded?.Upstream ?? default,
            Reason = refused?.Reason,
            ResponseCode = record switch { Refused refusal => refusal.ResponseCode, Quarantined => ResponseCodes.Approved, _ => "" },
            AnsweredAt = forwarded is null ? record.At : default,
            State = record switch
            {
                Forwarded => TransactionState.Pending,
                Refused => TransactionState.Declined,
                Quarantined => TransactionState.Quarantined,
                _ => throw new UnreachableException($"{record.GetType().Name} opens no transaction."),
            },
        };
    }

    /// <summary>Moves a transaction of the ledger on by one record.</summary>
    public static void Apply(TerminalLedger ledger, TransactionRecord record)
    {
        var transaction = ledger.Find(record.Key);
        if (transaction is null)
        {
            // Only a reversal may name what was never seen; it leaves a stone that the late original stumbles over.
            if (record is ReversalAccepted unseen)
            {
                ledger.Add(Unseen(unseen));
            }

            return;
        }

        switch (record)
        {
            case Approved approved: Approve(ledger, transaction, approved); break;
            case DeclinedAfterForward declined: Decline(ledger, transaction, declined); break;
            case OutcomeUnknown unknown: GiveUp(ledger, transaction, unknown); break;
            case LateApproval late: Rearm(transaction, late); break;
            case ReversalAccepted accepted: Reverse(ledger, transaction, accepted); break;
            case ReversalSent sent: Send(transaction, sent); break;
            case ReversalDone: (transaction.Reversal, transaction.Contradicted) = (ReversalDuty.Done, false); break;
            case ReversalResolved: (transaction.Reversal, transaction.Contradicted) = (ReversalDuty.Resolved, false); break;
            case ReversalRejected rejected: transaction.Contradicted |= rejected.Contradicts; break;
            default: throw new UnreachableException($"{record.GetType().Name} moves no transaction.");
        }
    }

    private static Transaction Unseen(ReversalAccepted record) => new()
    {
        Key = record.Key,
        Class = MessageClass.Unknown,
        Amount = record.Amount,
        State = TransactionState.ReversedUnseen,
        ResponseCode = ResponseCodes.For(DeclineReason.AlreadyReversed),
        Reason = DeclineReason.AlreadyReversed,
        AnsweredAt = record.At,
    };

    private static void Approve(TerminalLedger ledger, Transaction transaction, Approved record)
    {
        Charged(transaction);
        transaction.ApprovedUpstream = true;
        transaction.AuthCode = record.AuthCode;
        transaction.SettlementDate = record.SettlementDate;
        transaction.AnsweredAt = record.At;
        if (transaction.Reversal == ReversalDuty.AwaitingOutcome)
        {
            Answer(transaction, TransactionState.Reversed, DeclineReason.ReversedWhileWaiting, record.At);
            transaction.Reversal = transaction.Class == MessageClass.Balance ? ReversalDuty.None : ReversalDuty.Owed;
            LetGoOfOriginal(ledger, transaction);
            return;
        }

        transaction.State = TransactionState.Approved;
        transaction.ResponseCode = ResponseCodes.Approved;
    }

    private static void Decline(TerminalLedger ledger, Transaction transaction, DeclinedAfterForward record)
    {
        transaction.State = TransactionState.Declined;
        transaction.ResponseCode = record.ResponseCode;
        transaction.Reason = record.Reason;
        transaction.AnsweredAt = record.At;
        transaction.Reversal = ReversalDuty.None;
        LetGoOfOriginal(ledger, transaction);
    }

    private static void GiveUp(TerminalLedger ledger, Transaction transaction, OutcomeUnknown record)
    {
        if (record.Loss == OutcomeLoss.PartialApproval)
        {
            Charged(transaction);
        }

        var reversed = transaction.Reversal == ReversalDuty.AwaitingOutcome;
        Answer(transaction, reversed ? TransactionState.Reversed : TransactionState.Unknown,
            reversed ? DeclineReason.ReversedWhileWaiting : DeclineReason.NoAnswerInTime, record.At);
        // Our own duty, whoever asked besides: nobody has to look before what was never known to be approved is taken back.
        transaction.ReversalHeldUntil = null;
        transaction.Reversal = transaction.Class == MessageClass.Balance ? ReversalDuty.None : ReversalDuty.Owed;
        LetGoOfOriginal(ledger, transaction);
    }

    private static void Send(Transaction transaction, ReversalSent record)
    {
        transaction.ReversalTries = record.Try;
        if (record.OutOfWork)
        {
            transaction.FirstTryToCount ??= record.Try;
        }
    }

    // The outcome is known, so whatever is said about the tries to come is said about it.
    private static void Charged(Transaction transaction)
    {
        transaction.ChargedUpstream = true;
        transaction.FirstTryToCount = transaction.ReversalTries + 1;
    }

    private static void Rearm(Transaction transaction, LateApproval record)
    {
        Charged(transaction);
        transaction.ApprovedUpstream = true;
        transaction.AuthCode = record.AuthCode;
        transaction.Reversal = transaction.Class == MessageClass.Balance ? ReversalDuty.None : ReversalDuty.Owed;
    }

    private static void Reverse(TerminalLedger ledger, Transaction transaction, ReversalAccepted record)
    {
        if (record.Moot)
        {
            transaction.ReversalAsked = true;
            return;
        }

        switch (transaction.State)
        {
            case TransactionState.Pending:
                transaction.ReversalHeldUntil = record.HeldUntil;
                transaction.Reversal = ReversalDuty.AwaitingOutcome;
                break;
            case TransactionState.Approved:
                transaction.ReversalHeldUntil = record.HeldUntil;
                transaction.State = TransactionState.Reversed;
                transaction.Reversal = ReversalDuty.Owed;
                LetGoOfOriginal(ledger, transaction);
                break;
            case TransactionState.Unknown or TransactionState.Quarantined:
                transaction.State = TransactionState.Reversed;
                LetGoOfOriginal(ledger, transaction);
                break;
        }
    }

    private static void Answer(Transaction transaction, TransactionState state, DeclineReason reason, DateTimeOffset at)
    {
        transaction.State = state;
        transaction.Reason = reason;
        transaction.ResponseCode = ResponseCodes.For(reason);
        transaction.AnsweredAt = at;
    }

    // A void that did not happen, or was itself taken back, leaves its sale as it was.
    private static void LetGoOfOriginal(TerminalLedger ledger, Transaction transaction)
    {
        if (transaction.Original is { } key && ledger.Find(key) is { } original && original.VoidedBy == transaction.Key)
        {
            original.VoidedBy = null;
        }
    }
}
