using System.Diagnostics;

namespace Gateway.Host.Core.Switching;

/// <summary>The one place where our reasons become the two characters of DE 39 in the UnionPay POS dialect.</summary>
/// <remarks>
/// Source: code tables of the Q/CUP 009 family as five independent terminals show them. 05, 91 and 92 are never used for a hold:
/// they blame the issuer or invite retries. docs/terminal-status.md lists the choices.
/// </remarks>
internal static class ResponseCodes
{
    /// <summary>"00": approved.</summary>
    public const string Approved = "00";

    /// <summary>The code that a terminal is shown for a reason of ours.</summary>
    /// <returns>Two characters for DE 39, never "00".</returns>
    public static string For(DeclineReason reason) => reason switch
    {
        DeclineReason.Format => "30",
        DeclineReason.TerminalUnknown => "97",
        DeclineReason.MerchantMismatch => "03",
        DeclineReason.MasterKeyMissing => "97",
        DeclineReason.NotSignedOn => "77",
        DeclineReason.MacMismatch => "A0",
        DeclineReason.KeySerialReplayed => "A0",
        DeclineReason.TraceReused => "94",
        DeclineReason.AlreadyReversed => "94",
        DeclineReason.MerchantHeld => "03",
        DeclineReason.TerminalHeld => "97",
        DeclineReason.ClassNotServed => "40",
        DeclineReason.KeysExhausted => "97",
        DeclineReason.KeysDue => "77",
        DeclineReason.BatchMismatch => "77",
        DeclineReason.TerminalBusy => "09",
        DeclineReason.OriginalNotFound => "25",
        DeclineReason.OriginalNotApproved => "25",
        DeclineReason.AmountMismatch => "64",
        DeclineReason.CardMismatch => "14",
        DeclineReason.PinUnusable => "99",
        DeclineReason.NoRoute => "15",
        DeclineReason.AcquirerUnreachable => "91",
        DeclineReason.NoAnswerInTime => "98",
        DeclineReason.ReversedWhileWaiting => "98",
        DeclineReason.OwnFault => "96",
        _ => throw new UnreachableException($"{reason} has no response code."),
    };

    /// <summary>Whether answers with this reason stay out of the trace table: the sender was not authenticated, or nothing was read.</summary>
    public static bool IsUnauthenticated(DeclineReason reason) => reason <= DeclineReason.KeySerialReplayed;
}
