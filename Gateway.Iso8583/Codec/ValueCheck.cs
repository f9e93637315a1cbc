using System.Buffers;
using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>Holds a value's bytes against its row: digits that are digits, fillings, signs, characters of the class.</summary>
internal static class ValueCheck
{
    private static readonly SearchValues<byte> _letters = SearchValues.Create(" ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
    private static readonly SearchValues<byte> _lettersAndDigits
        = SearchValues.Create(" 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>What is wrong with a value; offsets are counted from its first byte.</summary>
    /// <returns>The damage, or null.</returns>
    internal static Damage? Find(in Layout layout, ReadOnlySpan<byte> wire, int count)
    {
        var spec = layout.Spec!;
        if (spec.Form == ElementForm.Bcd)
        {
            return layout.Rule == CountRule.SignedPacked ? FindSigned(spec, wire, count) : FindPacked(layout, wire, count);
        }

        if (!spec.IsEbcdic)
        {
            return FindCharacters(spec, wire);
        }

        var rented = ArrayPool<byte>.Shared.Rent(wire.Length);
        CodePages.Ebcdic(spec.Form).ToLatin(wire, rented);
        var damage = FindCharacters(spec, rented.AsSpan(0, wire.Length));
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return damage;
    }

    /// <summary>What is wrong with the filling nibble of packed digits.</summary>
    internal static Damage? FindFill(ElementSpec spec, ReadOnlySpan<byte> wire, int digits)
    {
        if (digits % 2 == 0)
        {
            return null;
        }

        if (spec.Pad == PadSide.None)
        {
            return new Damage(FormatError.BadLength, "", 0, 0, "an even number of digits");
        }

        var isLeft = spec.Pad == PadSide.Left;
        var fill = isLeft ? wire[0] >> 4 : wire[^1] & 0x0F;
        return spec.Fill.Accepts(fill)
            ? null
            : new Damage(
                FormatError.BadFill, "", isLeft ? 0 : wire.Length - 1, 1, $"a filling nibble {spec.Fill.Nibble:X} beside an odd number of digits");
    }

    private static Damage? FindPacked(in Layout layout, ReadOnlySpan<byte> wire, int count)
    {
        var spec = layout.Spec!;
        var units = layout.Rule == CountRule.PackedBytes ? ValueDecoder.PackedUnits(spec, wire) : count;
        if (units > spec.Max || units < spec.Min)
        {
            // The bytes may be few enough and the digits still too many.
            return units > spec.Max
                ? new Damage(FormatError.TooLong, "", 0, wire.Length, $"at most {spec.Max} digits")
                : new Damage(FormatError.TooShort, "", 0, wire.Length, $"at least {spec.Min} digits");
        }

        if (FindFill(spec, wire, units) is { } fill)
        {
            return fill;
        }

        return spec.Content != ElementContent.Numeric || AreDigits(spec, wire, units)
            ? null
            : new Damage(FormatError.BadDigit, "", 0, wire.Length, "decimal digits, two a byte");
    }

    private static bool AreDigits(ElementSpec spec, ReadOnlySpan<byte> wire, int units)
    {
        if (units % 2 == 0)
        {
            return Digits.ArePacked(wire);
        }

        return spec.Pad == PadSide.Left
            ? (wire[0] & 0x0F) <= 9 && Digits.ArePacked(wire[1..])
            : wire[^1] >> 4 <= 9 && Digits.ArePacked(wire[..^1]);
    }

    private static Damage? FindSigned(ElementSpec spec, ReadOnlySpan<byte> wire, int count)
    {
        if (count == 0 || wire[0] is not ((byte)'C' or (byte)'D'))
        {
            return Sign(count);
        }

        var isFilled = count % 2 == 0;
        if (isFilled && !spec.Fill.Accepts(wire[1] >> 4))
        {
            return new Damage(FormatError.BadFill, "", 1, 1, $"a filling nibble {spec.Fill.Nibble:X} between the sign and an odd number of digits");
        }

        var areDigits = isFilled ? (wire[1] & 0x0F) <= 9 && Digits.ArePacked(wire[2..]) : Digits.ArePacked(wire[1..]);
        return areDigits ? null : new Damage(FormatError.BadDigit, "", 1, wire.Length - 1, "decimal digits, two a byte");
    }

    private static Damage? FindCharacters(ElementSpec spec, ReadOnlySpan<byte> characters)
    {
        switch (spec.Content)
        {
            case ElementContent.Numeric:
                return Unless(Digits.AreDecimal(characters), FormatError.BadDigit, characters, "decimal digits");
            case ElementContent.Hexadecimal:
                return Unless(Digits.AreHex(characters), FormatError.BadDigit, characters, "hexadecimal digits");
            case ElementContent.Binary:
                return Unless(Digits.AreHex(characters), FormatError.BadDigit, characters, "hex characters");
            case ElementContent.Track:
                return Unless(Digits.AreTrack(characters), FormatError.BadDigit, characters, "decimal digits and the separator of a track");
            case ElementContent.SignedNumeric when characters.IsEmpty || characters[0] is not ((byte)'C' or (byte)'D'):
                return Sign(characters.Length);
            case ElementContent.SignedNumeric:
                return Unless(Digits.AreDecimal(characters[1..]), FormatError.BadDigit, characters, "decimal digits behind the sign");
            default:
                return FindText(spec, characters);
        }
    }

    private static Damage? FindText(ElementSpec spec, ReadOnlySpan<byte> characters)
    {
        if (spec.Form == ElementForm.Ascii && characters.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            return new Damage(FormatError.BadCharacter, "", at, 1, "a character of seven bits");
        }

        if (!spec.IsStrict)
        {
            return null;
        }

        if (CodePages.WideText(spec.Form) is { } encoding)
        {
            // A decoder puts something else where bytes are no character, and that is not written as the same bytes.
            var isText = encoding.GetBytes(encoding.GetString(characters)).AsSpan().SequenceEqual(characters);
            return Unless(isText, FormatError.BadCharacter, characters, "text in the element's encoding");
        }

        var wrong = spec.Characters switch
        {
            CharacterClass.Alphabetic => characters.IndexOfAnyExcept(_letters),
            CharacterClass.AlphaNumeric => characters.IndexOfAnyExcept(_lettersAndDigits),
            CharacterClass.AlphaSpecial => First(characters, value => value is >= (byte)' ' and <= (byte)'~' and not (>= (byte)'0' and <= (byte)'9')),
            _ => characters.IndexOfAnyExceptInRange((byte)' ', (byte)'~'),
        };
        return wrong < 0 ? null : new Damage(FormatError.BadCharacter, "", wrong, 1, $"characters of the class {Words(spec.Characters)}");
    }

    private static int First(ReadOnlySpan<byte> characters, Func<byte, bool> isRight)
    {
        for (var i = 0; i < characters.Length; i++)
        {
            if (!isRight(characters[i]))
            {
                return i;
            }
        }

        return -1;
    }

    internal static string Words(CharacterClass characters) => characters switch
    {
        CharacterClass.Alphabetic => "a",
        CharacterClass.AlphaNumeric => "an",
        CharacterClass.AlphaSpecial => "as",
        _ => "ans",
    };

    private static Damage Sign(int length) => new(FormatError.BadSign, "", 0, Math.Min(length, 1), "'C' or 'D' before the digits");

    private static Damage? Unless(bool holds, FormatError error, ReadOnlySpan<byte> characters, string expected)
        => holds ? null : new Damage(error, "", 0, characters.Length, expected);
}
