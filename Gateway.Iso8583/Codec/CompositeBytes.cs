using System.Buffers;
using System.Text;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tlv;

namespace Gateway.Iso8583.Codec;

/// <summary>Makes parts from bytes and bytes from parts.</summary>
internal static class CompositeBytes
{
    /// <summary>The part that a reader stands at.</summary>
    internal static Part Read(Structure structure, in PartReader reader, ReadOnlySpan<byte> value)
    {
        var (place, layout) = (reader.Place, reader.Layout);
        var wire = value.Slice(place.Value, place.WireBytes);
        var raw = value[place.Start..place.End].ToArray();
        if (layout.Spec is not { } spec)
        {
            var isText = structure.Kind == StructureKind.Tagged && structure.Form is not (ElementForm.Binary or ElementForm.Bcd);
            return new Part(reader.Key, null, wire.ToArray(), isText ? StoredAs.Characters : StoredAs.Bytes, raw, place.Start, raw.Length)
            {
                Structure = structure.Implied(reader.Key),
            };
        }

        var decoded = new byte[2 * wire.Length];
        var length = ValueDecoder.Decode(layout, wire, place.Count, decoded);
        var kind = spec.Content == ElementContent.Binary ? StoredAs.Bytes : StoredAs.Characters;
        var bytes = ValueDecoder.Trim(spec, decoded.AsSpan(0, length)).ToArray();
        return new Part(reader.Key, spec, bytes, kind, raw, place.Start, raw.Length)
        {
            Structure = spec.Inside ?? structure.Implied(reader.Key),
        };
    }

    /// <summary>A part that a caller sets.</summary>
    internal static Part Make(Structure structure, string key, byte[] value, StoredAs kind)
    {
        ArgumentNullException.ThrowIfNull(key);
        var spec = structure.Part(key);
        var isTag = structure.Kind switch
        {
            StructureKind.BerTlv => IsHex(key) && key[..2] != "00" && BerTlv.TagBytes(Convert.FromHexString(key)) == key.Length / 2,
            StructureKind.Datasets => key.Length == 2 && IsHex(key),
            StructureKind.Tagged => TagBytes(structure, key) is not null,
            _ => spec is not null,
        };
        if (!isTag)
        {
            throw new IsoValueException(FormatError.BadTag, key, "it is no part of this structure");
        }

        if (spec is null && kind == StoredAs.Unicode)
        {
            throw new IsoValueException(FormatError.BadCharacter, key, "an unknown tag holds bytes, or characters of one byte each");
        }

        if (spec is null && kind == StoredAs.Characters && structure.Kind != StructureKind.Tagged)
        {
            if (value.Length % 2 != 0 || !Digits.AreHex(value))
            {
                throw new IsoValueException(FormatError.BadDigit, key, "an unknown tag holds bytes, given as hex");
            }

            (value, kind) = (Convert.FromHexString(Encoding.Latin1.GetString(value)), StoredAs.Bytes);
        }

        return new Part(key, spec, value, kind, raw: null, -1, 0) { Structure = spec?.Inside ?? structure.Implied(key) };
    }

