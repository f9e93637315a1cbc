using System.Buffers.Binary;

namespace Gateway.Iso8583.Framing;

/// <summary>Says what the first bytes of a connection look like when they are not a frame of the link's format.</summary>
/// <remarks>For an operator's log: one sentence, none of the bytes. A guess, and worded as one.</remarks>
public static class FramingDoctor
{
    /// <summary>Looks at the first bytes of a connection or of a refused frame, length bytes included.</summary>
    /// <param name="firstBytes">As many as there are; sixteen are enough.</param>
    /// <returns>One sentence.</returns>
    public static string Diagnose(ReadOnlySpan<byte> firstBytes)
    {
        if (firstBytes.IsEmpty)
        {
            return "Nothing was sent.";
        }

        if (firstBytes.ContainsAnyExcept(firstBytes[0]) is false && firstBytes.Length >= 4)
        {
            return "One byte is repeated, which looks like a line test or filling.";
        }

        return Stranger(firstBytes) ?? OtherFraming(firstBytes) ?? Ours(firstBytes);
    }

    private static string? Stranger(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0x16, 0x03, <= 0x04, ..])
        {
            return "This looks like TLS (a ClientHello), and the listener expects clear text.";
        }

        if (bytes is [0x80, 0x2E, 0x01, ..] or [0x80, _, 0x01, 0x03, <= 0x03, ..])
        {
            return "This looks like an old SSL greeting, and the listener expects clear text.";
        }

        if (StartsWithAny(bytes, "GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "DELETE ", "CONNECT ", "PRI * HTTP"))
        {
            return "This looks like HTTP: a browser, a health check or a scanner, or a terminal set to HTTP transport.";
        }

        if (StartsWithAny(bytes, "PROXY ") || bytes.StartsWith("\r\n\r\n\0\r\nQUIT\n"u8))
        {
            return "This looks like a PROXY protocol header that a load balancer puts in front of a connection.";
        }

        return StartsWithAny(bytes, "SSH-") ? "This looks like an SSH client." : null;
    }

    private static string? OtherFraming(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0x60, _, _, _, _, ..] && (bytes.Length < 7 || bytes[5] is 0x60 or 0x61 || IsType(bytes[5..])))
        {
            return "This looks like a TPDU at the very front: the two length bytes are missing.";
        }

        if (bytes is [0x02, ..] && !IsFrame(bytes))
        {
            return "This looks like STX framing, as on a serial line.";
        }

        if (bytes.Length >= 4 && !bytes[..4].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return "This looks like a length of four ASCII digits, or an ASCII message without a length; two binary bytes are expected.";
        }

        if (bytes.Length >= 6 && bytes[0] == 0 && bytes[1] == 0 && BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) > 0)
        {
            return "This looks like a length of four bytes; two are expected.";
        }

        if (bytes.Length >= 3 && bytes[2] is 0x60 && bytes[0] != 0 && bytes[1] <= 0x0F && bytes[0] > bytes[1])
        {
            return "This looks like a length with the low byte first; the high byte comes first.";
        }

        return null;
    }

    private static string Ours(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 3)
        {
            return "Too little was sent to tell.";
        }

        if (bytes[2] is 0x60)
        {
            return bytes.Length >= 9 && IsType(bytes[7..])
                ? "This looks like a length, a TPDU and a message, with no header in between."
                : "This looks like a length and a TPDU.";
        }

        if (IsType(bytes[2..]))
        {
            return "This looks like a length and a message, with no TPDU in front.";
        }

        if (bytes.Length >= 6 && !bytes[2..6].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return "This looks like a length and an ASCII message, with no TPDU in front.";
        }

        return bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? "This looks like nothing known."
            : "This looks like plain text.";
    }

    /// <summary>Whether a BCD message type of a known class stands here: 01xx to 08xx.</summary>
    private static bool IsType(ReadOnlySpan<byte> bytes)
        => bytes is [>= 0x01 and <= 0x08, ..] && (bytes.Length < 2 || (bytes[1] >> 4 <= 4 && (bytes[1] & 0x0F) <= 5));

    private static bool IsFrame(ReadOnlySpan<byte> bytes) => bytes.Length >= 3 && (bytes[2] is 0x60 || IsType(bytes[2..]));

    private static bool StartsWithAny(ReadOnlySpan<byte> bytes, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (bytes.Length >= word.Length && System.Text.Ascii.Equals(bytes[..word.Length], word))
            {
                return true;
            }
        }

        return false;
    }
}
