using System.Buffers.Binary;
using System.Globalization;
using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>CVC3: what a contactless Mastercard in magnetic stripe mode computes anew for each transaction.</summary>
/// <remarks>Safe from any thread. <b>Source:</b> Mastercard PayPass mag stripe, dynamic CVC3.</remarks>
public static class Cvc3
{
    /// <summary>Digits of a whole value, 5; tracks with less room have its last ones.</summary>
    public const int Length = 5;

    private const int VectorBytes = 2;

    /// <summary>The initial vector, which depends on the card's static track data alone.</summary>
    /// <param name="cardKey">The card's key for CVC3, 16 bytes.</param>
    /// <param name="track">Track 1 or 2 as the card holds it, without the dynamic digits.</param>
    /// <returns>Two bytes.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static byte[] InitialVector(ReadOnlySpan<byte> cardKey, ReadOnlySpan<byte> track)
        => DesCipher.Mac(cardKey, track, isMarked: true)[^VectorBytes..];

    /// <summary>Computes the value of one transaction.</summary>
    /// <param name="cardKey">The card's key for CVC3, 16 bytes.</param>
    /// <param name="initialVector">Two bytes.</param>
    /// <param name="unpredictableNumber">From the terminal, four bytes.</param>
    /// <param name="counter">Application transaction counter, two bytes.</param>
    /// <returns>Five digits, 00000 to 65535.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another length.</exception>
    public static string Compute(
        ReadOnlySpan<byte> cardKey, ReadOnlySpan<byte> initialVector, ReadOnlySpan<byte> unpredictableNumber, ReadOnlySpan<byte> counter)
    {
        DesCipher.RequireDouble(cardKey, "A card's key");
        CardDigits.RequireBytes(initialVector, VectorBytes, "An initial vector", nameof(initialVector));
        CardDigits.RequireBytes(unpredictableNumber, 4, "An unpredictable number", nameof(unpredictableNumber));
        CardDigits.RequireBytes(counter, 2, "A transaction counter", nameof(counter));
        var encrypted = DesCipher.Encrypt(cardKey, (byte[])[.. initialVector, .. unpredictableNumber, .. counter]);
        return BinaryPrimitives.ReadUInt16BigEndian(encrypted.AsSpan()[^VectorBytes..]).ToString("D5", CultureInfo.InvariantCulture);
    }
}
