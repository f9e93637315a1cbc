using System.Buffers.Binary;

namespace Gateway.Iso8583.Framing;

/// <summary>Takes frames apart and puts them together.</summary>
public static class Frame
{
    /// <summary>Bytes of length in front of every frame.</summary>
    public const int LengthBytes = 2;

    /// <summary>Reads what stands in front of the message.</summary>
    /// <param name="frame">One whole frame, its length bytes already stripped.</param>
    /// <param name="format">What the link uses.</param>
    /// <param name="parts">The TPDU, the header and where the message begins; <c>default</c> on a fault.</param>
    /// <param name="fault">One sentence on what is wrong, without any of the bytes; empty when nothing is.</param>
    /// <returns><see langword="false"/> when this is no frame of the format.</returns>
    public static bool TryRead(ReadOnlySpan<byte> frame, FrameFormat format, out FrameParts parts, out string fault)
    {
        ArgumentNullException.ThrowIfNull(format);
        parts = default;
        fault = string.Empty;
        if (frame.Length > format.MaxBytes)
        {
            fault = $"The frame has {frame.Length} bytes and at most {format.MaxBytes} are allowed.";
            return false;
        }

        if (frame.Length <= format.BodyOffset)
        {
            fault = $"The frame has {frame.Length} bytes and {format.BodyOffset} stand in front of a message.";
            return false;
        }

        var tpdu = default(Tpdu);
        if (format.Tpdu)
        {
            tpdu = Tpdu.Read(frame);
            if (tpdu.Id >> 4 != 6)
            {
                fault = "The first byte does not begin a TPDU (60 to 6F hex).";
                return false;
            }
        }

        var header = default(PosHeader);
        if (format.HeaderBytes > 0 && !PosHeader.TryRead(frame[(format.BodyOffset - PosHeader.Bytes)..], out header))
        {
            fault = "The header is not twelve decimal digits.";
            return false;
        }

        parts = new FrameParts(tpdu, header, format.BodyOffset);
        return true;
    }

    /// <summary>Puts a frame together, without the length bytes.</summary>
    /// <param name="format">What the link uses.</param>
    /// <param name="tpdu">Written when the format has a TPDU.</param>
    /// <param name="header">Written when the format has a header.</param>
    /// <param name="body">The message.</param>
    /// <returns>The frame.</returns>
    /// <exception cref="ArgumentException">The frame would be longer than the format allows.</exception>
    public static byte[] Write(FrameFormat format, Tpdu tpdu, PosHeader header, ReadOnlySpan<byte> body)
        => Write(format, tpdu, header, body, lengthBytes: 0);

    /// <summary>Puts a frame together, with the two length bytes in front.</summary>
    /// <param name="format">What the link uses.</param>
    /// <param name="tpdu">Written when the format has a TPDU.</param>
    /// <param name="header">Written when the format has a header.</param>
    /// <param name="body">The message.</param>
    /// <returns>Length and frame, ready for the socket.</returns>
    /// <exception cref="ArgumentException">The frame would be longer than the format allows.</exception>
    public static byte[] WriteWithLength(FrameFormat format, Tpdu tpdu, PosHeader header, ReadOnlySpan<byte> body)
        => Write(format, tpdu, header, body, LengthBytes);

    private static byte[] Write(FrameFormat format, Tpdu tpdu, PosHeader header, ReadOnlySpan<byte> body, int lengthBytes)
    {
        ArgumentNullException.ThrowIfNull(format);
        var length = format.BodyOffset + body.Length;
        if (length > Math.Min(format.MaxBytes, ushort.MaxValue))
        {
            throw new ArgumentException($"The frame would have {length} bytes and at most {format.MaxBytes} are allowed.", nameof(body));
        }

        var bytes = new byte[lengthBytes + length];
        var frame = bytes.AsSpan(lengthBytes);
        if (lengthBytes > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)length);
        }

        if (format.Tpdu)
        {
            tpdu.Write(frame);
        }

        if (format.HeaderBytes > 0)
        {
            header.Write(frame[(format.BodyOffset - PosHeader.Bytes)..]);
        }

        body.CopyTo(frame[format.BodyOffset..]);
        return bytes;
    }
}
