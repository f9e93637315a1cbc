using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>Decodes one element's value once its length is known.</summary>
internal static class ValueReader
{
    /// <summary>Takes the value from the cursor and keeps it in the message.</summary>
    internal static void Read(ref MessageCursor cursor, ElementSpec spec, int count)
    {
        switch (spec.Form)
        {
            case ElementForm.Bcd:
                ReadBcd(ref cursor, spec, count);
                break;
            case ElementForm.Hex:
                ReadHex(ref cursor, spec, count);
                break;
            case ElementForm.Ascii:
                ReadCharacters(ref cursor, spec, count);
                break;
            default:
                cursor.Take(count, spec.Number).CopyTo(cursor.Room(count));
                cursor.Keep(spec, count);
                break;
        }
    }

    private static void ReadBcd(ref MessageCursor cursor, ElementSpec spec, int count)
    {
        var offset = cursor.Offset;
        var packed = cursor.Take(spec.WireBytes(count), spec.Number);
        var skipFirst = false;
        var fill = 0;
        if (count % 2 == 1)
        {
            skipFirst = spec.Pad == PadSide.Left;
            fill = skipFirst ? packed[0] >> 4 : packed[^1] & 0x0F;
            if (fill != 0 && !(fill == 0x0F && spec.MayFillWithF))
            {
                var place = skipFirst ? offset : cursor.Offset - 1;
                throw cursor.Damage(FormatError.BadFill, spec.Number, place, 1, "a filling nibble 0 beside an odd number of digits");
            }
        }

        var room = cursor.Room(count);
        if (spec.Content == ElementContent.Track)
        {
            Digits.UnpackTrack(packed, skipFirst, room);
        }
        else if (!Digits.TryUnpack(packed, skipFirst, room))
        {
            throw cursor.Damage(FormatError.BadDigit, spec.Number, offset, packed.Length, "decimal digits, two a byte");
        }

        cursor.Keep(spec, count, isFilledWithF: fill != 0);
    }

    private static void ReadHex(ref MessageCursor cursor, ElementSpec spec, int count)
    {
        var offset = cursor.Offset;
        var wire = spec.WireBytes(count);
        if (wire % 2 == 1)
        {
            throw cursor.Damage(FormatError.BadLength, spec.Number, offset, 0, "an even number of hex characters");
        }

        var taken = cursor.Take(wire, spec.Number);
        if (!Digits.TryFromHex(taken, cursor.Room(wire / 2)))
        {
            throw cursor.Damage(FormatError.BadDigit, spec.Number, offset, wire, "hex characters");
        }

        cursor.Keep(spec, wire / 2);
    }

    private static void ReadCharacters(ref MessageCursor cursor, ElementSpec spec, int count)
    {
        var offset = cursor.Offset;
        var taken = cursor.Take(count, spec.Number);
        var digits = taken;
        if (spec.Content == ElementContent.SignedNumeric)
        {
            if (count == 0 || taken[0] is not ((byte)'C' or (byte)'D'))
            {
                throw cursor.Damage(FormatError.BadSign, spec.Number, offset, Math.Min(count, 1), "'C' or 'D' before the digits");
            }

            digits = taken[1..];
        }

        var fits = spec.Content switch
        {
            ElementContent.Numeric or ElementContent.SignedNumeric => Digits.AreDecimal(digits),
            ElementContent.Track => Digits.AreTrack(digits),
            _ => true,
        };
        if (!fits)
        {
            throw cursor.Damage(FormatError.BadDigit, spec.Number, offset, count, "decimal digits, in a track also separators");
        }

        var room = cursor.Room(count);
        taken.CopyTo(room);
        if (spec.Content == ElementContent.Track)
        {
            room.Replace((byte)'D', (byte)'=');
        }

        cursor.Keep(spec, count);
    }
}
