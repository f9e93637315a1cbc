using Gateway.Iso8583.Framing;

namespace Gateway.Host.Cli.Decoding;

/// <summary>One frame that stands alone: what is in front of its message, or why it is none.</summary>
/// <param name="BodyAt">Where the message begins, its length in front counted.</param>
/// <param name="Parts">What stood in front of it.</param>
internal readonly record struct WholeFrame(int BodyAt, FrameParts Parts)
{
    /// <summary>Takes a frame apart.</summary>
    /// <param name="bytes">Everything that was given, which should be one frame and no more.</param>
    /// <param name="format">What the link uses.</param>
    /// <param name="frame">The parts.</param>
    /// <returns>The fault, or null.</returns>
    public static LineFault? Read(ReadOnlySpan<byte> bytes, FrameFormat format, out WholeFrame frame)
    {
        frame = default;
        var prefix = format.Length.Bytes;
        if (prefix > 0 && Length(bytes, format) is { } fault)
        {
            return fault;
        }

        // Where nothing is in front, whatever is wrong is wrong with the message.
        if (format.BodyOffset == 0)
        {
            frame = new WholeFrame(prefix, default);
            return null;
        }

        if (!Frame.TryRead(bytes[prefix..], format with { MaxBytes = int.MaxValue }, out var parts, out var sentence))
        {
            return At(prefix, Math.Min(format.BodyOffset, bytes.Length - prefix), sentence);
        }

        frame = new WholeFrame(prefix + parts.BodyOffset, parts);
        return null;
    }

    private static LineFault? Length(ReadOnlySpan<byte> bytes, FrameFormat format)
    {
        var prefix = format.Length.Bytes;
        var read = format.Length.Read(bytes, int.MaxValue);
        if (read.Verdict != LengthVerdict.Length)
        {
            var sentence = read.Verdict == LengthVerdict.NeedMore ? $"The length takes {prefix} bytes where {bytes.Length} are left." : read.Fault;
            return At(0, Math.Min(prefix, bytes.Length), sentence);
        }

        var there = bytes.Length - prefix;
        if (read.Length == there)
        {
            return there > 0 ? null : At(0, prefix, "This is an empty frame, which keeps a line alive and holds no message.");
        }

        return read.Length > there
            ? At(0, prefix, $"A frame of {read.Length} bytes is announced and {there} are there.")
            : At(prefix + (int)read.Length, there - (int)read.Length, $"A frame of {read.Length} bytes is announced and {there} are there: something follows it.");
    }

    private static LineFault At(int offset, int length, string sentence)
        => new(LineFault.BadFrame, "frame", sentence) { Offset = offset, Length = length, FrameOffset = offset };
}
