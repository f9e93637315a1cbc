using System.Diagnostics;
using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>The key of one chip transaction, derived from the card's own.</summary>
/// <remarks>Safe from any thread. <b>Source:</b> EMV 4.3 book 2, A1.3.1; M/Chip, session key derivation with an unpredictable number.</remarks>
public static class SessionKey
{
    // Tells the left half from the right one; the third byte of what is encrypted.
    private const int Marked = 2;
    private const byte Left = 0xF0;
    private const byte Right = 0x0F;

    /// <summary>EMV common session key.</summary>
    /// <param name="cardKey">The card's own key, 16 bytes.</param>
    /// <param name="counter">Application transaction counter (9F36), two bytes.</param>
    /// <returns>16 bytes of odd parity, which the caller erases.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">The counter has another length.</exception>
    public static byte[] Common(ReadOnlySpan<byte> cardKey, ReadOnlySpan<byte> counter) => Derive(cardKey, counter, new byte[4]);

    /// <summary>M/Chip session key.</summary>
    /// <param name="cardKey">The card's own key, 16 bytes.</param>
    /// <param name="counter">Application transaction counter (9F36), two bytes.</param>
    /// <param name="unpredictableNumber">The terminal's (9F37), four bytes.</param>
    /// <returns>16 bytes of odd parity, which the caller erases.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Counter or number has another length.</exception>
    public static byte[] MChip(ReadOnlySpan<byte> cardKey, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> unpredictableNumber)
        => Derive(cardKey, counter, unpredictableNumber);

    /// <summary>The key of the card's cryptogram.</summary>
    internal static byte[] OfRequest(SessionKeyMethod method, ReadOnlySpan<byte> cardKey, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> number)
        => method switch
        {
            SessionKeyMethod.None => cardKey.ToArray(),
            SessionKeyMethod.Common => Common(cardKey, counter),
            SessionKeyMethod.MChip => MChip(cardKey, counter, number),
            _ => throw new UnreachableException($"No card derives keys by {method}."),
        };

    /// <summary>The key of the issuer's answer.</summary>
    internal static byte[] OfResponse(SessionKeyMethod method, ReadOnlySpan<byte> cardKey, ReadOnlySpan<byte> counter)
        => method == SessionKeyMethod.Common ? Common(cardKey, counter) : cardKey.ToArray();

    private static byte[] Derive(ReadOnlySpan<byte> cardKey, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> number)
    {
        DesCipher.RequireDouble(cardKey, "A card's key");
        CardDigits.RequireBytes(counter, 2, "A transaction counter", nameof(counter));
        CardDigits.RequireBytes(number, 4, "An unpredictable number", nameof(number));
        byte[] half = [.. counter, 0, 0, .. number];
        byte[] data = [.. half, .. half];
        data[Marked] = Left;
        data[half.Length + Marked] = Right;
        var key = DesCipher.Encrypt(cardKey, data);
        KeyPolicy.AdjustParity(key);
        return key;
    }
}
