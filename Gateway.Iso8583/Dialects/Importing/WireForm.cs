namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>How a kind of field looks on the wire, in the words of our dialect files.</summary>
/// <param name="Content">n, h, x+n, z, ans or b.</param>
/// <param name="Letters">How many L stand in front of VAR; 0 when the length is fixed.</param>
/// <param name="Form">How the value is put into bytes.</param>
/// <param name="LengthForm">How the length is put into bytes; null when it is fixed.</param>
internal sealed record WireForm(string Content, int Letters, string Form, string? LengthForm = null)
{
    /// <summary>Largest 'max' of our form.</summary>
    internal const int Most = 999_999;

    /// <summary>digits, characters, bytes or nibbles; null for the default of content and form.</summary>
    internal string? Counts { get; init; }

    /// <summary>left or right: where the filling nibble is; null for the default.</summary>
    internal string? Pad { get; init; }

    /// <summary>The filling nibble; null for 0.</summary>
    internal string? Fill { get; init; }

    /// <summary>left or right: where a fixed text is filled with spaces; null when it is not.</summary>
    internal string? Filler { get; init; }

    /// <summary>LLVAR and its relatives, or FIXED.</summary>
    internal string Length => Letters == 0 ? "FIXED" : new string('L', Letters) + "VAR";

    /// <summary>What a length counts when a row does not say it.</summary>
    internal string UsualCounts => Content switch
    {
        "b" when Form == "binary" => "bytes",
        "n" or "z" or "h" or "x+n" => "digits",
        _ => "characters",
    };

    internal bool IsText => Content == "ans";

    internal bool IsEbcdic => Form.StartsWith("ebcdic", StringComparison.Ordinal);

    /// <summary>Whether the value is plain one-byte characters that a text holds as they are.</summary>
    internal bool IsPlain => Content != "b" && Form is "ascii" or "latin1" && LengthForm is null or "ascii";

    /// <summary>Whether one unit of the value is one byte on the wire, so that the same bytes may be called binary data.</summary>
    internal bool IsOneByteEach => Content == "b" ? Form == "binary" : Form != "bcd" && Counts != "nibbles";

    /// <summary>The same bytes, called binary data.</summary>
    internal WireForm AsBytes() => new("b", Letters, "binary", LengthForm);

    /// <summary>Most digits, characters or bytes that the length in front can announce.</summary>
    internal int Capacity()
    {
        if (Letters == 0)
        {
            return Most;
        }

        var perLetter = LengthForm is "binary" or "hex" ? 256L : 10L;
        var count = 1L;
        for (var i = 0; i < Letters && count <= Most; i++)
        {
            count *= perLetter;
        }

        return (int)Math.Min(Most, ValueUnits(count - 1));
    }

    private long ValueUnits(long count) => (Content, Counts) switch
    {
        ("b", "bytes") => count,
        ("b", _) when Form != "binary" || Counts == "nibbles" => count / 2,
        (_, "bytes") when Form == "bcd" => count * 2,
        _ => count,
    };
}
