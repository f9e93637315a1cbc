namespace Gateway.Iso8583.Dialects;

/// <summary>One row of a dialect: how an element, or a part of one, looks on the wire. Immutable.</summary>
/// <param name="Number">Element number, 2 to 192; a part's number from 1; 0 for a part that is known by its tag.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Content">What it is made of.</param>
/// <param name="Length">How its length is known.</param>
/// <param name="Max">Most digits (numbers, tracks), characters (text, the sign of an amount counted) or bytes (binary, Chinese or
/// Unicode text); exactly so many when the length is fixed.</param>
/// <param name="Form">How the value is put into bytes.</param>
public sealed record ElementSpec(int Number, string Name, ElementContent Content, LengthKind Length, int Max, ElementForm Form)
{
    /// <summary>Tag of a part that is known by its tag, upper-case hex in BER-TLV; empty for a numbered one.</summary>
    public string Tag { get; init; } = string.Empty;

    /// <summary>Fewest digits, characters or bytes; 0 unless the dialect says otherwise.</summary>
    public int Min { get; init; }

    /// <summary>How the length in front is put into bytes; of no meaning when the length is fixed.</summary>
    public ElementForm LengthForm { get; init; }

    /// <summary>What the length in front counts.</summary>
    public LengthUnit Counts { get; init; }

    /// <summary>Whether the length in front counts its own bytes too.</summary>
    public bool CountsItself { get; init; }

    /// <summary>Where the filling nibble of an odd number of BCD digits goes.</summary>
    public PadSide Pad { get; init; }

    /// <summary>Which nibble fills an odd number of BCD digits.</summary>
    public Filling Fill { get; init; } = Filling.Zero;

    /// <summary>Side on which a fixed text is filled with spaces, which are not part of the value; none when they are.</summary>
    public PadSide Filler { get; init; } = PadSide.None;

    /// <summary>Which characters a text is meant for.</summary>
    public CharacterClass Characters { get; init; } = CharacterClass.AlphaNumericSpecial;

    /// <summary>Whether a character outside the class is an error.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What a trace may show.</summary>
    public TraceRule Trace { get; init; }

    /// <summary>What the value is made of in turn; null when it is one piece.</summary>
    public Structure? Inside { get; init; }

    /// <summary>How the element is named in a path: its tag, else its number.</summary>
    public string Key => Tag.Length > 0 ? Tag : Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether every element has exactly <see cref="Max"/>.</summary>
    public bool IsFixed => Length == LengthKind.Fixed;

    /// <summary>Bytes that the length in front takes.</summary>
    public int LengthBytes => LengthForm switch
    {
        ElementForm.Bcd => ((int)Length + 1) / 2,
        ElementForm.Hex => 2 * (int)Length,
        _ => (int)Length,
    };

    /// <summary>Whether the form is one of the EBCDIC code pages.</summary>
    internal bool IsEbcdic => Form is ElementForm.Ebcdic037 or ElementForm.Ebcdic500 or ElementForm.Ebcdic1047;

    /// <summary>Whether digits stand two a byte, so that an odd number of them needs a filling nibble.</summary>
    internal bool IsPacked => Form == ElementForm.Bcd && Content != ElementContent.SignedNumeric;

    /// <summary>Whether bytes stand as hexadecimal characters.</summary>
    internal bool IsHexText => Content == ElementContent.Binary && (Form == ElementForm.Hex || IsEbcdic);

    /// <summary>What the count is, in words for an error message.</summary>
    internal string Unit => Counts switch
    {
        LengthUnit.Nibbles => "nibbles",
        LengthUnit.Bytes => "bytes",
        _ when Content == ElementContent.Binary => IsHexText ? "hex characters" : "bytes",
        _ when Content == ElementContent.Text => "characters",
        _ => "digits",
    };
}
