using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Iso8583.Tlv;

/// <summary>Tags and lengths as ISO/IEC 8825-1 has them and EMV uses them in DE 55.</summary>
/// <remarks>
/// Lengths are definite: the indefinite form is refused, and so is a length above 65,535. Bytes 00 between objects are filling.
/// Source: EMV 4.3 book 3, annex B.
/// </remarks>
public static class BerTlv
{
    /// <summary>Longest tag accepted, in bytes; EMV has none above three.</summary>
    public const int MaxTagBytes = 4;

    /// <summary>Longest value accepted, in bytes.</summary>
    public const int MaxLength = ushort.MaxValue;

    /// <summary>Bytes that the tag at the beginning takes.</summary>
    /// <param name="bytes">Begins with a tag.</param>
    /// <returns>1 to 4; 0 when the tag is not whole or longer than that.</returns>
    public static int TagBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        if ((bytes[0] & 0x1F) != 0x1F)
        {
            return 1;
        }

        for (var i = 1; i < bytes.Length && i < MaxTagBytes; i++)
        {
            if ((bytes[i] & 0x80) == 0)
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>Reads the length at the beginning.</summary>
    /// <param name="bytes">Begins with a length.</param>
    /// <param name="length">The length of the value; -1 when it is not one: indefinite, above the maximum, or cut off.</param>
    /// <returns>Bytes that the length takes; 0 when it is cut off.</returns>
    public static int ReadLength(ReadOnlySpan<byte> bytes, out int length)
    {
        length = -1;
        if (bytes.IsEmpty)
        {
            return 0;
        }

        var first = bytes[0];
        if (first < 0x80)
        {
            length = first;
            return 1;
        }

        var size = 1 + (first & 0x7F);
        if (size is 1 or > 4)
        {
            return size > 4 ? 1 : size;
        }

        if (bytes.Length < size)
        {
            return 0;
        }

        var value = 0;
        foreach (var part in bytes[1..size])
        {
            value = (value << 8) | part;
        }

        length = value <= MaxLength ? value : -1;
        return size;
    }

    /// <summary>Writes a length in as few bytes as it takes.</summary>
    /// <param name="target">At least three bytes.</param>
    /// <param name="length">0 to 65,535.</param>
    /// <returns>Bytes written: 1 below 128, 2 below 256, else 3.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or above 65,535.</exception>
    public static int WriteLength(Span<byte> target, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        switch (length)
        {
            case < 0x80:
                target[0] = (byte)length;
                return 1;
            case <= 0xFF:
                target[0] = 0x81;
                target[1] = (byte)length;
                return 2;
            default:
                target[0] = 0x82;
                BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)length);
                return 3;
        }
    }

    /// <summary>Whether bytes are a sequence of whole objects and filling, without looking at what they hold.</summary>
    /// <param name="bytes">The value of a chip data element.</param>
    /// <returns>The offset of the first object that is not whole; -1 when all are.</returns>
    internal static int Broken(ReadOnlySpan<byte> bytes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var at = 0;
        while (at < bytes.Length)
        {
            var start = at;
            var tag = Unsafe.Add(ref first, at++);
            if (tag == 0)
            {
                continue;
            }

            if ((tag & 0x1F) == 0x1F && (at >= bytes.Length || (Unsafe.Add(ref first, at++) & 0x80) != 0))
            {
                // Three bytes or more, or cut off: rare enough to look again.
                var size = TagBytes(bytes[start..]);
                at = size == 0 ? bytes.Length : start + size;
            }

            if (at >= bytes.Length)
            {
                return start;
            }

            int length = Unsafe.Add(ref first, at++);
            if (length >= 0x80)
            {
                at += ReadLength(bytes[(at - 1)..], out length) - 1;
            }

            if ((uint)length > (uint)(bytes.Length - at))
            {
                return start;
            }

            at += length;
        }

        return -1;
    }
}
