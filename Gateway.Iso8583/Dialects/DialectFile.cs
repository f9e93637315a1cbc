using System.Globalization;
using System.Text.Json;

namespace Gateway.Iso8583.Dialects;

/// <summary>Reads the JSON form of a dialect and gathers every fault on the way.</summary>
internal sealed class DialectFile(string origin)
{
    private static readonly JsonDocumentOptions _options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private static readonly Dictionary<string, ElementForm> _digits = new() { ["bcd"] = ElementForm.Bcd, ["ascii"] = ElementForm.Ascii };
    private static readonly Dictionary<string, ElementForm> _bytes = new() { ["binary"] = ElementForm.Binary, ["hex"] = ElementForm.Hex };

    private readonly List<string> _faults = [];

    internal Dialect Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, _options);
            return Read(new JsonRow(document.RootElement, "the file", _faults));
        }
        catch (JsonException damage)
        {
            var (line, place) = ((damage.LineNumber ?? 0) + 1, (damage.BytePositionInLine ?? 0) + 1);
            var fault = string.Create(
                CultureInfo.InvariantCulture, $"The text is not JSON with unique names: it breaks at line {line}, byte {place}.");
            throw new DialectException(origin, [fault]);
        }
    }

    private Dialect Read(JsonRow root)
    {
        var name = root.Text("name");
        var title = root.Text("title");
        root.Texts("source");
        var mti = Form(root, "mti", _digits);
        var lengths = Form(root, "lengths", _digits);
        var numbers = Form(root, "numbers", _digits);
        var binaries = Form(root, "binaries", _bytes);
        var bitmapRow = root.Row("bitmap");
        var bitmap = bitmapRow.Choice("form", _bytes, ElementForm.Binary);
        var secondary = bitmapRow.Flag("secondary", false);
        bitmapRow.RefuseOthers();

        var highest = secondary ? 128 : 64;
        var elements = new ElementSpec?[highest + 1];
        var rows = new ElementRow(numbers, binaries, highest, _faults);
        foreach (var row in root.Rows("elements"))
        {
            if (rows.Read(row) is not { } spec)
            {
                continue;
            }

            if (elements[spec.Number] is not null)
            {
                _faults.Add($"Element {spec.Number} is described twice.");
            }

            elements[spec.Number] = spec;
        }

        root.RefuseOthers();
        return _faults.Count == 0
            ? new Dialect(name, title, mti, bitmap, lengths, secondary, elements)
            : throw new DialectException(origin, _faults);
    }

    private static ElementForm Form(JsonRow root, string name, Dictionary<string, ElementForm> words)
    {
        var row = root.Row(name);
        var form = row.Choice("form", words, default);
        row.RefuseOthers();
        return form;
    }
}
