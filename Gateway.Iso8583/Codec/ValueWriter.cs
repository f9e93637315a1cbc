using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Encodes one element's value; refuses a value that does not fit, naming the element and not the value.</summary>
internal static class ValueWriter
{
    /// <summary>What the length of the value counts: digits, characters, bytes or hex characters.</summary>
    internal static int Count(ElementSpec spec, in ElementValue value)
    {
        var units = value.Length;
        if (spec.Content == ElementContent.Binary && !value.IsBinary)
        {
            // Text in a binary element is hex, as IsoMessage.Text gives it.
            Require(units % 2 == 0, spec, "binary data given as text is an even number of hex characters");
            units /= 2;
        }

        Require(units <= spec.Max, spec, "the value is too long");
        Require(spec.Length != LengthKind.Fixed || units == spec.Max, spec, "the value is too short");
        return spec.Form == ElementForm.Hex && !spec.CountsBytes ? units * 2 : units;
    }

    /// <summary>Encodes the value so that it fills the target.</summary>
    internal static void Write(ElementSpec spec, in ElementValue value, Span<byte> target)
    {
        var source = value.Span;
        if (spec.Content == ElementContent.Binary)
        {
            WriteBinary(spec, value, target);
        }
        else if (spec.Form == ElementForm.Bcd)
        {
            WriteBcd(spec, value, target);
        }
        else
        {
            WriteCharacters(spec, source, target);
        }
    }

    private static void WriteBcd(ElementSpec spec, in ElementValue value, Span<byte> target)
    {
        var isTrack = spec.Content == ElementContent.Track;
        var isOdd = value.Length % 2 == 1;
        var skipFirst = isOdd && spec.Pad == PadSide.Left;
        Require(
            Digits.TryPack(value.Span, skipFirst, isTrack, target),
            spec,
            isTrack ? "a track is digits and '=' or 'D'" : "the value is not decimal digits");
        if (isOdd && value.IsFilledWithF && spec.MayFillWithF)
        {
            target[skipFirst ? 0 : ^1] |= skipFirst ? (byte)0xF0 : (byte)0x0F;
        }
    }

    private static void WriteBinary(ElementSpec spec, in ElementValue value, Span<byte> target)
    {
        var isHexForm = spec.Form == ElementForm.Hex;
        if (!value.IsBinary)
        {
            var bytes = isHexForm ? new byte[value.Length / 2] : target;
            Require(Digits.TryFromHex(value.Span, bytes), spec, "binary data given as text is not hex");
            if (isHexForm)
            {
                Digits.ToHex(bytes, target);
            }
        }
        else if (isHexForm)
        {
            Digits.ToHex(value.Span, target);
        }
        else
        {
            value.Span.CopyTo(target);
        }
    }

    private static void WriteCharacters(ElementSpec spec, ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        switch (spec.Content)
        {
            case ElementContent.Numeric:
                Require(Digits.AreDecimal(source), spec, "the value is not decimal digits");
                break;
            case ElementContent.SignedNumeric:
                var isSigned = source.Length > 0 && source[0] is (byte)'C' or (byte)'D';
                Require(isSigned && Digits.AreDecimal(source[1..]), spec, "the value is not 'C' or 'D' and decimal digits");
                break;
            case ElementContent.Track:
                Require(Digits.AreTrack(source), spec, "a track is digits and '=' or 'D'");
                target.Replace((byte)'D', (byte)'=');
                break;
            default:
                break;
        }
    }

    private static void Require(bool holds, ElementSpec spec, string fault)
    {
        if (!holds)
        {
            throw new ArgumentException($"Element {spec.Number} (length {spec.Max}) cannot be written: {fault}.");
        }
    }
}
