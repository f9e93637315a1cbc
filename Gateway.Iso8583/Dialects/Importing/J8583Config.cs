using System.Globalization;
using System.Xml.Linq;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads the XML configuration of j8583 or n8583.</summary>
/// <remarks>
/// Such a file describes elements anew for every message type; a dialect describes each once. The first description is carried, and one
/// that differs is noted. Templates serve for elements that no parsing guide describes.
/// </remarks>
internal sealed class J8583Config(string origin)
{
    private readonly DialectDraft _draft = new(
        origin,
        $"{origin}, imported from a j8583 configuration",
        "Imported from a j8583 or n8583 configuration: types and lengths of the fields as its parsing guides and templates have them.");

    private readonly Dictionary<int, (string Type, int? Length)> _seen = [];

    internal ImportedDialect Read(string xml)
    {
        var root = ForeignXml.Load(xml, origin, "n8583-config", "j8583-config");
        _draft.BitmapForm = "hex";
        _draft.Note("file", "The file does not say whether messages are binary; it is carried as text messages with bitmaps in hex.");
        var guides = root.Elements().Where(element => element.Name.LocalName == "parse").ToList();
        var templates = root.Elements().Where(element => element.Name.LocalName == "template").ToList();
        new J8583Headers(origin, _draft).Read(root, [.. guides.Concat(templates).Select(TypeOf).Distinct()]);
        foreach (var guide in guides)
        {
            ReadFields(guide, isGuide: true);
        }

        foreach (var template in templates)
        {
            ReadFields(template, isGuide: false);
            _draft.Note("file", $"The values of the template for {TypeOf(template)} are not carried: a dialect has none.");
        }

        foreach (var other in root.Elements().Where(element => element.Name.LocalName is not ("parse" or "template" or "header")))
        {
            _draft.Note("file", "An element of the file that is neither header, template nor parse is not carried.");
        }

        return _draft.Finish();
    }

    // "extends" repeats what another guide says and needs no reading; "exclude" says that a type lacks the element.
    private void ReadFields(XElement guide, bool isGuide)
    {
        foreach (var field in guide.Elements().Where(element => element.Name.LocalName == "field"))
        {
            var number = ForeignXml.Number(field, "num", origin);
            var path = number.ToString(CultureInfo.InvariantCulture);
            var type = field.Attribute("type")?.Value.Trim() ?? "";
            if (type == "exclude")
            {
                continue;
            }

            var found = (type, ForeignXml.OptionalNumber(field, "length", origin));
            if (!_seen.TryAdd(number, found))
            {
                if (isGuide && _seen[number] != found)
                {
                    _draft.Note(path, $"The parsing guide for {TypeOf(guide)} describes it otherwise; the first description is carried.");
                }

                continue;
            }

            if (Row(field, path, path) is { } row)
            {
                _draft.Add(number, row);
            }
        }
    }

    private DraftRow? Row(XElement field, string key, string path)
    {
        var type = field.Attribute("type")?.Value.Trim() ?? "";
        if (J8583Types.Find(type, ForeignXml.OptionalNumber(field, "length", origin)) is not { } known)
        {
            _draft.Note(path, "Its type is not one that is known here, so it is left out.");
            return null;
        }

        if (_draft.Row(key, path, null, known.Form, known.Max) is not { } row)
        {
            return null;
        }

        var parts = field.Elements().Where(element => element.Name.LocalName == "field").ToList();
        return parts.Count == 0 ? row : row with { Inside = Inside(row, parts) };
    }

    // Parts stand in the order of the file, whatever their numbers.
    private DraftInside? Inside(DraftRow container, List<XElement> parts)
    {
        if (!container.Form.IsText)
        {
            _draft.Note(container.Path, "It has parts and is no text, so it is carried as one piece.");
            return null;
        }

        List<DraftRow> rows = [];
        foreach (var part in parts)
        {
            var key = (rows.Count + 1).ToString(CultureInfo.InvariantCulture);
            if (Row(part, key, $"{container.Path}.{key}") is not { } row || row.Form.Content == "b")
            {
                _draft.Note(container.Path, "One of its parts cannot be carried inside a text, so it is carried as one piece.");
                return null;
            }

            rows.Add(row);
        }

        return new DraftInside("positional", rows) { IsOpen = container.Form.Letters > 0 };
    }

    private string TypeOf(XElement element)
    {
        var type = element.Attribute("type")?.Value.Trim()
            ?? throw ForeignXml.Fault(origin, element, $"<{element.Name.LocalName}> has no 'type'");
        var whole = type.Length == 3 ? "0" + type : type;
        return whole.Length == 4 && whole.All(char.IsAsciiHexDigit)
            ? whole
            : throw ForeignXml.Fault(origin, element, "'type' is not a message type of four digits");
    }
}
