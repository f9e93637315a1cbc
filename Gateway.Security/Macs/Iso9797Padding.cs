using System.Buffers.Binary;

namespace Gateway.Security.Macs;

/// <summary>Data as it goes into a code, filled up to whole blocks.</summary>
/// <remarks>
/// <see cref="MacEngine"/> pads while it computes and needs none of this; it is for those who hand data to a device that
/// expects it padded. Safe from any thread. Source: ISO/IEC 9797-1:2011, clause 6.3.
/// </remarks>
public static class Iso9797Padding
{
    private const int MaxBlockBytes = 255;

    /// <summary>Fills data up.</summary>
    /// <param name="padding">Method 1, 2 or 3.</param>
    /// <param name="blockBytes">Bytes of a block, 1 to 255; 8 for DES and triple DES, 16 for AES and SM4.</param>
    /// <param name="data">Any number of bytes; none becomes one block of zeros with methods 1 and 3.</param>
    /// <returns>One or more whole blocks.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is no padding method, or the block has another size.</exception>
    /// <exception cref="ArgumentException">With method 3, the number of bits does not fit in a block.</exception>
    public static byte[] Apply(MacPadding padding, int blockBytes, ReadOnlySpan<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockBytes, MaxBlockBytes);
        if (padding is not (MacPadding.Zeros or MacPadding.OneAndZeros or MacPadding.Length))
        {
            throw new ArgumentOutOfRangeException(nameof(padding), "The padding methods are 1, 2 and 3.");
        }

        var start = padding == MacPadding.Length ? blockBytes : 0;
        var marked = data.Length + (padding == MacPadding.OneAndZeros ? 1 : 0);
        var blocks = Math.Max(1, (marked + blockBytes - 1) / blockBytes);
        var padded = new byte[start + (blocks * blockBytes)];
        data.CopyTo(padded.AsSpan(start));
        if (padding == MacPadding.OneAndZeros)
        {
            padded[data.Length] = 0x80;
        }

        WriteBits(data.Length, padded.AsSpan(0, start));
        return padded;
    }

    private static void WriteBits(int dataBytes, Span<byte> block)
    {
        if (block.IsEmpty)
        {
            return;
        }

        Span<byte> bits = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bits, 8L * dataBytes);
        var kept = Math.Min(block.Length, bits.Length);
        if (bits[..^kept].ContainsAnyExcept((byte)0))
        {
            throw new ArgumentException("The number of data bits does not fit in one block.", nameof(dataBytes));
        }

        bits[^kept..].CopyTo(block[^kept..]);
    }
}
