using Gateway.Iso8583.Framing;

namespace Gateway.Fuzz.Targets;

/// <summary>A stream in any framing: frames of their own bytes, the same however they came; a fault in words, and no cut after it.</summary>
/// <remarks>The first byte of the input chooses the framing, the second how the stream arrives, the rest is the stream.</remarks>
internal static class FrameTarget
{
    private const int MostBytes = 300;

    private static readonly FrameFormat[] _formats =
    [
        .. from length in LengthPrefix.KnownNames
           from front in new[] { "", "+tpdu", "+tpdu+header", "+fixed-12" }
           from living in new[] { true, false }
           select Format(length + front) with { KeepAlives = living, MaxBytes = MostBytes },
    ];

    internal static void Run(byte[] input)
    {
        if (input.Length < 2)
        {
            return;
        }

        var format = _formats[input[0] % _formats.Length];
        var stream = input.AsSpan(2);
        Promise.IsSentence(FramingDoctor.Diagnose(stream, format), "the doctor says a sentence");
        Promise.IsSentence(FramingDoctor.DiagnoseFrame(stream, format), "the doctor says a sentence of a frame");
        var atOnce = Cut(stream, format, stream.Length);
        var inPieces = Cut(stream, format, 1 + (input[1] % 16));
        Promise.Holds(atOnce.Frames.SequenceEqual(inPieces.Frames), "the same frames however they came");
        Promise.Holds(atOnce.Fault == inPieces.Fault && atOnce.Consumed == inPieces.Consumed, "the same end however it came");
    }

    private static FrameFormat Format(string text)
    {
        var format = FrameFormat.Parse(text.StartsWith("none+", StringComparison.Ordinal) ? text["none+".Length..] : text);
        Promise.Holds(FrameFormat.Parse(format.ToString()) == format, "a framing has a text");
        return format;
    }

    private static (List<string> Frames, string Fault, int Consumed) Cut(ReadOnlySpan<byte> stream, FrameFormat format, int piece)
    {
        var frames = new List<string>();
        var (consumed, arrived) = (0, 0);
        while (true)
        {
            var buffer = stream[consumed..arrived];
            var cut = FrameSplitter.Next(buffer, format, isFirst: frames.Count == 0);
            switch (cut.Verdict)
            {
                case FrameVerdict.Fault:
                    Promise.IsSentence(cut.Fault, "a fault is a sentence");
                    Promise.IsSentence(cut.Diagnosis, "a diagnosis is a sentence");
                    return (frames, cut.Fault, consumed);
                case FrameVerdict.NeedMore when arrived == stream.Length:
                    return (frames, string.Empty, consumed);
                case FrameVerdict.NeedMore:
                    arrived = Math.Min(stream.Length, arrived + piece);
                    break;
                default:
                    Promise.Holds(cut.Consumed > 0 && cut.Consumed <= buffer.Length, "a cut lies in what arrived");
                    if (cut.Verdict == FrameVerdict.Frame)
                    {
                        frames.Add(Taken(buffer.Slice(cut.Start, (int)cut.Length), format));
                    }

                    consumed += cut.Consumed;
                    break;
            }
        }
    }

    private static string Taken(ReadOnlySpan<byte> frame, FrameFormat format)
    {
        Promise.Holds(frame.Length >= format.LeastBytes && frame.Length <= format.MaxBytes, "a frame is within its limits");
        if (!Frame.TryRead(frame, format, out var parts, out var fault))
        {
            Promise.IsSentence(fault, "a refused frame is told in a sentence");
            return Convert.ToHexString(frame);
        }

        var again = Frame.Write(format, parts, frame[parts.BodyOffset..]);
        Promise.Holds(frame.SequenceEqual(again), "a frame is written as the same bytes");
        var wire = Frame.WriteWithLength(format, parts, frame[parts.BodyOffset..]);
        var cut = FrameSplitter.Next(wire, format, isFirst: true);
        Promise.Holds(
            cut.Verdict == FrameVerdict.Frame && cut.Consumed == wire.Length && frame.SequenceEqual(wire.AsSpan(cut.Start, (int)cut.Length)),
            "a frame with its length is the same frame");
        return Convert.ToHexString(frame);
    }
}