    /// <summary>The value that parts make up.</summary>
    /// <param name="structure">How the value is divided.</param>
    /// <param name="parts">The parts in order.</param>
    /// <param name="bits">The bitmap that announces just these parts, as it was read; null when it has to be made.</param>
    /// <param name="rest">What stands behind the last part.</param>
    internal static byte[] Write(Structure structure, IReadOnlyList<Part> parts, byte[]? bits, ReadOnlySpan<byte> rest)
    {
        var bytes = new ArrayBufferWriter<byte>();
        if (structure.Kind is StructureKind.Bitmap or StructureKind.DatasetBitmap)
        {
            bytes.Write(bits ?? BitsOf(structure, parts));
        }

        if (structure.Kind == StructureKind.Positional)
        {
            RequireOrder(structure, parts, rest.Length > 0);
        }

        foreach (var part in parts)
        {
            if (part.Raw is { } raw)
            {
                bytes.Write(raw);
                continue;
            }

            try
            {
                WritePart(structure, part, bytes);
            }
            catch (IsoValueException fault) when (fault.Element != part.Key)
            {
                throw fault.Under(part.Key);
            }
        }

        bytes.Write(rest);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Nothing but their order tells positions apart, so none may be missing in front of another.</summary>
    private static void RequireOrder(Structure structure, IReadOnlyList<Part> parts, bool hasRest)
    {
        var count = structure.IsOpen && !hasRest ? parts.Count : structure.Parts.Count;
        for (var i = 0; i < count; i++)
        {
            if (i >= parts.Count || parts[i].Key != structure.Parts[i].Key)
            {
                throw new IsoValueException(FormatError.TooShort, structure.Parts[i].Key, "it is missing and its position cannot be left out");
            }
        }
    }

    private static void WritePart(Structure structure, Part part, ArrayBufferWriter<byte> bytes)
    {
        if (part.Spec is { } row && structure.Kind is StructureKind.Positional or StructureKind.Bitmap or StructureKind.DatasetBitmap)
        {
            var layout = new Layout(row);
            var size = layout.LengthBytes + Counts.WireBytes(layout.Rule, ValueEncoder.Count(layout, part.Bytes, part.Kind));
            bytes.Advance(MessageWriter.Write(layout, part.Bytes, part.Kind, bytes.GetSpan(size)[..size]));
            return;
        }

        var (value, count) = Encode(structure, part);
        bytes.Write(TagBytes(structure, part.Key)!);
        Span<byte> length = stackalloc byte[16];
        switch (structure.Kind)
        {
            case StructureKind.BerTlv:
                Fits(value.Length <= BerTlv.MaxLength, part.Key);
                bytes.Write(length[..BerTlv.WriteLength(length, value.Length)]);
                break;
            case StructureKind.Datasets:
                Fits(LengthField.TryWrite(length[..2], value.Length, ElementForm.Binary), part.Key);
                bytes.Write(length[..2]);
                break;
            default:
                var size = StructureLayout.Of(structure).LengthBytes;
                Fits(LengthField.TryWrite(length[..size], count, structure.LengthForm), part.Key);
                bytes.Write(length[..size]);
                break;
        }

        bytes.Write(value);
    }

    private static (byte[] Value, int Count) Encode(Structure structure, Part part)
    {
        if (part.Spec is null)
        {
            var isText = part.Kind != StoredAs.Bytes && structure.Kind == StructureKind.Tagged;
            return (part.Bytes.ToArray(), isText || part.Kind == StoredAs.Bytes ? part.Bytes.Length : 0);
        }

        var layout = new Layout(part.Spec with { LengthForm = ElementForm.Binary });
        var count = ValueEncoder.Count(layout, part.Bytes, part.Kind);
        var value = new byte[Counts.WireBytes(layout.Rule, count)];
        ValueEncoder.Write(layout, part.Bytes, part.Kind, value);
        return (value, count);
    }

    private static byte[]? TagBytes(Structure structure, string key)
    {
        switch (structure.Kind)
        {
            case StructureKind.BerTlv or StructureKind.Datasets:
                return Convert.FromHexString(key);
            case StructureKind.Tagged when structure.Form is ElementForm.Binary:
                return IsHex(key) && key.Length == 2 * structure.Size ? Convert.FromHexString(key) : null;
            case StructureKind.Tagged when structure.Form is ElementForm.Bcd:
                var digits = key.PadLeft((key.Length + 1) / 2 * 2, '0');
                return IsHex(digits) && key.Length == structure.Size ? Convert.FromHexString(digits) : null;
            default:
                var latin = Encoding.Latin1.GetBytes(key);
                if (structure.Form is not (ElementForm.Ascii or ElementForm.Latin1))
                {
                    CodePages.Ebcdic(structure.Form).FromLatin(latin, latin);
                }

                return key.Length == structure.Size ? latin : null;
        }
    }

    private static byte[] BitsOf(Structure structure, IReadOnlyList<Part> parts)
    {
        var numbers = parts.Select(part => part.Spec?.Number ?? 0).Where(number => number > 0);
        return structure.Kind == StructureKind.DatasetBitmap
            ? PartBitsWriter.Dataset(numbers, parts.Any(part => part.Spec is null || part.Spec.Tag.Length > 0))
            : PartBitsWriter.Fixed(structure, numbers);
    }

    // Upper case, as tags are named everywhere: the same tag must not have two names.
    private static bool IsHex(string text) => text.Length > 0 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigitUpper);

    private static void Fits(bool holds, string key)
    {
        if (!holds)
        {
            throw new IsoValueException(FormatError.TooLong, key, "the value is too long for its length");
        }
    }
}
