namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads parts that a bitmap of their own announces.</summary>
internal sealed class JposBitmapParts(string origin, DialectDraft draft, Func<JposField, DraftRow?> rowOf)
{
    private const int WordBytes = 8;

    /// <summary>The parts; null, with a note, when they cannot be carried.</summary>
    internal DraftInside? Read(JposField field, List<JposField> parts)
    {
        var number = ForeignXml.OptionalNumber(field.Xml, "bitmapField", origin) ?? 1;
        var bitmap = parts.Find(part => part.Id == number);
        if (bitmap is null || !JposClasses.Bitmaps.TryGetValue(bitmap.Class, out var form))
        {
            draft.Note(field.Path, "The bitmap of its parts is missing or not known here, so it is carried as one piece.");
            return null;
        }

        if (field.Packager == "GenericPackager" && number != 0 && parts.Exists(part => part.Id == 0))
        {
            draft.Note(field.Path, "It holds a whole message with a type of its own, so it is carried as one piece.");
            return null;
        }

        // Hex characters are always those of whole words of eight bytes; only raw bitmaps may be shorter.
        var size = form == "hex" || bitmap.Max is 0 or > WordBytes ? WordBytes : bitmap.Max;
        var isWhole = form == "hex" ? bitmap.Max <= WordBytes : bitmap.Class == "Base1_BITMAP126" || bitmap.Max <= WordBytes;
        var highest = 8 * size * (isWhole ? 1 : 2);
        List<DraftRow> rows = [];
        foreach (var part in parts.Where(part => part.Id != number))
        {
            if (part.Id < 1 || part.Id > highest)
            {
                draft.Note(part.Path, $"The bitmap of its container has the bits 1 to {highest}, so it is left out.");
            }
            else if (rowOf(part) is { } row)
            {
                rows.Add(row);
            }
        }

        return new DraftInside("bitmap", rows) { Size = size, Form = form, FirstIsData = isWhole };
    }
}
