using System.Security.Cryptography;

namespace Gateway.Security.Keys;

/// <summary>A short value that tells whether two parties hold the same key, without showing the key.</summary>
/// <remarks>
/// <para>Safe from any thread.</para>
/// <para>
/// Source: the check value of UnionPay working keys, the first 4 bytes of eight zero bytes encrypted under the key; the
/// usual 3-byte value of ANSI X9.24-1 is its beginning. ANSI X9.24-1:2017 annex A for CMAC over zeros. For HMAC keys no
/// method was found in a standard; HMAC-SHA-256 over an empty message is this gateway's own.
/// </para>
/// </remarks>
public static class KeyCheckValue
{
    /// <summary>Hexadecimal characters of a check value as this gateway shows it, 8.</summary>
    public const int Length = 8;

    /// <summary>Fewest hexadecimal characters that say anything about a key, 4.</summary>
    public const int MinLength = 4;

    /// <summary>The method that a key of this cipher is checked with unless a partner says otherwise.</summary>
    /// <param name="algorithm">The key's cipher.</param>
    /// <returns>Encrypted zeros for DES, triple DES and SM4; CMAC for AES; the empty HMAC for HMAC keys.</returns>
    public static KeyCheckMethod DefaultMethod(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Aes => KeyCheckMethod.Cmac,
        KeyAlgorithm.Hmac => KeyCheckMethod.EmptyHmac,
        _ => KeyCheckMethod.EncryptedZeros,
    };

    /// <summary>The check value of a DES or triple DES key.</summary>
    /// <param name="key">8, 16 or 24 bytes; parity is of no importance.</param>
    /// <returns>8 upper-case hexadecimal characters.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static string Compute(ReadOnlySpan<byte> key)
        => Compute(BlockCiphers.OfDesLength(key.Length), key);

    /// <summary>The check value of a key by the usual method of its cipher.</summary>
    /// <param name="algorithm">The key's cipher.</param>
    /// <param name="key">A key of a length that the cipher has.</param>
    /// <returns>8 upper-case hexadecimal characters.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static string Compute(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
        => Whole(algorithm, DefaultMethod(algorithm), key)[..Length];

    /// <summary>The check value of a key by a method that was agreed on.</summary>
    /// <param name="algorithm">The key's cipher.</param>
    /// <param name="method">Encrypted zeros or CMAC for block ciphers, the empty HMAC for HMAC keys.</param>
    /// <param name="key">A key of a length that the cipher has.</param>
    /// <param name="bytes">Leading bytes to give, 2 to the block of the cipher (8, or 16 for AES and SM4, 32 for HMAC).</param>
    /// <returns>Upper-case hexadecimal characters, two a byte.</returns>
    /// <exception cref="KeyException">The key has another length, or the method belongs to other ciphers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many bytes.</exception>
    public static string Compute(KeyAlgorithm algorithm, KeyCheckMethod method, ReadOnlySpan<byte> key, int bytes)
    {
        var whole = Whole(algorithm, method, key);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, MinLength / 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, whole.Length / 2);
        return whole[..(2 * bytes)];
    }

    /// <summary>Compares a DES or triple DES key with a check value from elsewhere, in constant time.</summary>
    /// <param name="key">8, 16 or 24 bytes.</param>
    /// <param name="expected">4 to 16 hexadecimal characters, upper or lower case; as many as there are, are compared.</param>
    /// <returns><see langword="true"/> when they agree; an expected value of any other shape never agrees.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static bool Matches(ReadOnlySpan<byte> key, string expected)
        => Matches(BlockCiphers.OfDesLength(key.Length), key, expected);

    /// <summary>Compares a key with a check value of the usual method of its cipher, in constant time.</summary>
    /// <param name="algorithm">The key's cipher.</param>
    /// <param name="key">A key of a length that the cipher has.</param>
    /// <param name="expected">4 or more hexadecimal characters, at most the whole block; as many as there are, are compared.</param>
    /// <returns><see langword="true"/> when they agree; an expected value of any other shape never agrees.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static bool Matches(KeyAlgorithm algorithm, ReadOnlySpan<byte> key, string expected)
        => Matches(algorithm, DefaultMethod(algorithm), key, expected);

    /// <summary>Compares a key with a check value of an agreed method, in constant time.</summary>
    /// <param name="algorithm">The key's cipher.</param>
    /// <param name="method">The method that the other party declares.</param>
    /// <param name="key">A key of a length that the cipher has.</param>
    /// <param name="expected">4 or more hexadecimal characters, at most the whole block; as many as there are, are compared.</param>
    /// <returns><see langword="true"/> when they agree; an expected value of any other shape never agrees.</returns>
    /// <exception cref="KeyException">The key has another length, or the method belongs to other ciphers.</exception>
    public static bool Matches(KeyAlgorithm algorithm, KeyCheckMethod method, ReadOnlySpan<byte> key, string expected)
    {
        var whole = Whole(algorithm, method, key);
        if (expected.Length < MinLength || expected.Length > whole.Length)
        {
            return false;
        }

        Span<byte> left = stackalloc byte[whole.Length];
        Span<byte> right = stackalloc byte[whole.Length];
        left.Clear();
        right.Clear();
        for (var at = 0; at < expected.Length; at++)
        {
            left[at] = (byte)whole[at];
            right[at] = char.IsAsciiHexDigit(expected[at]) ? (byte)char.ToUpperInvariant(expected[at]) : (byte)0;
        }

        return CryptographicOperations.FixedTimeEquals(left, right);
    }

    private static string Whole(KeyAlgorithm algorithm, KeyCheckMethod method, ReadOnlySpan<byte> key)
    {
        if (algorithm == KeyAlgorithm.Hmac != (method == KeyCheckMethod.EmptyHmac))
        {
            throw new KeyException($"The check value of a key for {algorithm} is not computed by {method}.");
        }

        if (algorithm == KeyAlgorithm.Hmac)
        {
            return key.IsEmpty ? throw new KeyException("An HMAC key is not empty.") : Convert.ToHexString(HMACSHA256.HashData(key, []));
        }

        var engine = BlockCiphers.Engine(algorithm, key, encrypt: true);
        Span<byte> block = stackalloc byte[BlockCiphers.BlockBytes(algorithm)];
        block.Clear();
        if (method == KeyCheckMethod.Cmac)
        {
            CmacChain.Once(engine, block, block);
        }
        else
        {
            BlockCiphers.Transform(engine, block, block);
        }

        return Convert.ToHexString(block);
    }
}
