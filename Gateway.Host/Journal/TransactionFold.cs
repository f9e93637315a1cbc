using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Journal;

/// <summary>What each record makes of a transaction's row.</summary>
/// <remarks>
/// The rules are those of <see cref="TransactionProgress"/>, which works on the ledger of one terminal; a test holds the two together.
/// They differ in one thing: the ledger lets old transactions go, the books never do, so what is opened twice stays as it was here.
/// </remarks>
internal static class TransactionFold
{
    /// <summary>The row a record brings into being; null when the record needs one that exists.</summary>
    public static TransactionEntry? Open(TransactionRecord record) => record switch
    {
        Forwarded opened => New(opened, TransactionState.Pending),
        Quarantined opened => New(opened, TransactionState.Quarantined) with
        {
            ResponseCode = ResponseCodes.Approved,
            AnsweredAt = opened.At,
        },
        Refused opened => New(opened, TransactionState.Declined) with
        {
            ResponseCode = opened.ResponseCode,
            Reason = opened.Reason.ToString(),
            AnsweredAt = opened.At,
        },
        ReversalAccepted unseen => new TransactionEntry
        {
            Class = MessageClass.Unknown,
            Amount = unseen.Amount,
            State = TransactionState.ReversedUnseen,
            ResponseCode = ResponseCodes.For(DeclineReason.AlreadyReversed),
            Reason = nameof(DeclineReason.AlreadyReversed),
            AnsweredAt = unseen.At,
        },
        _ => null,
    };

    /// <summary>The row after one record more.</summary>
    public static TransactionEntry Apply(TransactionEntry row, TransactionRecord record) => record switch
    {
        Approved approved when IsAwaited(row) => Answered(row, DeclineReason.ReversedWhileWaiting, approved.At) with
        {
            State = TransactionState.Reversed,
            ApprovedUpstream = true,
            Reversal = DutyOf(row),
            AuthCode = approved.AuthCode,
            SettlementDate = approved.SettlementDate,
        },
        Approved approved => row with
        {
            State = TransactionState.Approved,
            ResponseCode = ResponseCodes.Approved,
            ApprovedUpstream = true,
            AuthCode = approved.AuthCode,
            SettlementDate = approved.SettlementDate,
            AnsweredAt = approved.At,
        },
        DeclinedAfterForward declined => row with
        {
            State = TransactionState.Declined,
            ResponseCode = declined.ResponseCode,
            Reason = declined.Reason?.ToString(),
            Reversal = ReversalDuty.None,
            AnsweredAt = declined.At,
        },
        OutcomeUnknown unknown when IsAwaited(row) => Answered(row, DeclineReason.ReversedWhileWaiting, unknown.At) with
        {
            State = TransactionState.Reversed,
            Reversal = DutyOf(row),
        },
        OutcomeUnknown unknown => Answered(row, DeclineReason.NoAnswerInTime, unknown.At) with
        {
            State = TransactionState.Unknown,
            Reversal = DutyOf(row),
        },
        LateApproval late => row with { ApprovedUpstream = true, AuthCode = late.AuthCode, Reversal = DutyOf(row) },
        ReversalAccepted { Moot: false } => Reversed(row),
        ReversalSent sent => row with { ReversalTries = sent.Try },
        ReversalRejected rejected => row with { Contradicted = row.Contradicted || rejected.Contradicts, ReversalCode = rejected.ResponseCode },
        ReversalDone done => row with { Reversal = ReversalDuty.Done, Contradicted = false, ReversalCode = done.ResponseCode },
        ReversalResolved => row with { Reversal = ReversalDuty.Resolved, Contradicted = false },
        _ => row,
    };

    private static TransactionEntry New(OpeningRecord opened, TransactionState state)
        => new() { Class = opened.Class, Amount = opened.Amount, State = state };

    private static TransactionEntry Answered(TransactionEntry row, DeclineReason reason, DateTimeOffset at)
        => row with { ResponseCode = ResponseCodes.For(reason), Reason = reason.ToString(), AnsweredAt = at };

    private static TransactionEntry Reversed(TransactionEntry row) => row.State switch
    {
        TransactionState.Pending => row with { Reversal = ReversalDuty.AwaitingOutcome },
        TransactionState.Approved => row with { State = TransactionState.Reversed, Reversal = ReversalDuty.Owed },
        TransactionState.Unknown or TransactionState.Quarantined => row with { State = TransactionState.Reversed },
        _ => row,
    };

    // The terminal reversed it before anybody knew how it would end.
    private static bool IsAwaited(TransactionEntry row) => row.Reversal == ReversalDuty.AwaitingOutcome;

    // A balance inquiry moved nothing, so there is nothing to take back.
    private static ReversalDuty DutyOf(TransactionEntry row)
        => row.Class == MessageClass.Balance ? ReversalDuty.None : ReversalDuty.Owed;
}
