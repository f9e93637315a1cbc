using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Security.Keys.Blocks;

/// <summary>Makes key blocks of versions B, D and E.</summary>
/// <remarks>
/// <para>Safe from any thread. The deprecated versions A and C are not written under any policy.</para>
/// <para>Source: ANSI X9.143:2021; ANSI TR-31:2018, 5.3; ISO 20038:2017 for version E.</para>
/// </remarks>
public static class KeyBlockWriter
{
    private const int LengthBytes = 2;
    private const int MaxKeyBytes = ushort.MaxValue / 8;

    /// <summary>Wraps a key.</summary>
    /// <param name="protectionKey">The key block protection key (KBPK): triple DES for version B, AES for D and E.</param>
    /// <param name="header">What to say about the key; padding and lengths are computed.</param>
    /// <param name="key">The clear key, one byte or more.</param>
    /// <param name="policy">Whether a weaker protection key is allowed.</param>
    /// <param name="maskedKeyLength">
    /// Bytes that the key field looks like, to hide the key's length: 24 for triple DES and 32 for AES hide it best.
    /// Up to the key's own length, 0 included, hides nothing.
    /// </param>
    /// <param name="random">
    /// The bytes after the key, as many as <see cref="FillingBytes"/>, for known answers only; left empty, they are drawn at random.
    /// </param>
    /// <returns>The key block as text. It may be shown to anybody.</returns>
    /// <exception cref="KeyException">The version is not written, an attribute is no value of the standard, a length is impossible,
    /// or the protection key is too weak.</exception>
    /// <exception cref="ArgumentException">There are random bytes, but not as many as the block needs.</exception>
    public static string Wrap(
        ReadOnlySpan<byte> protectionKey,
        KeyBlockHeader header,
        ReadOnlySpan<byte> key,
        KeyBlockPolicy policy,
        int maskedKeyLength = 0,
        ReadOnlySpan<byte> random = default)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(policy);
        var version = KeyBlockVersion.Of(header.Version);
        if (version.IsLegacy)
        {
            throw new KeyException($"Key blocks of version {header.Version} are deprecated and not written any more.");
        }

        var filling = FillingBytes(header.Version, key.Length, maskedKeyLength);
        if (!random.IsEmpty && random.Length != filling)
        {
            throw new ArgumentException($"The key field is filled with {filling} bytes after the key.", nameof(random));
        }

        using var keys = KeyBlockKeys.Derive(header.Version, protectionKey);
        policy.CheckStrength(header, protectionKey, key);
        var padded = header.Normalised();
        var field = LengthBytes + key.Length + filling;
        var text = (padded with { Length = padded.Characters + (2 * (field + version.MacBytes)) }).Format();
        var buffer = GC.AllocateUninitializedArray<byte>(text.Length + field, pinned: true);
        try
        {
            Encoding.ASCII.GetBytes(text, buffer);
            Fill(buffer.AsSpan(text.Length), key, random);
            Span<byte> mac = stackalloc byte[version.MacBytes];
            KeyBlockCipher.Close(version, keys, buffer, text.Length, mac);
            return text + Convert.ToHexString(buffer.AsSpan(text.Length)) + Convert.ToHexString(mac);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>Random bytes that stand behind a key in its block.</summary>
    /// <param name="version">The block's version.</param>
    /// <param name="keyBytes">The key's length.</param>
    /// <param name="maskedKeyLength">The length it is to look like, as in <see cref="Wrap"/>.</param>
    /// <returns>The number of bytes, 0 or more.</returns>
    /// <exception cref="KeyException">There is no such version, or a key of that length fits no block.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The masked length is below zero.</exception>
    public static int FillingBytes(char version, int keyBytes, int maskedKeyLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maskedKeyLength);
        var kind = KeyBlockVersion.Of(version);
        var shown = Math.Max(keyBytes, maskedKeyLength);
        if (keyBytes < 1 || shown > MaxKeyBytes)
        {
            throw new KeyException($"A key block carries a key of 1 to {MaxKeyBytes} bytes.");
        }

        var field = LengthBytes + shown;
        var over = kind.Binding == KeyBlockBinding.CounterMode ? 0 : field % kind.BlockBytes;
        return (over == 0 ? field : field + kind.BlockBytes - over) - LengthBytes - keyBytes;
    }

    private static void Fill(Span<byte> field, ReadOnlySpan<byte> key, ReadOnlySpan<byte> random)
    {
        BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)(8 * key.Length));
        key.CopyTo(field[LengthBytes..]);
        var filling = field[(LengthBytes + key.Length)..];
        if (random.IsEmpty)
        {
            RandomNumberGenerator.Fill(filling);
        }
        else
        {
            random.CopyTo(filling);
        }
    }
}
