using System.Globalization;
using System.Text.Json;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads a moov-io/iso8583 specification.</summary>
internal sealed class MoovSpec(string origin)
{
    private const int TypeField = 0;
    private const int BitmapField = 1;
    private const int TypeLength = 4;

    internal ImportedDialect Read(string json)
    {
        using var document = MoovJson.Open(json, origin);
        var root = new MoovJson(document.RootElement, "the file", origin);
        if (root.Json.ValueKind != JsonValueKind.Object || root.Row("fields", "fields") is not { } list)
        {
            throw root.Fault("there is no object 'fields', which every moov specification has");
        }

        var draft = new DialectDraft(
            origin,
            $"{(root.Text("name") is { Length: > 0 } name ? name : origin)}, imported from a moov specification",
            "Imported from a moov-io/iso8583 specification: types, encodings, prefixes and descriptions as that file has them.");
        var fields = Numbered(list);
        ReadType(draft, fields.GetValueOrDefault(TypeField));
        ReadBitmap(draft, fields.GetValueOrDefault(BitmapField), fields.Keys.Max());
        var reader = new MoovField(draft);
        foreach (var (number, field) in fields.Where(field => field.Key > BitmapField))
        {
            if (reader.Row(number.ToString(CultureInfo.InvariantCulture), field) is { } row)
            {
                draft.Add(number, row);
            }
        }

        return draft.Finish();
    }

    private static SortedDictionary<int, MoovJson> Numbered(MoovJson list)
    {
        SortedDictionary<int, MoovJson> fields = [];
        foreach (var (key, field) in list.Rows(key => key))
        {
            var isNumber = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            fields[isNumber ? number : throw list.Fault("a name is not an element number")] = field;
        }

        return fields.Count > 0 ? fields : throw list.Fault("there is no element");
    }

    private static void ReadType(DialectDraft draft, MoovJson? field)
    {
        var form = field is null ? null : MoovWords.Field(field.Text("type"), field.Text("enc"));
        if (form is null || form.Content == "b" || field!.Number("length") != TypeLength)
        {
            draft.Note("mti", "Field 0 is no message type of four digits that a dialect can say; it is taken to be four ASCII digits.");
            return;
        }

        draft.MtiForm = form.Form == "latin1" ? "ascii" : form.Form;
    }

    private static void ReadBitmap(DialectDraft draft, MoovJson? field, int highest)
    {
        draft.HasTertiary = highest > 128;
        if (field is null || field.Text("type") != "Bitmap" || !MoovWords.Bitmaps.TryGetValue(field.Text("enc") ?? "", out var form))
        {
            draft.Note("bitmap", "Field 1 is missing or no bitmap that is known here; two binary bitmaps are taken.");
            return;
        }

        draft.BitmapForm = form;
        if (field.Flag("disableAutoExpand"))
        {
            draft.HasSecondary = draft.HasTertiary = false;
            if (field.Number("length") is not (0 or 8))
            {
                draft.Note("bitmap", "A bitmap of one fixed size other than eight bytes is not carried; one of eight bytes is taken.");
            }
        }
    }
}
