namespace Gateway.Iso8583.Framing;

/// <summary>Formats as configuration and the command line name them.</summary>
internal static class FrameFormatText
{
    private const char Joint = '+';
    private const string Bare = "none";
    private const string Length = "length";
    private const string Tpdu = "tpdu";
    private const string Header = "header";
    private const string Self = "self";

    public static bool TryRead(string? text, out FrameFormat format)
    {
        format = FrameFormat.Plain with { Length = LengthPrefix.None };
        if (text is null or Bare)
        {
            format = text is null ? FrameFormat.Plain : format;
            return text is not null;
        }

        var words = new Queue<string>(text.Split(Joint));
        if (TakeLength(words) is { } length)
        {
            format = format with { Length = length };
        }

        if (words.TryPeek(out var tpdu) && tpdu == Tpdu)
        {
            words.Dequeue();
            format = format with { Tpdu = true };
        }

        if (words.TryPeek(out var header) && TryHeader(header, out var read))
        {
            words.Dequeue();
            format = format with { Header = read };
        }

        if (words.Count == 0)
        {
            return true;
        }

        format = FrameFormat.Plain;
        return false;
    }

    public static string Write(FrameFormat format)
    {
        var words = new List<string>();
        if (format.Length.Kind != LengthPrefixKind.None)
        {
            words.Add(format.Length == LengthPrefix.TwoBytes ? Length : format.Length.ToString());
        }

        if (format.Tpdu)
        {
            words.Add(Tpdu);
        }

        if (format.HeaderBytes > 0)
        {
            words.Add(format.Header.IsUnionPay ? Header : format.Header.ToString());
        }

        return words.Count == 0 ? Bare : string.Join(Joint, words);
    }

    private static LengthPrefix? TakeLength(Queue<string> words)
    {
        if (!words.TryPeek(out var word) || word == Bare)
        {
            return null;
        }

        var name = word == Length ? LengthPrefix.TwoBytes.ToString() : word;
        if (!LengthPrefix.TryParse(name, out var prefix))
        {
            return null;
        }

        words.Dequeue();
        if (words.TryPeek(out var self) && self == Self)
        {
            words.Dequeue();
            return new LengthPrefix(prefix.Kind, countsItself: true);
        }

        return prefix;
    }

    private static bool TryHeader(string word, out HeaderFormat header)
        => HeaderFormat.TryParse(word == Header ? HeaderFormat.UnionPay.ToString() : word, out header) && header.Bytes > 0;
}
