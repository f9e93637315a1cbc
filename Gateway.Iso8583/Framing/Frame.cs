namespace Gateway.Iso8583.Framing;

/// <summary>Takes frames apart and puts them together.</summary>
public static class Frame
{
    /// <summary>Reads what stands in front of the message.</summary>
    /// <param name="frame">One whole frame, its length already stripped.</param>
    /// <param name="format">What the link uses.</param>
    /// <param name="parts">The TPDU, the header and where the message begins; <c>default</c> on a fault.</param>
    /// <param name="fault">One sentence on what is wrong, without any of the bytes; empty when nothing is.</param>
    /// <returns><see langword="false"/> when this is no frame of the format.</returns>
    /// <remarks>Allocates only for a header of somebody's own, which is copied out.</remarks>
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

        var tpdu = format.Tpdu ? Tpdu.Read(frame) : default;
        if (format.Tpdu && tpdu.Id >> 4 != 6)
        {
            fault = "The first byte does not begin a TPDU (60 to 6F hex).";
            return false;
        }

        var between = frame[(format.BodyOffset - format.HeaderBytes)..format.BodyOffset];
        if (!format.Header.Accepts(between, out var header, out fault))
        {
            return false;
        }

        parts = new FrameParts(tpdu, header, format.BodyOffset)
        {
            CustomHeader = format.Header.IsCustom ? between.ToArray() : default(ReadOnlyMemory<byte>),
        };
        return true;
    }

    /// <summary>Puts a frame together, without the length.</summary>
    /// <param name="format">What the link uses; a header of somebody's own has to be one whose bytes are known.</param>
    /// <param name="tpdu">Written when the format has a TPDU.</param>
    /// <param name="header">Written when the format has a UnionPay header.</param>
    /// <param name="body">The message.</param>
    /// <returns>The frame.</returns>
    /// <exception cref="ArgumentException">The frame would be longer than the format allows, or its header is not known.</exception>
    public static byte[] Write(FrameFormat format, Tpdu tpdu, PosHeader header, ReadOnlySpan<byte> body)
        => Write(format, new FrameParts(tpdu, header, 0), body);

    /// <summary>Puts a frame together, without the length.</summary>
    /// <param name="format">What the link uses.</param>
    /// <param name="parts">What goes in front of the message, of which the format's own parts are written.</param>
    /// <param name="body">The message.</param>
    /// <returns>The frame.</returns>
    /// <exception cref="ArgumentException">The frame would be longer than the format allows, or its header is not known.</exception>
    public static byte[] Write(FrameFormat format, FrameParts parts, ReadOnlySpan<byte> body)
        => Write(format, LengthPrefix.None, parts, body);

    /// <summary>Puts a frame together, with its length in front.</summary>
    /// <param name="format">What the link uses; a header of somebody's own has to be one whose bytes are known.</param>
    /// <param name="tpdu">Written when the format has a TPDU.</param>
    /// <param name="header">Written when the format has a UnionPay header.</param>
    /// <param name="body">The message.</param>
    /// <returns>Length and frame, ready for the socket.</returns>
    /// <exception cref="ArgumentException">The frame would be longer than the format allows, or its header is not known.</exception>
    public static byte[] WriteWithLength(FrameFormat format, Tpdu tpdu, PosHeader header, ReadOnlySpan<byte> body)
        => WriteWithLength(format, new FrameParts(tpdu, header, 0), body);

    /// <summary>Puts a frame together, with its length in front.</summary>
    /// <param name="format">What the link uses.</param>
    /// <param name="parts">What goes in front of the message, of which the format's own parts are written.</param>
    /// <param name="body">The message.</param>
    /// <returns>Length and frame, ready for the socket.</returns>
    /// <exception cref="ArgumentException">The frame would be longer than the format allows, or its header is not known.</exception>
    public static byte[] WriteWithLength(FrameFormat format, FrameParts parts, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Write(format, format.Length, parts, body);
    }

    private static byte[] Write(FrameFormat format, LengthPrefix prefix, FrameParts parts, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(format);
        var length = (long)format.BodyOffset + body.Length;
        var most = Math.Min(format.MaxBytes, format.Length.Most);
        if (length > most)
        {
            throw new ArgumentException($"The frame would have {length} bytes and at most {most} are allowed.", nameof(body));
        }

        var bytes = new byte[prefix.Bytes + length];
        prefix.Write(bytes, (int)length);
        var frame = bytes.AsSpan(prefix.Bytes);
        if (format.Tpdu)
        {
            parts.Tpdu.Write(frame);
        }

        WriteHeader(format.Header, parts, frame[(format.BodyOffset - format.HeaderBytes)..]);
        body.CopyTo(frame[format.BodyOffset..]);
        return bytes;
    }

    private static void WriteHeader(HeaderFormat header, FrameParts parts, Span<byte> target)
    {
        if (header.IsUnionPay)
        {
            parts.Header.Write(target);
        }
        else if (header.IsCustom)
        {
            var known = parts.CustomHeader.IsEmpty ? header.Expected : parts.CustomHeader.Span;
            if (known.Length != header.Bytes)
            {
                throw new ArgumentException(
                    $"A header of {header.Bytes} bytes is to be written and {known.Length} are known.", nameof(parts));
            }

            known.CopyTo(target);
        }
    }
}
