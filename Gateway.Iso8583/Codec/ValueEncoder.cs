using System.Text;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Turns a value into its bytes on the wire; refuses one that does not fit, naming the element and not the value.</summary>
internal static class ValueEncoder
{
    /// <summary>What the length of a value counts.</summary>
    /// <exception cref="IsoValueException">The value is too long, too short, or not made of what the element is made of.</exception>
    internal static int Count(in Layout layout, ReadOnlySpan<byte> value, StoredAs kind)
    {
        var spec = layout.Spec!;
        var units = Units(spec, value, kind);
        if (units > spec.Max || units < spec.Min || (spec.IsFixed && units < spec.Max && spec.Filler == PadSide.None))
        {
            throw WrongSize(spec, units);
        }

        units = spec.IsFixed ? spec.Max : units;

        if (spec.Form == ElementForm.Bcd && spec.Content != ElementContent.SignedNumeric)
        {
            RequireFill(layout, value, units);
        }

        var count = Counts.OfValue(layout.Rule, units);
        Require(layout.LengthBytes == 0 || Prefix(layout, count) <= layout.MaxPrefix, FormatError.TooLong, spec, "the value is too long for its length");
        return count;
    }

    /// <summary>The number that stands in front of a value.</summary>
    internal static int Prefix(in Layout layout, int count)
        => !layout.CountsItself ? count : count + (layout.Rule == CountRule.HalfBytes ? 2 * layout.LengthBytes : layout.LengthBytes);

    /// <summary>Encodes a value so that it fills the target.</summary>
    /// <exception cref="IsoValueException">The value is not made of what the element is made of.</exception>
    internal static void Write(in Layout layout, ReadOnlySpan<byte> value, StoredAs kind, Span<byte> target)
    {
        var spec = layout.Spec!;
        if (spec.Content == ElementContent.Binary)
        {
            WriteBinary(spec, value, kind, target);
        }
        else if (spec.Form == ElementForm.Bcd)
        {
            WritePacked(layout, value, target);
        }
        else if (CodePages.WideText(spec.Form) is { } encoding && kind != StoredAs.Bytes)
        {
            WriteWide(spec, encoding.GetBytes(Unicode(value, kind)), target);
        }
        else
        {
            WriteCharacters(layout, value, target);
        }
    }

    private static int Units(ElementSpec spec, ReadOnlySpan<byte> value, StoredAs kind)
    {
        if (spec.Content == ElementContent.Binary)
        {
            // Text in a binary element is hex, as IsoMessage.Text gives it.
            Require(kind == StoredAs.Bytes || value.Length % 2 == 0, FormatError.BadLength, spec, "binary data given as text is an even number of hex characters");
            return kind == StoredAs.Bytes ? value.Length : value.Length / 2;
        }

        if (CodePages.WideText(spec.Form) is { } encoding && kind != StoredAs.Bytes)
        {
            return Measured(spec, encoding, Unicode(value, kind));
        }

        Require(kind != StoredAs.Unicode, FormatError.BadCharacter, spec, "a character is outside its encoding");
        return value.Length;
    }

    private static int Measured(ElementSpec spec, Encoding encoding, string text)
    {
        var bytes = encoding.GetBytes(text);
        Require(encoding.GetString(bytes) == text, FormatError.BadCharacter, spec, "a character is outside its encoding");
        return bytes.Length;
    }

    private static string Unicode(ReadOnlySpan<byte> value, StoredAs kind)
        => (kind == StoredAs.Unicode ? Encoding.UTF8 : Encoding.Latin1).GetString(value);

    private static void RequireFill(in Layout layout, ReadOnlySpan<byte> value, int units)
    {
        var spec = layout.Spec!;
        var isOdd = units % 2 == 1;
        Require(!isOdd || spec.Pad != PadSide.None, FormatError.BadLength, spec, "an odd number of digits where no filling is known");
        if (layout.Rule != CountRule.PackedBytes || ValueDecoder.IsKnown(spec) || units == 0)
        {
            return;
        }

        // Where the length counts bytes, only a nibble that is no digit tells that it fills; and then no value may have it there.
        var edge = value[spec.Pad == PadSide.Left ? 0 : ^1];
        var outermost = edge == (byte)'=' ? 0x0D : Digits.Nibble(edge);
        var isClear = isOdd ? spec.Fill.Nibble > 9
            : spec.Pad == PadSide.None || outermost is <= 9 or > 15 || !spec.Fill.Accepts(outermost);
        Require(isClear, FormatError.BadLength, spec, "an odd number of digits cannot be told from an even one: the length counts bytes");
    }

