using System.Globalization;
using System.Text;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Tlv;

namespace Gateway.Iso8583.Codec;

/// <summary>Walks over the parts of a value, in the order they stand there, for every kind of structure.</summary>
internal ref struct PartReader
{
    private const int DatasetLengthBytes = 2;

    private readonly StructureLayout _layout;
    private readonly ReadOnlySpan<byte> _value;
    private PartBits _bits;
    private int _row;

    /// <summary>Starts at the first byte of a value.</summary>
    internal PartReader(StructureLayout layout, ReadOnlySpan<byte> value)
    {
        _layout = layout;
        _value = value;
        _row = -1;
    }

    /// <summary>Where the part stands, its tag and length included.</summary>
    internal Place Place { get; private set; }

    /// <summary>The part's row; null when the dialect does not know it.</summary>
    internal Layout Layout { get; private set; }

    /// <summary>Its number or its tag.</summary>
    internal string Key { get; private set; } = string.Empty;

    /// <summary>Bytes of the bitmap in front of the parts; 0 when there is none.</summary>
    internal readonly int BitmapBytes => _bits.Bytes;

    /// <summary>Where the next part would begin.</summary>
    internal int Offset { get; private set; }

    /// <summary>Goes to the next part.</summary>
    /// <param name="damage">What is wrong with it; null when it is whole or there is none.</param>
    /// <returns><see langword="false"/> at the end and at damage.</returns>
    internal bool MoveNext(out Damage? damage)
    {
        damage = null;
        return _layout.Structure.Kind switch
        {
            StructureKind.Positional => NextInOrder(out damage),
            StructureKind.Bitmap or StructureKind.DatasetBitmap => NextBit(out damage),
            StructureKind.BerTlv => NextObject(out damage),
            StructureKind.Datasets => NextDataset(out damage),
            _ => NextTagged(out damage),
        };
    }

    private readonly ReadOnlySpan<byte> Rest => _value[Offset..];

    private bool NextInOrder(out Damage? damage)
    {
        damage = null;
        var structure = _layout.Structure;
        if (++_row >= structure.Parts.Count)
        {
            if (Offset < _value.Length && !structure.IsOpen)
            {
                damage = new Damage(FormatError.TrailingBytes, "", Offset, _value.Length - Offset, "the end of the last part");
            }

            return false;
        }

        if (Offset == _value.Length && structure.IsOpen)
        {
            return false;
        }

        return Found(_layout.Parts[_row], out damage);
    }

    private bool NextBit(out Damage? damage)
    {
        damage = null;
        if (_row < 0)
        {
            damage = _bits.Read(_layout.Structure, _value);
            if (damage is not null)
            {
                return false;
            }

            Offset = _bits.Bytes;
            _row = 0;
        }

        var number = _bits.Next();
        if (number == 0)
        {
            if (_bits.HasObjects)
            {
                return NextObject(out damage);
            }

            if (Offset < _value.Length)
            {
                damage = new Damage(FormatError.TrailingBytes, "", Offset, _value.Length - Offset, "the end of the last part");
            }

            return false;
        }

        if (_layout.Of(number) is { Spec: not null } known)
        {
            return Found(known, out damage);
        }

        damage = new Damage(
            FormatError.UnknownElement, number.ToString(CultureInfo.InvariantCulture), Offset, 0, "no such part in this dialect");
        return false;
    }

    private bool NextObject(out Damage? damage)
    {
        damage = null;
        var at = Offset;
        while (at < _value.Length && _value[at] == 0)
        {
            at++;
        }

        // Filling belongs to the object behind it, and what is behind the last one is left over: nothing gets lost.
        if (at == _value.Length)
        {
            return false;
        }

        var tag = BerTlv.TagBytes(_value[at..]);
        if (tag == 0)
        {
            damage = new Damage(FormatError.BadTag, "", at, _value.Length - at, "a whole tag of at most four bytes");
            return false;
        }

        Key = Convert.ToHexString(_value.Slice(at, tag));
        var size = BerTlv.ReadLength(_value[(at + tag)..], out var length);
        if (size == 0)
        {
            damage = Locator.Missing(at + tag, 1, _value.Length - at - tag).Under(Key, 0);
            return false;
        }

        if (length < 0)
        {
            damage = new Damage(FormatError.BadLength, Key, at + tag, Math.Min(size, _value.Length - at - tag), "a definite length up to 65535");
            return false;
        }

        return Taken(Offset, at + tag + size, length, out damage);
    }

    private bool NextDataset(out Damage? damage)
    {
        damage = null;
        var at = Offset;
        if (at == _value.Length)
        {
            return false;
        }

        Key = _value[at].ToString("X2", CultureInfo.InvariantCulture);
        if (_value.Length - at < 1 + DatasetLengthBytes)
        {
            damage = Locator.Missing(at + 1, DatasetLengthBytes, _value.Length - at - 1).Under(Key, 0);
            return false;
        }

        var length = (_value[at + 1] << 8) | _value[at + 2];
        if (length == 0)
        {
            damage = new Damage(FormatError.TooShort, Key, at + 1, DatasetLengthBytes, "a dataset of at least one byte");
            return false;
        }

        return Taken(at, at + 1 + DatasetLengthBytes, length, out damage);
    }

    private bool NextTagged(out Damage? damage)
    {
        damage = null;
        var structure = _layout.Structure;
        var at = Offset;
        if (at == _value.Length)
        {
            return false;
        }

        var tagBytes = structure.Form == ElementForm.Bcd ? (structure.Size + 1) / 2 : structure.Size;
        if (Rest.Length < tagBytes)
        {
            damage = new Damage(FormatError.BadTag, "", at, Rest.Length, $"a tag of {tagBytes} bytes");
            return false;
        }

        Key = KeyOf(structure, _value.Slice(at, tagBytes));
        var prefix = _layout.LengthBytes;
        if (Rest.Length < tagBytes + prefix)
        {
            damage = Locator.Missing(at + tagBytes, prefix, Rest.Length - tagBytes).Under(Key, 0);
            return false;
        }

        var count = LengthField.Read(_value.Slice(at + tagBytes, prefix), structure.LengthForm);
        if (count < 0)
        {
            damage = new Damage(FormatError.BadLength, Key, at + tagBytes, prefix, "a length in decimal digits");
            return false;
        }

        return Taken(at, at + tagBytes + prefix, count, out damage);
    }

    /// <summary>A part of known place and length: is it all there, and within its row's limits?</summary>
    private bool Taken(int start, int value, int count, out Damage? damage)
    {
        damage = null;

        // Behind a dataset's bitmap a tag of two digits is no number of a part.
        Layout = _layout.Structure.Kind == StructureKind.DatasetBitmap ? default : _layout.Of(Key);
        var spec = Layout.Spec;
        var wire = spec is null ? count : Counts.WireBytes(Layout.Rule, count);
        Place = new Place(start, value, wire, count);
        if (spec is not null && !Counts.IsWhole(Layout.Rule, count))
        {
            damage = new Damage(FormatError.BadLength, Key, start, value - start, $"an even number of {spec.Unit}");
        }
        else if (wire > _value.Length - value)
        {
            damage = Locator.Missing(value, wire, _value.Length - value).Under(Key, 0);
        }
        else if (spec is not null && HasLimits && count > Layout.MaxCount)
        {
            damage = new Damage(FormatError.TooLong, Key, start, value - start, $"at most {Layout.MaxCount} {spec.Unit}");
        }
        else if (spec is not null && HasLimits && count < Layout.MinCount)
        {
            damage = new Damage(FormatError.TooShort, Key, start, value - start, $"at least {Layout.MinCount} {spec.Unit}");
        }

        Offset = Place.End;
        return damage is null;
    }

    // The sizes of chip data tags are for people and for what we write: a card or kernel that differs is not refused for it.
    private readonly bool HasLimits => _layout.Structure.Kind != StructureKind.BerTlv || _layout.Structure.NeedsParts;

    private bool Found(in Layout layout, out Damage? damage)
    {
        damage = null;
        Layout = layout;
        Key = layout.Key!;
        if (!Locator.TryFind(layout, _value, Offset, out var place))
        {
            damage = Locator.Explain(layout, _value, Offset).Under(Key, 0);
            return false;
        }

        Place = place;
        Offset = place.End;
        return true;
    }

    private static string KeyOf(Structure structure, ReadOnlySpan<byte> tag)
    {
        switch (structure.Form)
        {
            case ElementForm.Binary:
                return Convert.ToHexString(tag);
            case ElementForm.Bcd:
                return Convert.ToHexString(tag)[^structure.Size..];
            case ElementForm.Ascii or ElementForm.Latin1:
                return Encoding.Latin1.GetString(tag);
            default:
                Span<byte> latin = stackalloc byte[tag.Length];
                CodePages.Ebcdic(structure.Form).ToLatin(tag, latin);
                return Encoding.Latin1.GetString(latin);
        }
    }
}
