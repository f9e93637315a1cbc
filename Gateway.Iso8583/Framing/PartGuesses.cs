namespace Gateway.Iso8583.Framing;

/// <summary>What is missing or too much between the length and the message.</summary>
internal static class PartGuesses
{
    /// <summary>One sentence.</summary>
    /// <param name="start">What was recognised at the frame's beginning.</param>
    /// <param name="frame">The frame without its length, or its beginning.</param>
    /// <param name="expected">What the link uses.</param>
    public static string Tell(MessageStart start, ReadOnlySpan<byte> frame, FrameFormat expected)
    {
        var isBare = expected.Length.Kind == LengthPrefixKind.None;
        var length = isBare ? string.Empty : "a length and ";
        var message = start.Type switch
        {
            TypeScript.Ascii => "an ASCII message",
            TypeScript.Ebcdic => "an EBCDIC message",
            _ => "a message",
        };
        if (expected.Tpdu != start.Tpdu)
        {
            return expected.Tpdu
                ? $"This looks like {length}{message}, with no TPDU in front."
                : $"This looks like {length}a TPDU, and no TPDU is expected.";
        }

        var behind = start.Tpdu ? frame[Math.Min(Tpdu.Bytes, frame.Length)..] : frame;
        if (Header(start, behind, expected.Header) is { } header)
        {
            var front = !start.Tpdu ? length : isBare ? "a TPDU and " : "a length, a TPDU and ";
            return $"This looks like {front}{message}, {header}.";
        }

        return start.Tpdu && start.Type != TypeScript.Ebcdic
            ? $"This looks like {length}a TPDU."
            : $"This looks like {length}{message}.";
    }

    private static string? Header(MessageStart start, ReadOnlySpan<byte> behindTpdu, HeaderFormat expected)
    {
        if (expected.Bytes == 0)
        {
            return start.Header ? "with a header of six bytes in between, and none is expected" : null;
        }

        if (expected.IsUnionPay ? !start.Header && start.Type != TypeScript.None : MessageStart.TypeAt(behindTpdu) != TypeScript.None)
        {
            return "with no header in between";
        }

        return behindTpdu.Length >= expected.Bytes && !expected.Accepts(behindTpdu, out _, out _)
            ? "with another header than the one that is expected"
            : null;
    }
}