    private static void WritePacked(in Layout layout, ReadOnlySpan<byte> value, Span<byte> target)
    {
        var spec = layout.Spec!;
        if (layout.Rule == CountRule.SignedPacked)
        {
            Require(!value.IsEmpty && value[0] is (byte)'C' or (byte)'D', FormatError.BadSign, spec, "the value does not begin with 'C' or 'D'");
            target[0] = value[0];
            Require(
                Digits.TryPack(value[1..], skipFirst: value.Length % 2 == 0, 9, spec.Fill.Nibble, target[1..]),
                FormatError.BadDigit, spec, "digits behind the sign");
            return;
        }

        var highest = spec.Content == ElementContent.Numeric ? 9 : 15;
        var skipFirst = value.Length % 2 == 1 && spec.Pad == PadSide.Left;
        Require(
            Digits.TryPack(value, skipFirst, highest, spec.Fill.Nibble, target)
                && (spec.Content == ElementContent.Track || !value.Contains((byte)'=')),
            FormatError.BadDigit, spec, spec.Content == ElementContent.Track ? "a track is digits and '=' or 'D'" : "the value is not digits");
    }

    private static void WriteBinary(ElementSpec spec, ReadOnlySpan<byte> value, StoredAs kind, Span<byte> target)
    {
        if (kind == StoredAs.Bytes && !spec.IsHexText)
        {
            value.CopyTo(target);
            return;
        }

        if (kind != StoredAs.Bytes)
        {
            Require(Digits.AreHex(value), FormatError.BadDigit, spec, "binary data given as text is not hex");
        }

        if (!spec.IsHexText)
        {
            Digits.TryFromHex(value, target);
            return;
        }

        if (kind == StoredAs.Bytes)
        {
            Digits.ToHex(value, target);
        }
        else
        {
            Ascii.ToUpper(value, target, out _);
        }

        if (spec.IsEbcdic)
        {
            CodePages.Ebcdic(spec.Form).FromLatin(target, target);
        }
    }

    private static void WriteCharacters(in Layout layout, ReadOnlySpan<byte> value, Span<byte> target)
    {
        var spec = layout.Spec!;
        if (value.Length == target.Length)
        {
            value.CopyTo(target);
        }
        else
        {
            target.Fill((byte)' ');
            value.CopyTo(target[(spec.Filler == PadSide.Left ? target.Length - value.Length : 0)..]);
        }

        if (layout.Check == QuickCheck.None || (layout.Check == QuickCheck.Decimal && Digits.AreDecimal(target)))
        {
            return;
        }

        if (spec.Content == ElementContent.Track)
        {
            target.Replace((byte)'D', (byte)'=');
        }

        if (spec.IsEbcdic)
        {
            CodePages.Ebcdic(spec.Form).FromLatin(target, target);
        }

        if (ValueCheck.Find(layout, target, target.Length) is { } damage)
        {
            throw new IsoValueException(damage.Error, spec, $"the value is not {damage.Expected}");
        }
    }

    private static void WriteWide(ElementSpec spec, ReadOnlySpan<byte> encoded, Span<byte> target)
    {
        target.Fill((byte)' ');
        encoded.CopyTo(target[(spec.Filler == PadSide.Left ? target.Length - encoded.Length : 0)..]);
    }

    private static IsoValueException WrongSize(ElementSpec spec, int units)
        => units > spec.Max
            ? new IsoValueException(FormatError.TooLong, spec, $"the value is longer than {spec.Max}")
            : new IsoValueException(FormatError.TooShort, spec, $"the value is shorter than {(spec.IsFixed ? spec.Max : spec.Min)}");

    private static void Require(bool holds, FormatError error, ElementSpec spec, string fault)
    {
        if (!holds)
        {
            throw new IsoValueException(error, spec, fault);
        }
    }
}
