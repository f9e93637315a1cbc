namespace Gateway.Iso8583.Framing;

/// <summary>Protocols that are not ours and how they begin.</summary>
internal static class FramingStrangers
{
    private static readonly (byte[] Beginning, string Sentence)[] _beginnings =
    [
        .. Words("This looks like HTTP: a browser, a health check or a scanner, or a terminal set to HTTP transport.",
            "GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "DELETE ", "CONNECT ", "PRI * HTTP", "HTTP/"),
        .. Words("This looks like a PROXY protocol header that a load balancer puts in front of a connection.",
            "PROXY ", "\r\n\r\n\0\r\nQUIT\n"),
        .. Words("This looks like an SSH client.", "SSH-"),
        .. Words("This looks like a mail client.", "EHLO ", "HELO "),
    ];

    /// <summary>What a stranger speaks, one sentence; null when it is none that is known.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0x16, 0x03, <= 0x04, ..])
        {
            return "This looks like TLS (a ClientHello), and clear text is expected.";
        }

        if (bytes is [0x80, 0x2E, 0x01, ..] or [0x80, _, 0x01, 0x03, <= 0x03, ..])
        {
            return "This looks like an old SSL greeting, and clear text is expected.";
        }

        if (bytes is [0x03, 0x00, 0x00, _, _, 0xE0, ..])
        {
            return "This looks like a remote desktop client, as scanners send it.";
        }

        foreach (var (beginning, sentence) in _beginnings)
        {
            if (bytes.StartsWith(beginning))
            {
                return sentence;
            }
        }

        return null;
    }

    private static IEnumerable<(byte[] Beginning, string Sentence)> Words(string sentence, params string[] words)
        => words.Select(word => (System.Text.Encoding.ASCII.GetBytes(word), sentence));
}
