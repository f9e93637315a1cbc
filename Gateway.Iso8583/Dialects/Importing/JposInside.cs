using System.Globalization;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads the parts of an <c>isofieldpackager</c>.</summary>
internal sealed class JposInside(string origin, DialectDraft draft, Func<JposField, DraftRow?> rowOf)
{
    private static readonly HashSet<string> _sequences = ["GenericSubFieldPackager", "GenericPackager"];
    private static readonly HashSet<string> _tagged =
    [
        "GenericTaggedFieldsPackager", "TaggedSequencePackager", "BinaryHexTaggedSequencePackager", "EuroSubFieldPackager",
        "MasterCardEBCDICSubFieldPackager", "GenericSubFieldPackager",
    ];

    /// <summary>Forms of BER-TLV: of the bytes themselves, or of hex characters that stand for them.</summary>
    private static readonly Dictionary<string, string> _berTlv = new()
    {
        ["BERTLVBinaryPackager"] = "binary",
        ["DefaultICCBERTLVPackager"] = "binary",
        ["ICCDataPackager"] = "binary",
        ["BERTLVAsciiHexPackager"] = "hex",
        ["BERTLVEbcdicHexPackager"] = "ebcdic-1047",
    };

    /// <summary>The row with its parts; as it was, with a note, when they cannot be carried.</summary>
    internal DraftRow Add(DraftRow row, JposField field)
    {
        var packager = field.Packager!;
        if (_berTlv.TryGetValue(packager, out var form))
        {
            return AddBerTlv(row, form);
        }

        var parts = field.Xml.Elements().Where(xml => xml.Name.LocalName is "isofield" or "isofieldpackager")
            .Select(xml => JposField.Of(xml, field.Path, origin)).GroupBy(part => part.Id).OrderBy(same => same.Key)
            .Select(same => same.Last()).ToList();
        if (packager == "DatasetPackager")
        {
            return AddDatasets(row, parts);
        }

        if (_tagged.Contains(packager) && parts.Exists(part => JposClasses.Tagged.ContainsKey(part.Class)))
        {
            return Contain(row, new JposTaggedParts(draft).Read(field, parts));
        }

        if (!_sequences.Contains(packager))
        {
            draft.Note(row.Path, "The packager of its parts is not one of those known here, so it is carried as one piece.");
            return row;
        }

        return Contain(row, Emits(field) ? new JposBitmapParts(origin, draft, Whole).Read(field, parts) : Positional(row, field, parts));
    }

    private DraftRow AddBerTlv(DraftRow row, string form)
    {
        var bytes = Contain(row, new DraftInside("ber-tlv", []));
        if (form == "binary" || bytes.Inside is null)
        {
            return bytes;
        }

        if (bytes.Form.Form != "binary")
        {
            draft.Note(row.Path, "It is hex characters as hex characters, so it is carried as one piece.");
            return row;
        }

        // What its length counted as raw bytes are the hex characters now, two for each byte.
        var counts = bytes.Form.Letters == 0 ? null : "characters";
        return bytes with { Form = bytes.Form with { Form = form, Counts = counts }, Max = Math.Max(1, bytes.Max / 2) };
    }

    private DraftRow AddDatasets(DraftRow row, List<JposField> parts)
    {
        if (parts.Count > 0)
        {
            draft.Note(row.Path, "The file does not say which dataset its parts belong to, so the datasets are carried without them.");
        }

        return Contain(row, new DraftInside("datasets", []));
    }

    /// <summary>Puts parts into a row, which becomes binary data unless it is a text and so are they.</summary>
    private DraftRow Contain(DraftRow row, DraftInside? inside)
    {
        if (inside is null || row.Form.Content == "b" || (row.Form.IsText && row.Form.IsPlain && inside.IsPlain))
        {
            return row with { Inside = inside };
        }

        if (!row.Form.IsOneByteEach)
        {
            draft.Note(row.Path, "It has parts and is packed digits as a whole, so it is carried as one piece.");
            return row;
        }

        return row with { Form = row.Form.AsBytes(), Inside = inside };
    }

    private DraftInside? Positional(DraftRow row, JposField field, List<JposField> parts)
    {
        // A whole message inside an element begins with its field 0; parts begin with 1 unless the file says otherwise.
        var usual = field.Packager == "GenericPackager" || !parts.Exists(part => part.Id > 0) ? 0 : 1;
        var first = ForeignXml.OptionalNumber(field.Xml, "firstField", origin) ?? usual;
        var rows = Rows([.. parts.Where(part => part.Id >= first)], row.Path);
        if (rows is null or { Count: 0 })
        {
            return null;
        }

        var isExact = row.Form.Letters == 0 && rows.TrueForAll(part => part.Form.Letters == 0);
        return new DraftInside("positional", rows) { IsOpen = !isExact };
    }

    // Parts that are numbered from 0 there are numbered from 1 here; a part that cannot be carried would shift all behind it.
    private List<DraftRow>? Rows(List<JposField> parts, string path)
    {
        var shift = parts.Exists(part => part.Id == 0) ? 1 : 0;
        if (shift == 1)
        {
            draft.Note(path, "Its parts are numbered from 0 there and from 1 here.");
        }

        List<DraftRow> rows = [];
        foreach (var part in parts.Where(part => part.Class != JposClasses.Unused))
        {
            if (Whole(part) is not { } row)
            {
                draft.Note(path, "A part of it cannot be carried, and the others are not found without it: it is carried as one piece.");
                return null;
            }

            rows.Add(row with { Key = (part.Id + shift).ToString(CultureInfo.InvariantCulture) });
        }

        return rows;
    }

    private DraftRow? Whole(JposField part)
    {
        var row = rowOf(part);
        return row is null || part.Packager is null ? row : Add(row, part);
    }

    private static bool Emits(JposField field) => !string.Equals(field.Text("emitBitmap"), "false", StringComparison.OrdinalIgnoreCase);
}
