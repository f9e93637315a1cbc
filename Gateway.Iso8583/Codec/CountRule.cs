using System.Runtime.CompilerServices;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>How what a length counts becomes bytes on the wire and units of the value.</summary>
internal enum CountRule : byte
{
    /// <summary>One byte for each: text and raw data.</summary>
    Same,

    /// <summary>Packed digits counted one by one: half as many bytes, rounded up.</summary>
    PackedDigits,

    /// <summary>Packed digits counted by their bytes.</summary>
    PackedBytes,

    /// <summary>A sign and packed digits, all counted one by one.</summary>
    SignedPacked,

    /// <summary>Hex text counted by its characters: two for a byte of the value.</summary>
    HexCharacters,

    /// <summary>Hex text counted by the bytes of its value.</summary>
    HexBytes,

    /// <summary>Text or raw data counted in half bytes.</summary>
    HalfBytes,
}

/// <summary>The arithmetic of the count rules.</summary>
internal static class Counts
{
    internal static CountRule RuleOf(ElementSpec spec)
    {
        if (spec.IsHexText)
        {
            return spec.Counts == LengthUnit.Bytes ? CountRule.HexBytes : CountRule.HexCharacters;
        }

        if (spec.Form == ElementForm.Bcd)
        {
            return spec.Content == ElementContent.SignedNumeric ? CountRule.SignedPacked
                : spec.Counts == LengthUnit.Bytes ? CountRule.PackedBytes : CountRule.PackedDigits;
        }

        return spec.Counts == LengthUnit.Nibbles ? CountRule.HalfBytes : CountRule.Same;
    }

    /// <summary>Bytes on the wire for a count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int WireBytes(CountRule rule, int count) => rule switch
    {
        CountRule.PackedDigits => (count + 1) >> 1,
        CountRule.HexBytes => count * 2,
        CountRule.HalfBytes => count / 2,
        CountRule.SignedPacked => 1 + (count >> 1),
        _ => count,
    };

    /// <summary>The count of a value of so many digits, characters or bytes.</summary>
    internal static int OfValue(CountRule rule, int units) => rule switch
    {
        CountRule.PackedBytes => (units + 1) / 2,
        CountRule.HexCharacters or CountRule.HalfBytes => units * 2,
        _ => units,
    };

    /// <summary>Whether a count stands for whole bytes.</summary>
    internal static bool IsWhole(CountRule rule, int count) => rule is not (CountRule.HexCharacters or CountRule.HalfBytes) || count % 2 == 0;
}
