using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Writes a dialect in the making as our JSON, one element a line; what most rows share becomes the default of the file.</summary>
internal sealed class DraftWriter
{
    private readonly StringBuilder _json = new();
    private readonly DialectDraft _draft;
    private readonly string _numbers;
    private readonly string _text;
    private readonly string _binaries;
    private readonly string _lengths;

    private DraftWriter(DialectDraft draft)
    {
        _draft = draft;
        _numbers = MostUsed(draft.Rows.Where(row => row.Form.Content is not ("b" or "ans")).Select(row => row.Form.Form), "ascii");
        _text = MostUsed(draft.Rows.Where(row => row.Form.IsText).Select(row => row.Form.Form), "latin1");
        _binaries = MostUsed(draft.Rows.Where(row => row.Form.Content == "b").Select(row => row.Form.Form), "binary");
        _lengths = MostUsed(draft.Rows.Select(row => row.Form.LengthForm).OfType<string>(), "ascii");
    }

    internal static string Write(DialectDraft draft) => new DraftWriter(draft).Write();

    private string Write()
    {
        _json.Append("{\n");
        Line("name", Quoted(_draft.Name));
        Line("title", Quoted(_draft.Title));
        _json.Append("  \"source\": [\n    ").Append(Quoted(_draft.Source)).Append("\n  ],\n");
        if (_draft.HeaderForm is { } header)
        {
            Line("header", Join(
            [
                ("content", Quoted(header.Content)), ("length", Quoted("FIXED")), ("max", Number(_draft.HeaderMax)),
                ("form", Quoted(header.Form)),
            ]));
        }

        Line("mti", Join([("form", Quoted(_draft.MtiForm)), .. _draft.MtiContent == "n" ? [] : Pair("content", _draft.MtiContent)]));
        Line("bitmap", Join(
        [
            ("form", Quoted(_draft.BitmapForm)), ("secondary", Flag(_draft.HasSecondary)),
            .. _draft.HasTertiary ? [("tertiary", "true")] : Array.Empty<(string, string)>(),
        ]));
        Line("lengths", Join(Pair("form", _lengths)));
        Line("numbers", Join(Pair("form", _numbers)));
        Line("text", Join(Pair("form", _text)));
        Line("binaries", Join(Pair("form", _binaries)));
        _json.Append("  \"elements\": [\n    ");
        _json.AppendJoin(",\n    ", _draft.Rows.Select(row => Join(Properties(row, isTag: false, isPart: false))));
        return _json.Append("\n  ]\n}\n").ToString();
    }

    private List<(string Name, string Value)> Properties(DraftRow row, bool isTag, bool isPart)
    {
        var form = row.Form;
        var hasLength = form.Letters > 0 && !isTag;
        var mayBeOdd = form.Form == "bcd" && !isTag && (hasLength || row.Max % 2 == 1);
        List<(string, string)> all = [isTag ? ("tag", Quoted(row.Key)) : ("n", row.Key), ("name", Quoted(row.Name))];
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                all.Add((name, value));
            }
        }

        Add("content", Quoted(form.Content));
        Add("length", hasLength ? Quoted(form.Length) : null);
        Add("max", Number(row.Max));
        Add("form", isPart || form.Form != Default(form) ? Quoted(form.Form) : null);
        Add("lengthForm", hasLength && form.LengthForm is { } length && (isPart || length != _lengths) ? Quoted(length) : null);
        Add("counts", hasLength && form.Counts is { } counts && counts != form.UsualCounts ? Quoted(counts) : null);
        Add("pad", mayBeOdd && form.Pad is { } pad && pad != (hasLength ? "right" : "left") ? Quoted(pad) : null);
        Add("fill", mayBeOdd && form.Fill is { } fill ? Quoted(fill) : null);
        Add("filler", !hasLength && !isTag && form.Filler is { } filler ? Quoted(filler) : null);
        Add("trace", isPart ? null : StandardElements.Trace(int.Parse(row.Key, CultureInfo.InvariantCulture), row));
        Add("inside", row.Inside is { } inside ? Inside(inside) : null);
        return all;
    }

    private string Inside(DraftInside inside)
    {
        List<(string, string)> all = [("kind", Quoted(inside.Kind))];
        switch (inside.Kind)
        {
            case "bitmap":
                all.AddRange([("bytes", Number(inside.Size)), ("form", Quoted(inside.Form)), ("firstIsData", Flag(inside.FirstIsData))]);
                break;
            case "tagged":
                all.Add(("tag", Join([("size", Number(inside.Size)), ("form", Quoted(inside.Form))])));
                all.AddRange([("length", Quoted(new string('L', inside.Letters) + "VAR")), ("lengthForm", Quoted(inside.LengthForm))]);
                break;
            case "positional" when inside.IsOpen:
                all.Add(("open", "true"));
                break;
        }

        var rows = inside.Rows.Select(row => Join(Properties(row, inside.HasTags, isPart: true)));
        all.Add(("elements", inside.Rows.Count == 0 ? "[]" : $"[ {string.Join(", ", rows)} ]"));
        return Join(all);
    }

    private string Default(WireForm form) => form.Content switch
    {
        "b" => _binaries,
        "ans" => _text,
        _ => _numbers,
    };

    private void Line(string name, string value) => _json.Append("  ").Append(Quoted(name)).Append(": ").Append(value).Append(",\n");

    private static (string, string)[] Pair(string name, string value) => [(name, Quoted(value))];

    private static string Join(IEnumerable<(string Name, string Value)> properties)
        => $"{{ {string.Join(", ", properties.Select(property => $"{Quoted(property.Name)}: {property.Value}"))} }}";

    private static string MostUsed(IEnumerable<string> forms, string otherwise)
        => forms.CountBy(form => form).OrderByDescending(form => form.Value).Select(form => form.Key).FirstOrDefault(otherwise);

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool flag) => flag ? "true" : "false";
}
