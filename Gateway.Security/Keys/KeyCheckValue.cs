using System.Security.Cryptography;

namespace Gateway.Security.Keys;

/// <summary>A short value that tells whether two parties hold the same key, without showing the key.</summary>
/// <remarks>
/// Source: the check value of UnionPay working keys, the first 4 bytes of eight zero bytes encrypted under the key; the
/// usual 3-byte value of ANSI X9.24-1 is its beginning.
/// </remarks>
public static class KeyCheckValue
{
    /// <summary>Hexadecimal characters of a check value as this gateway shows it, 8.</summary>
    public const int Length = 8;

    /// <summary>Fewest hexadecimal characters that say anything about a key, 4.</summary>
    public const int MinLength = 4;

    /// <summary>The check value of a DES or triple DES key.</summary>
    /// <param name="key">8, 16 or 24 bytes; parity is of no importance.</param>
    /// <returns>8 upper-case hexadecimal characters.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static string Compute(ReadOnlySpan<byte> key) => Whole(key)[..Length];

    /// <summary>Compares a key with a check value from elsewhere, in constant time.</summary>
    /// <param name="key">8, 16 or 24 bytes.</param>
    /// <param name="expected">4 to 16 hexadecimal characters, upper or lower case; as many as there are, are compared.</param>
    /// <returns><see langword="true"/> when they agree; an expected value of any other shape never agrees.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static bool Matches(ReadOnlySpan<byte> key, string expected)
    {
        var whole = Whole(key);
        if (expected.Length < MinLength || expected.Length > whole.Length)
        {
            return false;
        }

        Span<byte> left = stackalloc byte[whole.Length];
        Span<byte> right = stackalloc byte[whole.Length];
        for (var at = 0; at < expected.Length; at++)
        {
            left[at] = (byte)whole[at];
            right[at] = char.IsAsciiHexDigit(expected[at]) ? (byte)char.ToUpperInvariant(expected[at]) : (byte)0;
        }

        return CryptographicOperations.FixedTimeEquals(left, right);
    }

    private static string Whole(ReadOnlySpan<byte> key)
    {
        Span<byte> block = stackalloc byte[BlockCiphers.DesBlockBytes];
        block.Clear();
        BlockCiphers.Transform(BlockCiphers.DesEngine(key, encrypt: true), block, block);
        return Convert.ToHexString(block);
    }
}
