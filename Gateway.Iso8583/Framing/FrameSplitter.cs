namespace Gateway.Iso8583.Framing;

/// <summary>Cuts a stream of bytes into frames. Pure: the same bytes give the same cut, however they came.</summary>
/// <remarks>
/// <para>
/// A frame never has a byte of its neighbour, and nothing is ever skipped: after a fault there is no cut any more, because the middle
/// of a message would be taken for a beginning, and a message for another terminal could be planted there.
/// </para>
/// <para>Keep-alives in a row are one cut, so that a storm of them costs a loop over two bytes each and nothing else.</para>
/// </remarks>
public static class FrameSplitter
{
    /// <summary>Looks for the next piece.</summary>
    /// <param name="buffer">What came and is not consumed yet, from a beginning on.</param>
    /// <param name="format">What the link uses.</param>
    /// <param name="isFirst">Whether no frame came before on this connection: the doctor then looks at a fault.</param>
    /// <returns>The piece.</returns>
    public static FrameCut Next(ReadOnlySpan<byte> buffer, FrameFormat format, bool isFirst)
    {
        ArgumentNullException.ThrowIfNull(format);
        var prefix = format.Length;
        var reading = prefix.Read(buffer, format.MaxBytes);
        if (reading.Verdict == LengthVerdict.NeedMore)
        {
            return FrameCut.NeedMore;
        }

        if (reading is { Verdict: LengthVerdict.Length, Length: 0 } && format.KeepAlives)
        {
            return FrameCut.KeepAlive(CountKeepAlives(buffer, prefix));
        }

        var fault = reading.Verdict == LengthVerdict.Length && reading.Length < format.LeastBytes
            ? $"A frame of {reading.Length} bytes is announced and at least {format.LeastBytes} are needed."
            : reading.Fault;
        if (fault.Length > 0)
        {
            return FrameCut.Refused(reading.Length, fault, isFirst
                ? FramingDoctor.Diagnose(buffer, format)
                : "Frames before it were in order, so the one before it was longer or shorter than it said.");
        }

        var length = (int)reading.Length;
        return buffer.Length - prefix.Bytes < length ? FrameCut.NeedMore : FrameCut.Frame(prefix.Bytes, length);
    }

    private static int CountKeepAlives(ReadOnlySpan<byte> buffer, LengthPrefix prefix)
    {
        var empty = buffer[..prefix.Bytes];
        var consumed = prefix.Bytes;
        while (buffer[consumed..].StartsWith(empty))
        {
            consumed += prefix.Bytes;
        }

        return consumed;
    }
}
