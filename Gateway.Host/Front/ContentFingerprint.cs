using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Front;

/// <summary>What makes the content of a transaction, in one text: a repeat has the same, another transaction has not.</summary>
/// <remarks>The card goes in as its keyed hash, so the text tells nothing about it.</remarks>
internal static class ContentFingerprint
{
    /// <summary>64 hexadecimal characters.</summary>
    public static string Of(TerminalRequest request)
    {
        var (card, original) = (request.Card?.Fingerprint, request.Original);
        var content = string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Class}|{request.Amount}|{request.Currency}|{request.ProcessingCode}|{card}|{original?.Batch}|{original?.Stan}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
