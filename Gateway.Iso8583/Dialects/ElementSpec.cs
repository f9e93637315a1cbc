namespace Gateway.Iso8583.Dialects;

/// <summary>One row of a dialect: how an element looks on the wire.</summary>
/// <param name="Number">Element number, 2 to 128.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Content">What it is made of.</param>
/// <param name="Length">How its length is known.</param>
/// <param name="Max">Most digits (numbers, tracks), characters (text) or bytes (binary); exactly so many when the length is fixed.</param>
/// <param name="Form">How the value is put into bytes.</param>
/// <param name="Pad">Where the filling nibble of an odd number of BCD digits goes.</param>
/// <param name="MayFillWithF">Whether filling nibble F is accepted beside 0; it is written back where it was read, else 0.</param>
/// <param name="CountsBytes">For a hex element: whether the length counts bytes; otherwise it counts hex characters.</param>
/// <param name="Trace">What a trace may show.</param>
public sealed record ElementSpec(
    int Number,
    string Name,
    ElementContent Content,
    LengthKind Length,
    int Max,
    ElementForm Form,
    PadSide Pad = PadSide.Left,
    bool MayFillWithF = false,
    bool CountsBytes = false,
    TraceRule Trace = TraceRule.Hidden)
{
    /// <summary>Highest number that the length on the wire may show.</summary>
    internal int MaxCount => Form == ElementForm.Hex && !CountsBytes ? Max * 2 : Max;

    /// <summary>What the length counts, for error messages.</summary>
    internal string Unit => Content switch
    {
        ElementContent.Numeric or ElementContent.Track => "digits",
        ElementContent.Binary when Form == ElementForm.Hex && !CountsBytes => "hex characters",
        ElementContent.Binary => "bytes",
        _ => "characters",
    };

    /// <summary>Bytes on the wire for a value whose length is counted as <paramref name="count"/>.</summary>
    internal int WireBytes(int count) => Form switch
    {
        ElementForm.Bcd => (count + 1) / 2,
        ElementForm.Hex when CountsBytes => count * 2,
        _ => count,
    };
}
