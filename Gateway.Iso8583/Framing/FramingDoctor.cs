namespace Gateway.Iso8583.Framing;

/// <summary>Says what the first bytes of a connection look like when they are not a frame of the link's format.</summary>
/// <remarks>
/// For an operator's log: one sentence. A guess, and worded as one. Of the bytes it shows at most the first two digits of a message
/// type, which are no card data; everything else is told by its shape.
/// </remarks>
public static class FramingDoctor
{
    /// <summary>Looks at the first bytes of a connection where a UnionPay frame behind two length bytes is expected.</summary>
    /// <param name="firstBytes">As many as there are, length bytes included.</param>
    /// <returns>One sentence.</returns>
    public static string Diagnose(ReadOnlySpan<byte> firstBytes) => Diagnose(firstBytes, FrameFormat.UnionPay);

    /// <summary>Looks at the first bytes of a connection.</summary>
    /// <param name="firstBytes">As many as there are, length bytes included; with the whole first frame the most can be told.</param>
    /// <param name="expected">What the link uses.</param>
    /// <returns>One sentence.</returns>
    public static string Diagnose(ReadOnlySpan<byte> firstBytes, FrameFormat expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return FramingStrangers.Find(firstBytes)
            ?? Monotone(firstBytes, expected)
            ?? LengthGuesses.WholeFrame(firstBytes, expected)
            ?? FrontGuesses.Find(firstBytes, expected)
            ?? LengthGuesses.BegunFrame(firstBytes, expected)
            ?? Rest(firstBytes, expected);
    }

    /// <summary>Looks at a frame that was cut out by its length and is none of the format.</summary>
    /// <param name="frame">The frame without its length.</param>
    /// <param name="expected">What the link uses.</param>
    /// <returns>One sentence.</returns>
    public static string DiagnoseFrame(ReadOnlySpan<byte> frame, FrameFormat expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return MessageStart.At(frame) is { IsKnown: true } start ? PartGuesses.Tell(start, frame, expected) : Rest(frame, expected);
    }

    private static string? Monotone(ReadOnlySpan<byte> bytes, FrameFormat expected)
    {
        if (bytes.Length < 2 || bytes.ContainsAnyExcept(bytes[0]))
        {
            return null;
        }

        var unwanted = expected.KeepAlives ? string.Empty : ", and none is expected on this link";
        return (bytes[0], bytes.Length) switch
        {
            (0, < 4) => $"This looks like an empty frame that keeps the line alive{unwanted}.",
            (0, _) => $"One byte is repeated, zero: empty frames that keep the line alive, a line test or filling{unwanted}.",
            ((byte)'0', 4) => $"This looks like an empty frame behind four ASCII digits that keeps the line alive{unwanted}.",
            (_, >= 4) => "One byte is repeated, which looks like a line test or filling.",
            _ => null,
        };
    }

    private static string Rest(ReadOnlySpan<byte> bytes, FrameFormat expected)
    {
        if (bytes.IsEmpty)
        {
            return "Nothing was sent.";
        }

        if (bytes.Length < 3)
        {
            return "Too little was sent to tell.";
        }

        if (bytes[0] == 0x02)
        {
            return "This looks like STX framing, as on a serial line.";
        }

        if (bytes.Length >= 4 && !bytes[..4].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return expected.Length.Kind == LengthPrefixKind.Ascii4
                ? "This looks like four ASCII digits with nothing known behind them."
                : "This looks like a length of four ASCII digits, or an ASCII message without a length; "
                    + LengthGuesses.Expected(expected) + ".";
        }

        return bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? "This looks like nothing known."
            : "This looks like plain text.";
    }
}
