using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>Reads messages of one dialect. Stateless and safe for use from any thread.</summary>
/// <remarks>Strict: what this accepts, <see cref="MessageWriter"/> turns into the same bytes again.</remarks>
/// <param name="dialect">The dialect to read.</param>
public sealed class MessageReader(Dialect dialect)
{
    private static readonly ElementSet _all = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>Reads one message.</summary>
    /// <param name="body">From the message type to the last element: no length, TPDU or frame header.</param>
    /// <returns>The message; it holds a copy, so the bytes may be reused.</returns>
    /// <exception cref="IsoFormatException">The bytes are not one whole message of the dialect.</exception>
    public IsoMessage Read(ReadOnlySpan<byte> body)
    {
        var message = new IsoMessage();
        Read(body.ToArray(), 0, body.Length, message, _all);
        return message;
    }

    /// <summary>Reads one message into an object that is used again and again; nothing is copied and nothing allocated.</summary>
    /// <param name="body">From the message type to the last element. Must not change while the message is used.</param>
    /// <param name="into">Forgets what it held.</param>
    /// <exception cref="IsoFormatException">The bytes are not one whole message of the dialect; <paramref name="into"/> holds what was
    /// read before the damage.</exception>
    public void Read(ReadOnlyMemory<byte> body, IsoMessage into) => Read(body, into, _all);

