using System.Globalization;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads the parts of a moov composite.</summary>
internal sealed class MoovInside(DialectDraft draft, Func<string, MoovJson, DraftRow?> rowOf)
{
    private const int WordBytes = 8;

    /// <summary>The parts; null, with a note, when they cannot be carried.</summary>
    internal DraftInside? Read(MoovJson field, MoovJson parts)
    {
        var rows = parts.Rows(key => $"{field.Path}.{key}");
        if (field.Row("bitmap", field.Path) is { } bitmap)
        {
            return Bitmap(field, bitmap, rows);
        }

        if (field.Row("tag", field.Path) is not { } tag)
        {
            draft.Note(field.Path, "It has parts and neither tags nor an order nor a bitmap, so it is carried as one piece.");
            return null;
        }

        var encoding = tag.Text("enc");
        if (MoovWords.IsBerTlv(encoding))
        {
            var known = rows.Select(part => rowOf(part.Key.ToUpperInvariant(), part.Row)).OfType<DraftRow>();
            return new DraftInside("ber-tlv", [.. known]);
        }

        return string.IsNullOrEmpty(encoding) ? Positional(field, tag, rows) : Tagged(field, tag, encoding, rows);
    }

    private DraftInside? Bitmap(MoovJson field, MoovJson bitmap, List<(string Key, MoovJson Row)> parts)
    {
        var isWhole = bitmap.Flag("disableAutoExpand");
        var size = bitmap.Number("length") is > 0 and var bytes ? bytes : WordBytes;
        if (!MoovWords.Bitmaps.TryGetValue(bitmap.Text("enc") ?? "", out var form) || size > WordBytes)
        {
            draft.Note(field.Path, "The bitmap of its parts is not one that is known here, so it is carried as one piece.");
            return null;
        }

        var highest = 8 * size * (isWhole ? 1 : 2);
        List<(int Number, DraftRow Row)> rows = [];
        foreach (var (key, part) in parts)
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > highest)
            {
                draft.Note(part.Path, $"The bitmap of its container has the bits 1 to {highest}, so it is left out.");
            }
            else if (rowOf(number.ToString(CultureInfo.InvariantCulture), part) is { } row)
            {
                rows.Add((number, row));
            }
        }

        var ordered = rows.OrderBy(row => row.Number).Select(row => row.Row);
        return new DraftInside("bitmap", [.. ordered]) { Size = size, Form = form, FirstIsData = isWhole };
    }

    private DraftInside? Positional(MoovJson field, MoovJson tag, List<(string Key, MoovJson Row)> parts)
    {
        var style = tag.Text("sort") == "StringsByHex" ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        List<(int Number, MoovJson Row)> order = [];
        foreach (var (key, part) in parts)
        {
            if (!int.TryParse(key, style, CultureInfo.InvariantCulture, out var number) || number < 0)
            {
                draft.Note(field.Path, "The order of its parts cannot be told from their names, so it is carried as one piece.");
                return null;
            }

            order.Add((number, part));
        }

        order.Sort((one, other) => one.Number.CompareTo(other.Number));
        var isRenumbered = style == NumberStyles.AllowHexSpecifier || order.Exists(part => part.Number == 0);
        if (isRenumbered)
        {
            draft.Note(field.Path, "Its parts are numbered from 1 here, in the order they have there.");
        }

        List<DraftRow> rows = [];
        foreach (var (number, part) in order)
        {
            var own = isRenumbered ? rows.Count + 1 : number;
            if (rowOf(own.ToString(CultureInfo.InvariantCulture), part) is not { } row)
            {
                draft.Note(field.Path, "A part of it cannot be carried, and the others are not found without it: it is carried as one piece.");
                return null;
            }

            rows.Add(row);
        }

        var isVariable = MoovWords.Prefix(field.Text("prefix")) is not { Letters: 0 };
        return new DraftInside("positional", rows) { IsOpen = isVariable };
    }

    private DraftInside? Tagged(MoovJson field, MoovJson tag, string encoding, List<(string Key, MoovJson Row)> parts)
    {
        if (!MoovWords.Tags.TryGetValue(encoding, out var form) || tag.Number("length") is not (> 0 and var size))
        {
            draft.Note(field.Path, "The tags of its parts are not of a kind that is known here, so it is carried as one piece.");
            return null;
        }

        var filling = tag.Row("padding", field.Path) is { } padding && padding.Text("type") == "Left" ? padding.Text("pad") : null;
        var width = form is "binary" ? 2 * size : size;
        List<DraftRow> rows = [];
        foreach (var (key, part) in parts)
        {
            var own = filling is { Length: 1 } ? key.PadLeft(width, filling[0]) : key;
            if (rowOf(form == "binary" ? own.ToUpperInvariant() : own, part) is { } row)
            {
                rows.Add(row);
            }
        }

        var kinds = rows.Select(row => (row.Form.Letters, row.Form.LengthForm)).Distinct().ToList();
        if (kinds is not [{ Letters: > 0 } kind] || rows.Exists(row => row.Form.Form == "bcd"))
        {
            draft.Note(field.Path, "The lengths of its parts are not all of one kind that counts bytes, so it is carried as one piece.");
            return null;
        }

        return new DraftInside("tagged", rows) { Size = size, Form = form, Letters = kind.Letters, LengthForm = kind.LengthForm! };
    }
}
