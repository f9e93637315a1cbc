using System.Security.Cryptography;

namespace Gateway.Security.Keys;

/// <summary>Keys that travel encrypted block by block, without anything that says what they are for.</summary>
/// <remarks>
/// <para>
/// So UnionPay terminals receive working keys at sign-on, and older equipment its master key. Nothing binds such a key to a
/// usage and its parts can be exchanged one by one, so PCI PIN 18-3 wants key blocks wherever the partner has them. The keys
/// are not judged here: <see cref="KeyPolicy"/> does that.
/// </para>
/// <para>Safe from any thread. Source: ANSI X9.17 (single encryption in ECB mode); UnionPay POS, DE 62 of the sign-on answer.</para>
/// </remarks>
public static class UnboundKey
{
    /// <summary>Decrypts a key.</summary>
    /// <param name="algorithm">The cipher of the transport key.</param>
    /// <param name="transportKey">The terminal or zone master key.</param>
    /// <param name="encrypted">One to four whole blocks of the cipher, at most 32 bytes.</param>
    /// <returns>The clear key in a pinned array, which the caller erases.</returns>
    /// <exception cref="KeyException">A length is impossible.</exception>
    public static byte[] Decrypt(KeyAlgorithm algorithm, ReadOnlySpan<byte> transportKey, ReadOnlySpan<byte> encrypted)
    {
        var block = BlockCiphers.BlockBytes(algorithm);
        if (encrypted.Length == 0 || encrypted.Length > KeyComponents.MaxBytes || encrypted.Length % block != 0)
        {
            throw new KeyException($"An encrypted key has whole blocks of {block} bytes and at most {KeyComponents.MaxBytes} bytes.");
        }

        var engine = BlockCiphers.Engine(algorithm, transportKey, encrypt: false);
        var key = GC.AllocateUninitializedArray<byte>(encrypted.Length, pinned: true);
        BlockCiphers.Transform(engine, encrypted, key);
        return key;
    }

    /// <summary>Decrypts a DES or triple DES key and compares it with the check value that came with it.</summary>
    /// <param name="transportKey">The terminal or zone master key, 8, 16 or 24 bytes of DES or triple DES.</param>
    /// <param name="encrypted">8, 16 or 24 bytes.</param>
    /// <param name="checkValue">4 to 16 hexadecimal characters of eight zero bytes encrypted under the clear key.</param>
    /// <returns>The clear key in a pinned array, which the caller erases.</returns>
    /// <exception cref="KeyException">A length is impossible, or the check value is that of another key.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> transportKey, ReadOnlySpan<byte> encrypted, string checkValue)
    {
        var key = Decrypt(BlockCiphers.OfDesLength(transportKey.Length), transportKey, encrypted);
        var kept = false;
        try
        {
            kept = KeyCheckValue.Matches(key, checkValue);
            return kept ? key : throw new KeyException("The check value of the decrypted key is not the one that came with it.");
        }
        finally
        {
            if (!kept)
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }
    }
}
