using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>ARQC, TC and AAC: by which a chip card vouches for a transaction (9F26).</summary>
/// <remarks>Safe from any thread. <b>Source:</b> EMV 4.3 book 2, 8.1: the retail MAC with the session key over data that the scheme chooses.</remarks>
public static class ApplicationCryptogram
{
    /// <summary>Bytes of a cryptogram, 8.</summary>
    public const int Length = 8;

    /// <summary>Generates a cryptogram.</summary>
    /// <param name="sessionKey">16 bytes.</param>
    /// <param name="data">Of the terminal and the card, in the scheme's order.</param>
    /// <param name="padding">How the data is filled up: zeros for CVN 10, marked for CVN 18.</param>
    /// <returns>8 bytes.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static byte[] Generate(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> data, CryptogramPadding padding)
        => DesCipher.Mac(sessionKey, data, padding == CryptogramPadding.Marked);

    /// <summary>Compares a cryptogram with the right one, in constant time.</summary>
    /// <param name="sessionKey">16 bytes.</param>
    /// <param name="data">Of the terminal and the card, in the scheme's order.</param>
    /// <param name="padding">How the data is filled up.</param>
    /// <param name="cryptogram">What the card says; any other length than 8 bytes is wrong.</param>
    /// <returns>Whether it is right.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static bool Verify(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> data, CryptogramPadding padding, ReadOnlySpan<byte> cryptogram)
        => CryptographicOperations.FixedTimeEquals(Generate(sessionKey, data, padding), cryptogram);
}
