using System.Globalization;
using Gateway.Host.Journal;

namespace Gateway.Host.Estate;

/// <summary>The answer to "why was this declined?", in words an operator can read out on the phone.</summary>
internal static class Explanation
{
    private const string NothingMore = "no more is known.";

    private static readonly Dictionary<string, string> _reasons = new()
    {
        ["Format"] = "the message could not be read, or lacked an element",
        ["TerminalUnknown"] = "no terminal of that id is registered",
        ["MerchantMismatch"] = "the message named another merchant than the terminal is registered for",
        ["MasterKeyMissing"] = "no master key is loaded for the terminal",
        ["NotSignedOn"] = "the terminal had not signed on",
        ["MacMismatch"] = "the message authentication code was missing or wrong",
        ["KeySerialReplayed"] = "its key serial number had been used before, or one after it",
        ["TraceReused"] = "the trace number had been used for another transaction of the batch",
        ["AlreadyReversed"] = "its reversal had come before it",
        ["MerchantHeld"] = "the merchant is held",
        ["TerminalHeld"] = "the terminal is held",
        ["ClassNotServed"] = "the gateway does not serve this kind of message",
        ["KeysExhausted"] = "the device has used its last DUKPT key and needs a new initial key",
        ["KeysDue"] = "the terminal's keys were due for a change and it had to sign on for new ones",
        ["BatchMismatch"] = "the terminal counted in another batch than the gateway and had to sign on again",
        ["TerminalBusy"] = "another request of the terminal was still waiting for its answer",
        ["OriginalNotFound"] = "the transaction to take back is not known in this batch",
        ["OriginalNotApproved"] = "the transaction to take back was not approved, or was taken back already",
        ["AmountMismatch"] = "the amount differed from that of the transaction to take back",
        ["CardMismatch"] = "the card differed from that of the transaction to take back",
        ["PinUnusable"] = "the PIN block could not be carried over to the acquirer",
        ["NoRoute"] = "no acquirer is configured for the card",
        ["AcquirerUnreachable"] = "the acquirer's link was down, so nothing was sent",
        ["NoAnswerInTime"] = "the acquirer did not answer in time, so the request is reversed",
        ["ReversedWhileWaiting"] = "the terminal reversed it while it was waiting for the answer",
        ["OwnFault"] = "the gateway failed on the message",
    };

    /// <summary>One sentence about a transaction.</summary>
    public static string Sentence(TransactionRow row)
    {
        var what = $"{row.Class} {row.Stan:D6} of terminal {row.Terminal}, batch {row.Batch:D6}, {Money(row)}";
        return row.State switch
        {
            "Approved" => $"{what} was approved by {row.Acquirer}{(string.IsNullOrEmpty(row.AuthCode) ? "" : $" with authorisation {row.AuthCode}")}.",
            "Pending" => $"{what} is on its way to {row.Acquirer}; the terminal has no answer yet.",
            "Reversed" => $"{what} was taken back by the terminal; {Duty(row)}.",
            "ReversedUnseen" => $"Only the reversal of trace {row.Stan:D6}, batch {row.Batch:D6}, was ever seen; should the original arrive, it is refused.",
            "Quarantined" => $"{what} was acknowledged and is kept apart until somebody decides.",
            "Unknown" => $"{what} was answered {row.ResponseCode}: {Because(row)}; {Duty(row)}.",
            _ when row.Reason is null => $"{what} was declined by {row.Acquirer} with code {row.ResponseCode}.",
            _ => $"{what} was declined with code {row.ResponseCode} because {Because(row)}.",
        };
    }

    /// <summary>One sentence about a refusal that left no transaction, and what more was noted.</summary>
    public static string Sentence(AuditRow row)
    {
        var (reason, noted) = row.Detail.Split(": ", 2) is [var first, var rest] ? (first, rest) : (row.Detail, "");
        var sentence = $"The message was refused with code {row.Code} because {Reason(reason)}.";
        return noted.Length == 0 || noted == NothingMore ? sentence : $"{sentence} {noted}";
    }

    /// <summary>A reason of ours in words; its name when there are none.</summary>
    public static string Reason(string? name) => _reasons.GetValueOrDefault(name ?? "", name ?? "it was refused");

    private static string Because(TransactionRow row)
    {
        var reason = Reason(row.Reason);
        return row.HoldId is null ? reason : $"{reason}: hold {row.HoldId}, level {row.HoldLevel}, reason {row.HoldReason}";
    }

    private static string Duty(TransactionRow row) => row.Reversal switch
    {
        "Done" => "the acquirer acknowledged the reversal",
        "Owed" when row.Contradicted => $"the acquirer approved it and says now that it does not know it, tries so far {row.ReversalTries}",
        "Owed" => $"the acquirer has not acknowledged the reversal yet, tries so far {row.ReversalTries}",
        "AwaitingOutcome" => "the reversal waits for the outcome of the request",
        _ => "there was nothing to take back",
    };

    private static string Money(TransactionRow row)
        => string.Create(CultureInfo.InvariantCulture, $"amount {row.Amount / 100}.{row.Amount % 100:D2}");
}
