namespace Gateway.Host.Core.Switching;

/// <summary>What an acquirer's DE 39 means to the switch.</summary>
/// <remarks>Source: ISO 8583:1987, code list of DE 39. The terminal hears "00" for every full approval.</remarks>
internal static class AcquirerCodes
{
    /// <summary>Approved in full: 00, with identification 08, VIP 11, track 3 to be updated 16.</summary>
    public static bool IsApproval(string code) => code is "00" or "08" or "11" or "16";

    /// <summary>Approved for another amount: 10. The terminal's profile cannot take it, so it is taken back.</summary>
    public static bool IsPartialApproval(string code) => code is "10";

    /// <summary>Ends a reversal: taken back now (00) or earlier (94).</summary>
    public static bool EndsReversal(string code) => code is "00" or "94";

    /// <summary>The acquirer does not know the original: 25.</summary>
    public static bool IsNotFound(string code) => code is "25";

    /// <summary>The code a terminal is shown for an acquirer's refusal: the same two characters, 96 when they are not a code.</summary>
    public static string ForTerminal(string code)
        => code is [var first, var second] && char.IsAsciiLetterOrDigit(first) && char.IsAsciiLetterOrDigit(second) ? code : ResponseCodes.For(DeclineReason.OwnFault);
}
