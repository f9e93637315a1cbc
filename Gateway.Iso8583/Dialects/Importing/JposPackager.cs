using System.Globalization;
using System.Xml.Linq;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads the XML of a jPOS GenericPackager.</summary>
internal sealed class JposPackager(string origin)
{
    private const int MtiField = 0;
    private const int TypeLength = 4;

    private readonly DialectDraft _draft = new(
        origin,
        $"{origin}, imported from a jPOS packager",
        "Imported from a jPOS GenericPackager file: classes, lengths and names of the fields as that file has them.");

    internal ImportedDialect Read(string xml)
    {
        var root = ForeignXml.Load(xml, origin, "isopackager");
        ReadHeader(root);
        var fields = Fields(root);
        ReadType(fields);
        var bitmapField = ReadBitmap(root, fields);
        var inside = new JposInside(origin, _draft, Row);
        foreach (var field in fields.Where(field => field.Id != MtiField && field.Id != bitmapField))
        {
            if (Row(field) is { } row)
            {
                _draft.Add(field.Id, field.Packager is null ? row : inside.Add(row, field));
            }
        }

        return _draft.Finish();
    }

    /// <summary>The row of one field without its parts; null, with a note, when it cannot be carried.</summary>
    private DraftRow? Row(JposField field)
    {
        if (field.Class == JposClasses.Unused)
        {
            return null;
        }

        if (!JposClasses.Fields.TryGetValue(field.Class, out var known))
        {
            _draft.Note(field.Path, Why(field));
            return null;
        }

        if (field.Text("encoding") is not null || (field.Packager is null && field.Text("params") is not null))
        {
            _draft.Note(field.Path, "Its attribute 'encoding' or 'params' is not carried.");
        }

        var form = known.With(field.IsPadded);
        var key = field.Id.ToString(CultureInfo.InvariantCulture);
        return _draft.Row(key, field.Path, field.Label, form, known.CountsSign ? field.Max - 1 : field.Max);
    }

    private static string Why(JposField field)
    {
        if (field.Class.Length > 0 && JposClasses.Inexpressible.TryGetValue(field.Class, out var why))
        {
            return $"Its class {field.Class} {why}, which a dialect cannot say, so it is left out.";
        }

        return JposClasses.Bitmaps.ContainsKey(field.Class)
            ? "A bitmap stands there where an element is expected, so it is left out."
            : "Its class is not one of the field packagers known here, so it is left out.";
    }

    private List<JposField> Fields(XElement root)
    {
        List<JposField> fields = [];
        foreach (var xml in root.Elements())
        {
            if (xml.Name.LocalName is "isofield" or "isofieldpackager")
            {
                fields.Add(JposField.Of(xml, null, origin));
            }
            else
            {
                _draft.Note("file", "An element of the file that is neither isofield nor isofieldpackager is not carried.");
            }
        }

        return fields;
    }

    private void ReadHeader(XElement root)
    {
        if (ForeignXml.OptionalNumber(root, "headerLength", origin) is > 0 and var bytes)
        {
            _draft.HeaderForm = new WireForm("b", 0, "binary");
            _draft.HeaderMax = bytes;
        }
    }

    private void ReadType(List<JposField> fields)
    {
        if (fields.LastOrDefault(field => field.Id == MtiField) is not { } type)
        {
            _draft.Note("mti", "The file has no field 0; the message type is taken to be four ASCII digits.");
            return;
        }

        if (!JposClasses.Fields.TryGetValue(type.Class, out var known)
            || known.Form is not { Letters: 0, Content: "n" or "ans" }
            || type.Max != TypeLength)
        {
            _draft.Note("mti", "Field 0 is no message type of four digits that is known here; it is taken to be four ASCII digits.");
            return;
        }

        _draft.MtiForm = known.Form.Form == "latin1" ? "ascii" : known.Form.Form;
        _draft.MtiContent = known.Form.IsText ? "an" : "n";
    }

    private int ReadBitmap(XElement root, List<JposField> fields)
    {
        var number = ForeignXml.OptionalNumber(root, "bitmapField", origin) ?? 1;
        if (fields.LastOrDefault(field => field.Id == number) is { } bitmap && JposClasses.Bitmaps.TryGetValue(bitmap.Class, out var form))
        {
            _draft.BitmapForm = form;
            _draft.HasSecondary = bitmap.Max > 8;
            _draft.HasTertiary = bitmap.Max > 16;
        }
        else
        {
            _draft.Note("bitmap", $"Field {number} is no bitmap that is known here; two binary bitmaps are taken.");
        }

        if (string.Equals(root.Attribute("emitBitmap")?.Value, "false", StringComparison.OrdinalIgnoreCase))
        {
            _draft.Note("bitmap", "Messages without a bitmap cannot be said in a dialect; the dialect expects one.");
        }

        if (root.Attribute("thirdBitmapField") is not null)
        {
            _draft.Note("bitmap", "A third bitmap inside an element is not carried, nor the elements above 128 that it announces.");
        }

        if (fields.Any(field => JposClasses.Fields.TryGetValue(field.Class, out var known) && known.PadChooses))
        {
            _draft.Note("file", "jPOS looks at no filling nibble; here the one it writes is accepted, any other when 'fill' is \"any\".");
        }

        return number;
    }
}
