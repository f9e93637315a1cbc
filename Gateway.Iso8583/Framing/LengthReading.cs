namespace Gateway.Iso8583.Framing;

/// <summary>What became of an attempt to read a length.</summary>
public enum LengthVerdict
{
    /// <summary>The prefix itself is not complete yet.</summary>
    NeedMore,

    /// <summary>There is a length.</summary>
    Length,

    /// <summary>It is no length, or one that cannot be served.</summary>
    Fault,
}

/// <summary>The length in front of a frame, or why there is none.</summary>
/// <param name="Verdict">Which of the two.</param>
/// <param name="Length">
/// Bytes of the frame behind the prefix, never the prefix itself. On a fault the length that was announced, or -1 when none could be
/// read.
/// </param>
/// <param name="Fault">One sentence, with no byte that was read; empty unless there is a fault.</param>
public readonly record struct LengthReading(LengthVerdict Verdict, long Length, string Fault)
{
    /// <summary>The prefix is not complete yet.</summary>
    public static LengthReading NeedMore { get; } = new(LengthVerdict.NeedMore, 0, string.Empty);

    internal static LengthReading Of(long length) => new(LengthVerdict.Length, length, string.Empty);

    internal static LengthReading Refused(long length, string fault) => new(LengthVerdict.Fault, length, fault);
}
