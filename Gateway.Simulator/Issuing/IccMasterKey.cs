using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>The key in one chip card, which the issuer derives again from its master key whenever the card speaks.</summary>
/// <remarks>Safe from any thread. <b>Source:</b> EMV 4.3 book 2, A1.4.1 and A1.4.2.</remarks>
public static class IccMasterKey
{
    private const int Digits = 16;

    /// <summary>Derives the key of a card.</summary>
    /// <param name="masterKey">The issuer's master key, 16 bytes.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="sequence">Sequence number of the card, two digits; 00 when it has none.</param>
    /// <param name="option">How; option B is option A for account numbers of up to sixteen digits.</param>
    /// <returns>16 bytes of odd parity, which the caller erases.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Account number or sequence number has another shape.</exception>
    public static byte[] Derive(ReadOnlySpan<byte> masterKey, ReadOnlySpan<char> pan, ReadOnlySpan<char> sequence, IccMasterKeyOption option)
    {
        DesCipher.RequireDouble(masterKey, "An issuer master key");
        CardDigits.RequirePan(pan);
        CardDigits.Require(sequence, 2, 2, "A card sequence number", nameof(sequence));
        var card = string.Concat(pan, sequence);
        var digits = option == IccMasterKeyOption.B && pan.Length > Digits ? Hashed(card) : card.PadLeft(Digits, '0')[^Digits..];
        var data = new byte[DesCipher.DoubleBytes];
        Convert.FromHexString(digits, data, out _, out _);
        for (var at = 0; at < DesCipher.BlockBytes; at++)
        {
            data[DesCipher.BlockBytes + at] = (byte)~data[at];
        }

        var key = DesCipher.Encrypt(masterKey, data);
        KeyPolicy.AdjustParity(key);
        return key;
    }

    [SuppressMessage(
        "Security",
        "CA5350:Do Not Use Weak Cryptographic Algorithms",
        Justification = "EMV fixes SHA-1 here; it spreads digits, and nothing rests on its resistance to collisions.")]
    private static string Hashed(string card)
        => CardDigits.Decimalise(SHA1.HashData(Convert.FromHexString(card.Length % 2 == 0 ? card : "0" + card)), Digits);
}
