using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>One row of a dialect, prepared for reading: what would be asked again for every message is answered once here.</summary>
internal readonly struct Layout
{
    internal Layout(ElementSpec spec)
    {
        Spec = spec;
        Rule = Codec.Counts.RuleOf(spec);
        MaxCount = Codec.Counts.OfValue(Rule, spec.Max);
        MinCount = spec.IsFixed ? MaxCount : Codec.Counts.OfValue(Rule, spec.Min);
        LengthBytes = (byte)(spec.IsFixed ? 0 : spec.LengthBytes);
        FixedBytes = Codec.Counts.WireBytes(Rule, MaxCount);
        (AcceptedFill, IsFilledLeft) = (spec.Fill.Accepted, spec.Pad == PadSide.Left);
        LengthForm = spec.LengthForm;
        Prefix = PrefixOf(LengthBytes, LengthForm, spec.CountsItself);
        MaxPrefix = LengthField.Highest(LengthBytes, LengthForm);
        Check = CheckOf(spec);
        Inside = spec.Inside is null ? null : StructureLayout.Of(spec.Inside);
        IsSplit = spec.Inside is { IsStrict: true } && !SaysNothingNew(spec);
        Key = spec.Key;
        CountsItself = spec.CountsItself;
        IsWhole = Rule is not (CountRule.HexCharacters or CountRule.HalfBytes);
        Write = QuickWriter.FormOf(this, spec);
    }

    /// <summary>No element: takes more room than any message has, so that it is never found.</summary>
    internal static Layout Absent => new(int.MaxValue);

    private Layout(int fixedBytes) => FixedBytes = fixedBytes;

    internal readonly ElementSpec? Spec;
    internal readonly string? Key;
    internal readonly StructureLayout? Inside;
    internal readonly int MaxCount;
    internal readonly int MinCount;

    /// <summary>Bit n is set when nibble n may fill an odd number of packed digits.</summary>
    internal readonly ushort AcceptedFill;

    /// <summary>Whether that nibble is the first one; else it is the last.</summary>
    internal readonly bool IsFilledLeft;

    /// <summary>Bytes of the value when its length is fixed.</summary>
    internal readonly int FixedBytes;

    /// <summary>The highest number that the length in front can say.</summary>
    internal readonly int MaxPrefix;
    internal readonly CountRule Rule;
    internal readonly QuickCheck Check;
    internal readonly byte LengthBytes;
    internal readonly QuickPrefix Prefix;
    internal readonly QuickWrite Write;
    internal readonly ElementForm LengthForm;

    /// <summary>Whether the value has parts that are looked at when it is read.</summary>
    internal readonly bool IsSplit;

    internal readonly bool CountsItself;

    /// <summary>Whether any count stands for whole bytes.</summary>
    internal readonly bool IsWhole;

    /// <summary>Whether fixed parts fill a fixed value and are made of what it is made of, so that a sound value has sound parts.</summary>
    private static bool SaysNothingNew(ElementSpec spec)
        => spec is { IsFixed: true, Filler: PadSide.None, Inside.Kind: StructureKind.Positional }
            && spec.Inside.Parts.Sum(part => part.Max) == spec.Max
            && spec.Inside.Parts.All(part => part is { IsFixed: true, Inside: null } && Follows(spec, part));

    private static bool Follows(ElementSpec spec, ElementSpec part)
        => part.Content == ElementContent.Text
            ? spec.Content is ElementContent.Numeric or ElementContent.Text && part is { IsStrict: false, Form: ElementForm.Latin1 }
            : spec.Content == ElementContent.Numeric && part is { Content: ElementContent.Numeric, Form: ElementForm.Ascii };

    private static QuickPrefix PrefixOf(int bytes, ElementForm form, bool countsItself) => (bytes, form, countsItself) switch
    {
        (0, _, _) => QuickPrefix.None,
        (2, ElementForm.Ascii, false) => QuickPrefix.TwoDigits,
        (3, ElementForm.Ascii, false) => QuickPrefix.ThreeDigits,
        (1, ElementForm.Bcd, false) => QuickPrefix.OnePacked,
        (2, ElementForm.Bcd, false) => QuickPrefix.TwoPacked,
        _ => QuickPrefix.Other,
    };

    private static QuickCheck CheckOf(ElementSpec spec) => spec switch
    {
        { Form: ElementForm.Ascii, Content: ElementContent.Numeric } => QuickCheck.Decimal,
        { Form: ElementForm.Bcd, Content: ElementContent.Numeric, Counts: not LengthUnit.Bytes, Pad: not PadSide.None } => QuickCheck.Packed,
        { Form: ElementForm.Bcd, Content: ElementContent.Track, Counts: not LengthUnit.Bytes, Pad: not PadSide.None } => QuickCheck.PackedTrack,
        { Form: ElementForm.Ascii, Content: ElementContent.Track } => QuickCheck.Track,
        { Form: ElementForm.Hex, Content: ElementContent.Binary } => QuickCheck.Hex,
        { Form: ElementForm.Binary } or { Form: ElementForm.Latin1, Content: ElementContent.Text, IsStrict: false } => QuickCheck.None,
        { Form: ElementForm.Gbk or ElementForm.Utf8, IsStrict: false } => QuickCheck.None,
        _ => QuickCheck.Full,
    };
}

/// <summary>The lengths that nearly every dialect has, read without a loop.</summary>
internal enum QuickPrefix : byte
{
    /// <summary>The length is fixed.</summary>
    None,

    /// <summary>Two ASCII digits.</summary>
    TwoDigits,

    /// <summary>Three ASCII digits.</summary>
    ThreeDigits,

    /// <summary>One byte BCD.</summary>
    OnePacked,

    /// <summary>Two bytes BCD.</summary>
    TwoPacked,

    /// <summary>Whatever <see cref="LengthField"/> reads.</summary>
    Other,
}

/// <summary>How a value is checked when it is read.</summary>
internal enum QuickCheck : byte
{
    /// <summary>Every byte may stand there.</summary>
    None,

    /// <summary>Decimal digits, one a byte.</summary>
    Decimal,

    /// <summary>Decimal digits, two a byte.</summary>
    Packed,

    /// <summary>Digits and separators, two a byte.</summary>
    PackedTrack,

    /// <summary>Digits and separators, one a byte.</summary>
    Track,

    /// <summary>Hex characters.</summary>
    Hex,

    /// <summary>Whatever <see cref="ValueCheck"/> says.</summary>
    Full,
}
