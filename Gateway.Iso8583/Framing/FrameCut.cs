namespace Gateway.Iso8583.Framing;

/// <summary>What stands at the beginning of a stream's bytes.</summary>
public enum FrameVerdict
{
    /// <summary>A frame is not complete yet, or has not begun.</summary>
    NeedMore,

    /// <summary>One or more empty frames, which keep a line alive.</summary>
    KeepAlive,

    /// <summary>A whole frame.</summary>
    Frame,

    /// <summary>No frame can begin like this. Where the next one begins is anybody's guess, so the connection has to end.</summary>
    Fault,
}

/// <summary>The next piece of a stream: where it lies in the buffer, or why there is none.</summary>
/// <param name="Verdict">What it is.</param>
/// <param name="Start">First byte of the frame, behind its length.</param>
/// <param name="Length">Bytes of the frame. On a fault the length that was announced, or -1 when none could be read.</param>
/// <param name="Consumed">Bytes of the buffer that are done with, length included; 0 unless there is a frame or a keep-alive.</param>
/// <param name="Fault">One sentence on what is wrong, without any of the bytes; empty unless there is a fault.</param>
/// <param name="Diagnosis">One sentence on what the bytes look like; empty unless there is a fault.</param>
public readonly record struct FrameCut(
    FrameVerdict Verdict, int Start, long Length, int Consumed, string Fault, string Diagnosis)
{
    internal static FrameCut NeedMore { get; } = new(FrameVerdict.NeedMore, 0, 0, 0, string.Empty, string.Empty);

    internal static FrameCut KeepAlive(int consumed) => new(FrameVerdict.KeepAlive, 0, 0, consumed, string.Empty, string.Empty);

    internal static FrameCut Frame(int start, int length)
        => new(FrameVerdict.Frame, start, length, start + length, string.Empty, string.Empty);

    internal static FrameCut Refused(long length, string fault, string diagnosis)
        => new(FrameVerdict.Fault, 0, length, 0, fault, diagnosis);
}
