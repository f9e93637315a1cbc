using System.Globalization;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Estate;

/// <summary>The records about a transaction in words: what happened to it, one sentence each.</summary>
/// <remarks>Only what is named here is shown, so that a new member of a record is not told by accident.</remarks>
internal static class TransactionStory
{
    /// <summary>One sentence about a record.</summary>
    /// <param name="key">The transaction whose story it is.</param>
    /// <param name="record">A record about it, or about a transaction that names it as its original.</param>
    public static string Sentence(TraceKey key, JournalRecord record) => record switch
    {
        OpeningRecord other when other.Key != key => $"{other.Class} {other.Key} named it: {Lower(Opened(other))}",
        OpeningRecord opening => Opened(opening),
        Approved approved => $"Approved by the acquirer{Named("authorisation", approved.AuthCode)}{Named("settlement date", approved.SettlementDate)}.",
        DeclinedAfterForward { Reason: { } reason } declined => $"Not sent; declined with code {declined.ResponseCode} because {Explanation.Reason(reason.ToString())}.",
        DeclinedAfterForward declined => $"Declined by the acquirer with code {declined.ResponseCode}.",
        OutcomeUnknown unknown => $"Given up: {Loss(unknown.Loss)}; a reversal is owed unless it moved no money.",
        LateApproval late => $"Approved too late{Named("authorisation", late.AuthCode)}: never delivered, taken back.",
        ReversalAccepted reversal => $"The terminal's reversal was accepted{Named("cause", reversal.Cause)}{(reversal.Moot ? "; there was nothing to take back" : "")}"
            + $"{(reversal.HeldUntil is { } until ? $"; not sent before {until.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}" : "")}.",
        ReversalSent sent => $"Reversal sent, try {sent.Try}, as STAN {sent.Upstream.Stan:D6}, RRN {sent.Upstream.Rrn}.",
        ReversalDone done => $"The acquirer acknowledged the reversal with code {done.ResponseCode}.",
        ReversalResolved resolved => $"{resolved.By} settled the reversal with the acquirer by hand: {resolved.Why}",
        ReversalRejected { Contradicts: true } denied => $"The acquirer answered the reversal with code {denied.ResponseCode}, of what it had approved: somebody has to ask it.",
        ReversalRejected rejected => $"The acquirer answered the reversal with code {rejected.ResponseCode}: it is tried again.",
        KeySerialUsed used => $"Its DUKPT counter {used.Counter} was used.",
        CardsErased => "The sealed card number was erased.",
        BatchClosed closed => $"Its batch {closed.Batch:D6} was closed{(closed.Quarantined ? " and kept apart, because the terminal is not trusted" : "")}.",
        _ => $"{record.GetType().Name}.",
    };

    private static string Opened(OpeningRecord opening) => opening switch
    {
        Forwarded sent => $"Sent to {sent.Acquirer} as STAN {sent.Upstream.Stan:D6}, RRN {sent.Upstream.Rrn}.",
        Refused { HoldId: { } hold } refused
            => $"Refused with code {refused.ResponseCode} because {Explanation.Reason(refused.Reason.ToString())}: hold {hold}, level {refused.HoldLevel}, reason {refused.HoldReason}.",
        Refused refused => $"Refused with code {refused.ResponseCode} because {Explanation.Reason(refused.Reason.ToString())}.",
        Quarantined => "Acknowledged and kept apart until somebody decides.",
        _ => $"{opening.GetType().Name}.",
    };

    private static string Loss(OutcomeLoss loss) => loss switch
    {
        OutcomeLoss.NoAnswer => "the acquirer did not answer in time",
        OutcomeLoss.Restart => "the gateway stopped while it was waiting",
        OutcomeLoss.BatchClosed => "the terminal settled the batch without waiting",
        OutcomeLoss.PartialApproval => "the acquirer approved another amount than was asked",
        _ => $"{loss}",
    };

    private static string Named(string what, string value) => value.Length == 0 ? "" : $", {what} {value}";

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
