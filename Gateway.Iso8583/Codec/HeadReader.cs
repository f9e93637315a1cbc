using System.Buffers.Binary;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Reads what stands in front of the elements: a header where the dialect has one, the message type, the bitmaps.</summary>
internal static class HeadReader
{
    /// <summary>Reads the head of a message.</summary>
    /// <param name="dialect">How it stands there.</param>
    /// <param name="body">The message.</param>
    /// <param name="into">Receives type, header and number of bitmaps.</param>
    /// <param name="announced">The elements that follow.</param>
    /// <returns>Where the first of them begins.</returns>
    internal static int Read(Dialect dialect, ReadOnlySpan<byte> body, IsoMessage into, out ElementSet announced)
    {
        var offset = dialect.Header.Spec is null ? 0 : ReadHeader(dialect.Header, body, into);
        offset = ReadType(dialect, body, offset, into);
        var bitmaps = offset;
        offset = ReadBitmaps(dialect, body, offset, into, out announced);
        if (dialect.BitmapForm != ElementForm.Binary || dialect.SecondaryForm != ElementForm.Binary)
        {
            // Hex characters may be of either case, and are written again as they came.
            into.FoundBitmaps(bitmaps, offset, announced);
        }

        return offset;
    }

    private static int ReadHeader(in Layout layout, ReadOnlySpan<byte> body, IsoMessage into)
    {
        if (!Locator.TryFind(layout, body, 0, out var place))
        {
            throw IsoFormatException.Of(Locator.Explain(layout, body, 0), "h", into);
        }

        var wire = body.Slice(place.Value, place.WireBytes);
        if (layout.Check != QuickCheck.None && ValueCheck.Find(layout, wire, place.Count) is { } damage)
        {
            throw IsoFormatException.Of(damage with { Offset = place.Value + damage.Offset }, "h", into);
        }

        var value = new byte[2 * wire.Length];
        into.FoundHeader(value.AsSpan(0, ValueDecoder.Decode(layout, wire, place.Count, value)), place.End);
        return place.End;
    }

    private static int ReadType(Dialect dialect, ReadOnlySpan<byte> body, int offset, IsoMessage into)
    {
        var form = dialect.TypeForm;
        var size = form == ElementForm.Bcd ? 2 : 4;
        if (body.Length - offset < size)
        {
            throw IsoFormatException.Of(Locator.Missing(offset, size, body.Length - offset), 0, into);
        }

        var taken = body.Slice(offset, size);
        var fits = form switch
        {
            ElementForm.Bcd => Digits.TryUnpackFour(taken, dialect.HasFreeType, out var characters) && Take(characters, isFree: true, into),
            ElementForm.Ascii => Take(BinaryPrimitives.ReadUInt32BigEndian(taken), dialect.HasFreeType, into),
            _ => Take(FromEbcdic(taken, form), dialect.HasFreeType, into),
        };
        if (fits)
        {
            return offset + size;
        }

        var expected = dialect.HasFreeType ? "four printable characters" : "four decimal digits";
        throw IsoFormatException.Of(new Damage(FormatError.BadMessageType, "", offset, size, expected), 0, into);
    }

    private static uint FromEbcdic(ReadOnlySpan<byte> taken, ElementForm form)
    {
        Span<byte> latin = stackalloc byte[4];
        CodePages.Ebcdic(form).ToLatin(taken, latin);
        return BinaryPrimitives.ReadUInt32BigEndian(latin);
    }

    private static bool Take(uint characters, bool isFree, IsoMessage into)
    {
        if (!(isFree ? MessageType.IsPrintable(characters) : MessageType.IsDecimal(characters)))
        {
            return false;
        }

        into.Type = MessageType.FromCharacters(characters);
        return true;
    }

    private static int ReadBitmaps(Dialect dialect, ReadOnlySpan<byte> body, int offset, IsoMessage into, out ElementSet announced)
    {
        var first = ReadBitmap(body, ref offset, into, 1, dialect.BitmapForm);
        announced = new ElementSet(first & ~ElementSet.FirstBit, 0, 0);
        into.BitmapCount = 1;
        if ((first & ElementSet.FirstBit) == 0)
        {
            return offset;
        }

        Allow(dialect.HasSecondary, "bit 1 to be 0: this dialect has one bitmap", offset, dialect.BitmapForm, into);
        var second = ReadBitmap(body, ref offset, into, 65, dialect.SecondaryForm);
        announced = announced with { Second = second & ~ElementSet.FirstBit };
        into.BitmapCount = 2;
        if ((second & ElementSet.FirstBit) == 0)
        {
            return offset;
        }

        Allow(dialect.HasTertiary, "bit 65 to be 0: there is no third bitmap", offset, dialect.SecondaryForm, into);
        var third = ReadBitmap(body, ref offset, into, 129, dialect.SecondaryForm);
        announced = announced with { Third = third & ~ElementSet.FirstBit };
        into.BitmapCount = 3;
        Allow((third & ElementSet.FirstBit) == 0, "bit 129 to be 0: there is no fourth bitmap", offset, dialect.SecondaryForm, into);
        return offset;
    }

    private static ulong ReadBitmap(ReadOnlySpan<byte> body, ref int offset, IsoMessage into, int position, ElementForm form)
    {
        var size = Bitmap.Bytes(form);
        if (body.Length - offset < size)
        {
            throw IsoFormatException.Of(Locator.Missing(offset, size, body.Length - offset), position, into);
        }

        if (!Bitmap.TryRead(body.Slice(offset, size), form, out var bits))
        {
            throw IsoFormatException.Of(new Damage(FormatError.BadBitmap, "", offset, size, "16 hex characters"), position, into);
        }

        offset += size;
        return bits;
    }

    private static void Allow(bool holds, string expected, int offset, ElementForm form, IsoMessage into)
    {
        if (!holds)
        {
            var size = Bitmap.Bytes(form);
            var damage = new Damage(FormatError.BitmapNotAllowed, "", offset - size, size, expected);
            throw IsoFormatException.Of(damage, Bitmap.Position(into.BitmapCount), into);
        }
    }
}
