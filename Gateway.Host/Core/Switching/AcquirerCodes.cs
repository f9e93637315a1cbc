namespace Gateway.Host.Core.Switching;

/// <summary>What an acquirer's DE 39 means to the switch.</summary>
/// <remarks>
/// Source: ISO 8583:1987, code list of DE 39, and UnionPay's beyond it. The terminal hears "00" for every full approval. A terminal of this
/// dialect prints "approved" for 00, 10, 11, A2, A4, A5 and A6: each of them is an approval here too, or taken back, and never shown.
/// </remarks>
internal static class AcquirerCodes
{
    /// <summary>Approved in full: 00, with identification 08, VIP 11, track 3 to be updated 16, and with a defect A2, A4, A5 and A6.</summary>
    /// <remarks>A defect is one for the acquirer and the issuer to look into: the money has moved.</remarks>
    public static bool IsApproval(string code) => code is "00" or "08" or "11" or "16" or "A2" or "A4" or "A5" or "A6";

    /// <summary>Approved for another amount: 10. The terminal's profile cannot take it, so it is taken back.</summary>
    public static bool IsPartialApproval(string code) => code is "10";

    /// <summary>Ends a reversal: taken back now (00) or earlier (94).</summary>
    public static bool EndsReversal(string code) => code is "00" or "94";

    /// <summary>The acquirer does not know the original: 25.</summary>
    public static bool IsNotFound(string code) => code is "25";

    /// <summary>The code a terminal is shown for an acquirer's refusal: the same two characters, 96 when they are not the code of one.</summary>
    public static string ForTerminal(string code) => IsCode(code) && !IsApproval(code) && !IsPartialApproval(code) ? code : ResponseCodes.For(DeclineReason.OwnFault);

    private static bool IsCode(string code)
        => code is [var first, var second] && char.IsAsciiLetterOrDigit(first) && char.IsAsciiLetterOrDigit(second);
}
