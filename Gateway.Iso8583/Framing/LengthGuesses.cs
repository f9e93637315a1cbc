namespace Gateway.Iso8583.Framing;

/// <summary>Which length the first bytes of a connection may be.</summary>
internal static class LengthGuesses
{
    // Scripts that say more come first; where two fit, the earlier is told.
    private static readonly LengthPrefixKind[] _kinds =
    [
        LengthPrefixKind.Ascii4, LengthPrefixKind.Hex4, LengthPrefixKind.Binary2, LengthPrefixKind.Bcd2, LengthPrefixKind.Binary4,
        LengthPrefixKind.Binary3,
    ];

    private static readonly LengthPrefix[] _candidates = [.. _kinds.Select(kind => new LengthPrefix(kind))];

    private static readonly LengthPrefix[] _candidatesBySelf =
        [.. _candidates, .. _kinds.Select(kind => new LengthPrefix(kind, countsItself: true))];

    /// <summary>What is expected in front, for the second half of a sentence.</summary>
    public static string Expected(FrameFormat format) => format.Length.Kind == LengthPrefixKind.None
        ? "no length is expected"
        : $"a length of {format.Length.Words} is expected";

    /// <summary>A length that counts exactly what is there: the strongest sign there is.</summary>
    public static string? WholeFrame(ReadOnlySpan<byte> bytes, FrameFormat expected)
    {
        if (Counts(expected.Length, bytes) && Start(expected.Length, bytes) is { IsKnown: true } start)
        {
            return PartGuesses.Tell(start, bytes[expected.Length.Bytes..], expected);
        }

        foreach (var candidate in _candidatesBySelf)
        {
            if (Counts(candidate, bytes) && Start(candidate, bytes).IsKnown)
            {
                return Tell(candidate, expected);
            }
        }

        return IsLowFirst(bytes, bytes.Length - 2, bytes.Length - 2) ? LowByteFirst(expected) : null;
    }

    /// <summary>A length that may be true, of a frame that has more bytes to come or is followed by another.</summary>
    public static string? BegunFrame(ReadOnlySpan<byte> bytes, FrameFormat expected)
    {
        var start = Start(expected.Length, bytes);
        if (start.IsKnown && IsPossible(expected.Length, bytes, expected))
        {
            return PartGuesses.Tell(start, bytes[expected.Length.Bytes..], expected);
        }

        foreach (var candidate in _candidates)
        {
            if (candidate.Kind != expected.Length.Kind && IsPossible(candidate, bytes, expected) && Start(candidate, bytes).IsKnown)
            {
                return Tell(candidate, expected);
            }
        }

        if (IsLowFirst(bytes, expected.LeastBytes, expected.MaxBytes))
        {
            return LowByteFirst(expected);
        }

        return start.IsKnown ? PartGuesses.Tell(start, bytes[expected.Length.Bytes..], expected) : null;
    }

    private static string Tell(LengthPrefix found, FrameFormat expected)
    {
        if (found.Kind != expected.Length.Kind)
        {
            return $"This looks like a length of {found.Words}; {Expected(expected)}.";
        }

        return found.CountsItself
            ? $"The length is exactly {found.Bytes} more than the frame: this peer counts the length bytes themselves, and should not."
            : $"The length is exactly {found.Bytes} less than expected: this peer does not count the length bytes themselves, and should.";
    }

    private static bool Counts(LengthPrefix prefix, ReadOnlySpan<byte> bytes)
        => prefix.Read(bytes, int.MaxValue) is { Verdict: LengthVerdict.Length, Length: > 0 } read
            && read.Length == bytes.Length - prefix.Bytes;

    private static bool IsPossible(LengthPrefix prefix, ReadOnlySpan<byte> bytes, FrameFormat expected)
        => prefix.Read(bytes, expected.MaxBytes) is { Verdict: LengthVerdict.Length, Length: > 1 };

    private static MessageStart Start(LengthPrefix prefix, ReadOnlySpan<byte> bytes)
        => prefix.Bytes > 0 && bytes.Length > prefix.Bytes ? MessageStart.At(bytes[prefix.Bytes..]) : default;

    private static bool IsLowFirst(ReadOnlySpan<byte> bytes, int least, int most)
        => bytes.Length > 2 && MessageStart.At(bytes[2..]).IsKnown
            && (bytes[0] | (bytes[1] << 8)) is var length && length >= least && length <= most;

    private static string LowByteFirst(FrameFormat expected)
        => $"This looks like a length of two bytes with the low byte first; {Expected(expected)}, the high byte first.";
}