    /// <summary>Reads what a router needs and no more: it stops behind the last element asked for.</summary>
    /// <param name="body">Begins with the message type; may be cut off behind the last element asked for.</param>
    /// <param name="into">Forgets what it held; afterwards it has those of the elements asked for that are present.</param>
    /// <param name="wanted">The elements asked for; what stands between them is stepped over unchecked.</param>
    /// <exception cref="IsoFormatException">The bytes are not the beginning of a message of the dialect.</exception>
    public void Read(ReadOnlyMemory<byte> body, IsoMessage into, ElementSet wanted)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (MemoryMarshal.TryGetArray(body, out var array))
        {
            Read(array.Array!, array.Offset, array.Count, into, wanted);
        }
        else
        {
            Read(body.ToArray(), 0, body.Length, into, wanted);
        }
    }

    private void Read(byte[] frame, int start, int length, IsoMessage into, in ElementSet wanted)
    {
        into.Begin(dialect, frame, start);
        var body = new ReadOnlySpan<byte>(frame, start, length);
        var offset = dialect.Header.Spec is null ? 0 : ReadHeader(body, into);
        ReadType(body, ref offset, into);
        var bitmaps = offset;
        var announced = ReadBitmaps(body, ref offset, into);
        into.FoundBitmaps(bitmaps, offset, announced);
        var isPartial = wanted != _all;
        ReadElements(body, ref offset, into, isPartial ? Until(announced, wanted) : announced, wanted);
        if (offset < length && !isPartial)
        {
            throw Damaged(new Damage(FormatError.TrailingBytes, "", offset, length - offset, "the end of the message"), announced.Highest > 0 ? announced.Highest : Bitmap.Position(into.BitmapCount), into);
        }
    }

    private void ReadElements(ReadOnlySpan<byte> body, ref int offset, IsoMessage into, in ElementSet announced, in ElementSet wanted)
    {
        var first = ReadWord(body, ref offset, into, announced.First, wanted.First, 1, default);
        if ((announced.Second | announced.Third) != 0)
        {
            var found = new ElementSet(first, 0, 0);
            found = found with { Second = ReadWord(body, ref offset, into, announced.Second, wanted.Second, 65, found) };
            found = found with { Third = ReadWord(body, ref offset, into, announced.Third, wanted.Third, 129, found) };
        }
    }

    /// <summary>Reads the elements of one bitmap.</summary>
    /// <returns>Those that were wanted and found.</returns>
    private ulong ReadWord(ReadOnlySpan<byte> body, ref int offset, IsoMessage into, ulong bits, ulong wanted, int first, in ElementSet before)
    {
        var layouts = dialect.Layouts;
        var found = 0UL;
        var at = offset;
        while (bits != 0)
        {
            var index = BitOperations.LeadingZeroCount(bits);
            var bit = ElementSet.FirstBit >> index;
            bits ^= bit;
            var element = first + index;
            if ((uint)element >= (uint)layouts.Length || layouts[element].Spec is null)
            {
                Keep(into, before, found, first);
                throw Unknown(element, at, into);
            }

            ref readonly var layout = ref layouts[element];
            if (!Locator.TryFind(layout, body, at, out var place))
            {
                Keep(into, before, found, first);
                throw Damaged(Locator.Explain(layout, body, at), element, into);
            }

            if ((wanted & bit) != 0)
            {
                into.Found(element, place);
                if (layout.Check != QuickCheck.None && !IsSound(layout, body.Slice(place.Value, place.WireBytes), place.Count))
                {
                    Keep(into, before, found, first);
                    Examine(layout, body, place, element, into);
                }

                if (layout.IsSplit && into.Value(element, out _) is var value && PartCheck.Find(layout.Inside!, value) is { } inside)
                {
                    Keep(into, before, found, first);
                    var onWire = PartCheck.OnTheWire(layout, inside, place.WireBytes, value.Length);
                    throw Damaged(onWire with { Offset = onWire.Offset + place.Value }, element, into);
                }

                found |= bit;
            }

            at = place.End;
        }

        offset = at;
        Keep(into, before, found, first);
        return found;
    }

    private static void Keep(IsoMessage into, in ElementSet before, ulong found, int first) => into.Has(first switch
    {
        1 => before with { First = found },
        65 => before with { Second = found },
        _ => before with { Third = found },
    });

    /// <summary>The checks that settle nearly every element at once; what they do not settle is examined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSound(in Layout layout, ReadOnlySpan<byte> value, int count) => layout.Check switch
    {
        QuickCheck.Decimal => Digits.AreDecimal(value),
        QuickCheck.Packed => Digits.ArePacked(value) && (count % 2 == 0 || ValueCheck.FindFill(layout.Spec!, value, count) is null),
        _ => ValueCheck.Find(layout, value, count) is null,
    };

    private static void Examine(in Layout layout, ReadOnlySpan<byte> body, in Place place, int element, IsoMessage into)
    {
        if (ValueCheck.Find(layout, body.Slice(place.Value, place.WireBytes), place.Count) is { } damage)
        {
            throw Damaged(damage with { Offset = damage.Offset + place.Value }, element, into);
        }
    }

    private int ReadHeader(ReadOnlySpan<byte> body, IsoMessage into)
    {
        ref readonly var layout = ref dialect.Header;
        if (!Locator.TryFind(layout, body, 0, out var place))
        {
            throw Damaged(Locator.Explain(layout, body, 0), "h", into);
        }

        var wire = body.Slice(place.Value, place.WireBytes);
        if (layout.Check != QuickCheck.None && ValueCheck.Find(layout, wire, place.Count) is { } damage)
        {
            throw Damaged(damage with { Offset = place.Value + damage.Offset }, "h", into);
        }

        var value = new byte[2 * wire.Length];
        into.FoundHeader(value.AsSpan(0, ValueDecoder.Decode(layout, wire, place.Count, value)), place.End);
        return place.End;
    }

    private void ReadType(ReadOnlySpan<byte> body, ref int offset, IsoMessage into)
    {
        var size = dialect.TypeForm == ElementForm.Bcd ? 2 : 4;
        if (body.Length - offset < size)
        {
            throw Damaged(Locator.Missing(offset, size, body.Length - offset), "0", into);
        }

        var taken = body.Slice(offset, size);
        uint characters;
        bool fits;
        if (dialect.TypeForm == ElementForm.Bcd)
        {
            fits = Digits.TryUnpackFour(taken, dialect.HasFreeType, out characters);
        }
        else
        {
            Span<byte> latin = stackalloc byte[4];
            taken.CopyTo(latin);
            if (dialect.TypeForm != ElementForm.Ascii)
            {
                CodePages.Ebcdic(dialect.TypeForm).ToLatin(taken, latin);
            }

            characters = BinaryPrimitives.ReadUInt32BigEndian(latin);
            fits = dialect.HasFreeType ? !latin.ContainsAnyExceptInRange((byte)'!', (byte)'~') : MessageType.IsDecimal(characters);
        }

        if (!fits)
        {
            var expected = dialect.HasFreeType ? "four printable characters" : "four decimal digits";
            throw Damaged(new Damage(FormatError.BadMessageType, "", offset, size, expected), "0", into);
        }

        into.Type = MessageType.FromCharacters(characters);
        offset += size;
    }

    private ElementSet ReadBitmaps(ReadOnlySpan<byte> body, ref int offset, IsoMessage into)
    {
        var first = ReadBitmap(body, ref offset, into, 1, dialect.BitmapForm);
        into.BitmapCount = 1;
        if ((first & ElementSet.FirstBit) == 0)
        {
            return new ElementSet(first, 0, 0);
        }

        Allow(dialect.HasSecondary, 1, "bit 1 to be 0: this dialect has one bitmap", offset, dialect.BitmapForm, into);
        var second = ReadBitmap(body, ref offset, into, 65, dialect.SecondaryForm);
        into.BitmapCount = 2;
        var third = 0UL;
        if ((second & ElementSet.FirstBit) != 0)
        {
            Allow(dialect.HasTertiary, 65, "bit 65 to be 0: there is no third bitmap", offset, dialect.SecondaryForm, into);
            third = ReadBitmap(body, ref offset, into, 129, dialect.SecondaryForm);
            Allow((third & ElementSet.FirstBit) == 0, 129, "bit 129 to be 0: there is no fourth bitmap", offset, dialect.SecondaryForm, into);
            into.BitmapCount = 3;
        }

        return new ElementSet(first & ~ElementSet.FirstBit, second & ~ElementSet.FirstBit, third);
    }

    private static ulong ReadBitmap(ReadOnlySpan<byte> body, ref int offset, IsoMessage into, int number, ElementForm form)
    {
        var size = Bitmap.Bytes(form);
        if (body.Length - offset < size)
        {
            throw Damaged(Locator.Missing(offset, size, body.Length - offset), number, into);
        }

        if (!Bitmap.TryRead(body.Slice(offset, size), form, out var bits))
        {
            throw Damaged(new Damage(FormatError.BadBitmap, "", offset, size, "16 hex characters"), number, into);
        }

        offset += size;
        return bits;
    }

    private static void Allow(bool holds, int number, string expected, int offset, ElementForm form, IsoMessage into)
    {
        if (!holds)
        {
            var size = Bitmap.Bytes(form);
            throw Damaged(new Damage(FormatError.BitmapNotAllowed, "", offset - size, size, expected), number, into);
        }
    }

    /// <summary>What is announced up to the last element that is wanted; nothing behind it has to be walked over.</summary>
    private static ElementSet Until(in ElementSet announced, in ElementSet wanted)
    {
        var last = new ElementSet(announced.First & wanted.First, announced.Second & wanted.Second, announced.Third & wanted.Third).Highest;
        var cut = default(ElementSet);
        foreach (var element in announced)
        {
            cut = element <= last ? cut.With(element) : cut;
        }

        return cut;
    }

    private IsoFormatException Unknown(int element, int offset, IsoMessage into)
        => Damaged(new Damage(FormatError.UnknownElement, "", offset, 0, $"no such element in {dialect.Name}"), element, into);

    private static IsoFormatException Damaged(Damage damage, int element, IsoMessage into)
        => Damaged(damage, element.ToString(CultureInfo.InvariantCulture), into);

    private static IsoFormatException Damaged(Damage damage, string element, IsoMessage into)
    {
        var path = damage.Path.Length == 0 ? element : $"{element}.{damage.Path}";
        return new IsoFormatException(damage.Error, path, damage.Offset, damage.Length, damage.Expected, into);
    }
}
