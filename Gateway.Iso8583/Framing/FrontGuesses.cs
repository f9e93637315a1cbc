namespace Gateway.Iso8583.Framing;

/// <summary>What a connection looks like that begins with the message itself, no length in front.</summary>
internal static class FrontGuesses
{
    // A message type and enough of a bitmap to tell it from a number.
    private const int Telling = 10;

    private static readonly string[] _counts = ["no", "one", "two", "three", "four"];

    /// <summary>One sentence, or null when there may be a length.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes, FrameFormat expected)
    {
        if (bytes is [0x02, ..] && MessageStart.TypeAt(bytes[1..]) == TypeScript.Ascii)
        {
            return "This looks like STX framing, as on a serial line.";
        }

        var start = MessageStart.At(bytes);
        if (expected.Length.Kind == LengthPrefixKind.None)
        {
            return start.IsKnown ? PartGuesses.Tell(start, bytes, expected) : null;
        }

        if (start.Tpdu && (start.Header || start.Type != TypeScript.None || bytes.Length is > 4 and < 7))
        {
            return $"This looks like a TPDU at the very front: the {_counts[expected.Length.Bytes]} length bytes are missing.";
        }

        return start.Type switch
        {
            TypeScript.Ascii when bytes.Length < Telling + 1 && !IsBitmap(bytes) => Undecided(bytes),
            TypeScript.Ascii when !IsLength(bytes) => $"The first two bytes are ASCII '{Shown(bytes)}': this peer sends no length prefix.",
            TypeScript.Ebcdic => "This looks like an EBCDIC message type at the very front: this peer sends no length prefix.",
            TypeScript.Bcd when bytes.Length >= Telling && HasTrace(bytes[2..]) && !MessageStart.At(bytes[expected.Length.Bytes..]).IsKnown
                => "This looks like a BCD message type at the very front: this peer sends no length prefix.",
            TypeScript.None or TypeScript.Bcd when bytes.Length is 2 or 3 && IsBeginning(bytes) => Undecided(bytes),
            _ => null,
        };
    }

    private static string Undecided(ReadOnlySpan<byte> bytes)
        => $"The first two bytes are ASCII '{Shown(bytes)}': this peer sends no length prefix, or one of ASCII digits.";

    private static string Shown(ReadOnlySpan<byte> bytes) => string.Create(2, (bytes[0], bytes[1]), (text, two) =>
    {
        text[0] = (char)two.Item1;
        text[1] = (char)two.Item2;
    });

    private static bool IsBeginning(ReadOnlySpan<byte> bytes)
        => MessageStart.IsTypeBeginning(bytes[0] - '0', bytes[1] - '0') && (bytes.Length < 3 || char.IsAsciiDigit((char)bytes[2]));

    private static bool IsBitmap(ReadOnlySpan<byte> bytes) => bytes.Length >= 8 && !MessageStart.At(bytes[4..]).IsKnown;

    // Four digits in front of a message can be its length, and a bitmap can look like a message type: nearly every message has
    // DE 11, so where the bitmap would say that it is absent there is no message.
    private static bool IsLength(ReadOnlySpan<byte> bytes)
    {
        var behind = MessageStart.At(bytes[4..]);
        return behind.Tpdu || behind.Header || behind.Type switch
        {
            TypeScript.Ascii => bytes[4] != '2' && HasTrace(bytes[8..]),
            TypeScript.Ebcdic => true,
            TypeScript.Bcd => HasTrace(bytes[6..]),
            _ => false,
        };
    }

    // Bit 11 of a bitmap of hex characters, or of a binary one.
    private static bool HasTrace(ReadOnlySpan<byte> bitmap)
    {
        if (bitmap.Length < 3)
        {
            return false;
        }

        return char.IsAsciiHexDigit((char)bitmap[0]) && char.IsAsciiHexDigit((char)bitmap[1]) && char.IsAsciiHexDigit((char)bitmap[2])
            ? (char.ToUpperInvariant((char)bitmap[2]) is '2' or '3' or '6' or '7' or 'A' or 'B' or 'E' or 'F')
            : (bitmap[1] & 0x20) != 0;
    }
}
