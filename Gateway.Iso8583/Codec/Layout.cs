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
        LengthForm = spec.LengthForm;
        Check = CheckOf(spec);
        Inside = spec.Inside is null ? null : StructureLayout.Of(spec.Inside);
        IsSplit = spec.Inside is { IsStrict: true };
        Key = spec.Key;
        CountsItself = spec.CountsItself;
        IsWhole = Rule is not (CountRule.HexCharacters or CountRule.HalfBytes);
    }

    internal readonly ElementSpec? Spec;
    internal readonly string? Key;
    internal readonly StructureLayout? Inside;
    internal readonly int MaxCount;
    internal readonly int MinCount;
    internal readonly CountRule Rule;
    internal readonly QuickCheck Check;
    internal readonly byte LengthBytes;
    internal readonly ElementForm LengthForm;

    /// <summary>Whether the value has parts that are looked at when it is read.</summary>
    internal readonly bool IsSplit;

    internal readonly bool CountsItself;

    /// <summary>Whether any count stands for whole bytes.</summary>
    internal readonly bool IsWhole;

    private static QuickCheck CheckOf(ElementSpec spec) => spec switch
    {
        { Form: ElementForm.Ascii, Content: ElementContent.Numeric } => QuickCheck.Decimal,
        { Form: ElementForm.Bcd, Content: ElementContent.Numeric, Counts: not LengthUnit.Bytes } => QuickCheck.Packed,
        { Form: ElementForm.Binary } or { Form: ElementForm.Latin1, Content: ElementContent.Text, IsStrict: false } => QuickCheck.None,
        { Form: ElementForm.Gbk or ElementForm.Utf8, IsStrict: false } => QuickCheck.None,
        _ => QuickCheck.Full,
    };
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

    /// <summary>Whatever <see cref="ValueCheck"/> says.</summary>
    Full,
}
