using System.Globalization;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>A dialect in the making: gathers rows and notes, whichever kind of file they come from.</summary>
internal sealed class DialectDraft(string name, string title, string source)
{
    private readonly SortedDictionary<int, DraftRow> _rows = [];
    private readonly List<ImportNote> _notes = [];

    internal string Name { get; } = name;

    internal string Title { get; } = title;

    internal string Source { get; } = source;

    internal WireForm? HeaderForm { get; set; }

    internal int HeaderMax { get; set; }

    internal string MtiForm { get; set; } = "ascii";

    internal string MtiContent { get; set; } = "n";

    internal string BitmapForm { get; set; } = "binary";

    internal bool HasSecondary { get; set; } = true;

    internal bool HasTertiary { get; set; }

    internal IEnumerable<DraftRow> Rows => _rows.Values;

    internal int Highest => HasTertiary ? 192 : HasSecondary ? 128 : 64;

    internal bool Has(int number) => _rows.ContainsKey(number);

    internal void Note(string path, string sentence) => _notes.Add(new ImportNote(path, sentence));

    /// <summary>Makes a row whose size fits its length, or a note why there is none.</summary>
    internal DraftRow? Row(string key, string path, string? label, WireForm form, int max)
    {
        var most = form.Capacity();
        if (max > most)
        {
            Note(path, Text($"It may be up to {max} there, but its length can say {most} at most, which is what it may be here."));
            max = most;
        }

        if (max > 0)
        {
            return new DraftRow(key, path, string.IsNullOrWhiteSpace(label) ? $"Element {path}" : label.Trim(), form, max);
        }

        Note(path, "It has no length there and is left out.");
        return null;
    }

    /// <summary>Takes an element; one that was there is replaced, with a note.</summary>
    internal void Add(int number, DraftRow row)
    {
        if (number < 2 || number > Highest || number == 65)
        {
            Note(row.Path, number == 65
                ? "Bit 65 announces a third bitmap and is never an element, so the element is left out."
                : Text($"Elements are 2 to {Highest} with these bitmaps, so it is left out."));
            return;
        }

        if (_rows.ContainsKey(number))
        {
            Note(row.Path, "It is described twice there; the later description is carried.");
        }

        _rows[number] = StandardElements.Settle(number, row, this);
    }

    internal ImportedDialect Finish()
    {
        if (_rows.Count == 0)
        {
            throw new DialectException(Name, ["No element in the file could be carried, so there is no dialect."]);
        }

        return new ImportedDialect(DraftWriter.Write(this), [.. _notes.Order(ByElement)]);
    }

    // The whole file, header, type and bitmap first, then by element number; a stable sort keeps the order inside an element.
    private static Comparer<ImportNote> ByElement { get; }
        = Comparer<ImportNote>.Create((one, other) => Place(one).CompareTo(Place(other)));

    private static int Place(ImportNote note)
    {
        var number = note.Path.Split('.')[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var element) ? element : -1;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
