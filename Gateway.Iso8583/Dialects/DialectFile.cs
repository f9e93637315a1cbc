using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Iso8583.Dialects;

/// <summary>Reads the JSON form of a dialect and gathers every fault on the way.</summary>
/// <param name="origin">Where the text came from, for error messages.</param>
/// <param name="sources">Finds the text of a dialect that another one extends.</param>
internal sealed class DialectFile(string origin, Func<string, string?> sources)
{
    private static readonly JsonDocumentOptions _options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private readonly List<string> _faults = [];

    internal Dialect Read(string json)
    {
        try
        {
            var merged = new DialectMerge(sources, _options, _faults).Merge(JsonNode.Parse(json, documentOptions: _options), 0);
            using var document = JsonDocument.Parse(merged?.ToJsonString() ?? "null", _options);
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
        var draft = new DialectDraft
        {
            Name = root.Text("name"),
            Title = root.Text("title"),
            Sources = root.Texts("source", ": a dialect says where its facts come from"),
        };
        ReadType(root.Row("mti"), draft);
        ReadBitmap(root.Row("bitmap"), draft);
        var defaults = new Defaults(
            Form(root, "numbers", Words.Numbers, ElementForm.Ascii),
            Form(root, "text", Words.Texts, ElementForm.Latin1, required: false),
            Form(root, "binaries", Words.Bitmaps, ElementForm.Binary),
            Form(root, "lengths", Words.Lengths, ElementForm.Ascii));
        if (root.Mentions("header"))
        {
            var row = root.Row("header");
            draft.Header = new ElementRow(defaults, container: null, _faults).ReadBody(row, 0, string.Empty) is { } header
                ? header with { Tag = "h" }
                : null;
            row.RefuseOthers();
        }

        ReadElements(root, defaults, draft);
        draft.Rules = [.. root.Rows("rules", required: false).Select(row => new RuleRow(_faults).Read(row)).OfType<DialectRule>()];
        root.RefuseOthers();
        return _faults.Count == 0 ? new Dialect(draft) : throw new DialectException(origin, _faults);
    }

    private static void ReadType(JsonRow row, DialectDraft draft)
    {
        draft.TypeForm = row.Choice("form", Words.Types, ElementForm.Ascii);
        draft.HasFreeType = row.Choice("content", new Dictionary<string, bool> { ["n"] = false, ["an"] = true }, false, required: false);
        row.RefuseOthers();
    }

    private static void ReadBitmap(JsonRow row, DialectDraft draft)
    {
        draft.BitmapForm = row.Choice("form", Words.Bitmaps, ElementForm.Binary);
        draft.SecondaryForm = row.Choice("secondaryForm", Words.Bitmaps, draft.BitmapForm, required: false);
        draft.HasTertiary = row.Flag("tertiary", false);
        draft.HasSecondary = row.Flag("secondary", draft.HasTertiary);
        row.RefuseOthers();
    }

    private void ReadElements(JsonRow root, Defaults defaults, DialectDraft draft)
    {
        var rows = new ElementRow(defaults, container: null, _faults);
        foreach (var row in root.Rows("elements"))
        {
            if (rows.Read(row, 2, draft.Highest) is not { } spec)
            {
                continue;
            }

            if (!draft.Elements.TryAdd(spec.Number, spec))
            {
                _faults.Add($"Element {spec.Number} is described twice.");
            }
        }
    }

    private static ElementForm Form(
        JsonRow root, string name, Dictionary<string, ElementForm> words, ElementForm otherwise, bool required = true)
    {
        if (!required && !root.Mentions(name))
        {
            return otherwise;
        }

        var row = root.Row(name);
        var form = row.Choice("form", words, otherwise);
        row.RefuseOthers();
        return form;
    }
}
