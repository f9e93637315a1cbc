using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>ARPC: by which an issuer vouches for its answer to a chip card (in tag 91).</summary>
/// <remarks>Safe from any thread. <b>Source:</b> EMV 4.3 book 2, 8.2.1 and 8.2.2.</remarks>
public static class ResponseCryptogram
{
    /// <summary>Bytes of a cryptogram of method 2, 4.</summary>
    public const int ShortLength = 4;

    private const int MostProprietary = 8;

    /// <summary>Method 1: the card's cryptogram and the response code, encrypted.</summary>
    /// <param name="key">Session key, or the card's own where the scheme has none for answers; 16 bytes.</param>
    /// <param name="cryptogram">The card's, 8 bytes.</param>
    /// <param name="responseCode">Authorisation response code (8A), two bytes: the characters of DE 39.</param>
    /// <returns>8 bytes.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another length.</exception>
    public static byte[] Method1(ReadOnlySpan<byte> key, ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> responseCode)
    {
        DesCipher.RequireDouble(key, "A key for a cryptogram");
        CardDigits.RequireBytes(cryptogram, ApplicationCryptogram.Length, "A card's cryptogram", nameof(cryptogram));
        CardDigits.RequireBytes(responseCode, 2, "A response code", nameof(responseCode));
        var block = cryptogram.ToArray();
        DesCipher.Combine(block, responseCode);
        return DesCipher.Encrypt(key, block);
    }

    /// <summary>Method 2: a MAC over the card's cryptogram, what the card shall do, and data of the issuer's own.</summary>
    /// <param name="key">Session key, 16 bytes.</param>
    /// <param name="cryptogram">The card's, 8 bytes.</param>
    /// <param name="statusUpdate">Card status update, 4 bytes.</param>
    /// <param name="proprietary">Proprietary authentication data, up to 8 bytes.</param>
    /// <returns>4 bytes.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another length.</exception>
    public static byte[] Method2(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> statusUpdate, ReadOnlySpan<byte> proprietary)
    {
        CardDigits.RequireBytes(cryptogram, ApplicationCryptogram.Length, "A card's cryptogram", nameof(cryptogram));
        CardDigits.RequireBytes(statusUpdate, 4, "A card status update", nameof(statusUpdate));
        if (proprietary.Length > MostProprietary)
        {
            throw new ArgumentException($"Proprietary authentication data is at most {MostProprietary} bytes.", nameof(proprietary));
        }

        return DesCipher.Mac(key, (byte[])[.. cryptogram, .. statusUpdate, .. proprietary], isMarked: true)[..ShortLength];
    }
}
