namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>What the standard knows of an element, whatever another file calls it.</summary>
/// <remarks>Source: ISO 8583:1987, table of data elements.</remarks>
internal static class StandardElements
{
    private const int Pan = 2;

    /// <summary>Elements that help to find a transaction and say nothing of a card or its holder.</summary>
    private static readonly HashSet<int> _harmless =
    [
        3, 4, 7, 11, 12, 13, 15, 18, 19, 22, 24, 25, 32, 33, 37, 38, 39, 41, 42, 43, 49, 50, 51, 70,
    ];

    private static readonly HashSet<int> _tracks = [35, 36];

    /// <summary>Corrects the content where the other file is too coarse to say it.</summary>
    internal static DraftRow Settle(int number, DraftRow row, DialectDraft draft)
    {
        if (number == Pan && row.Form.IsText)
        {
            draft.Note(row.Path, "It is a text there; it is carried as digits, which a card number is made of, so that it can be masked.");
            var form = row.Form.IsEbcdic ? row.Form.Form : "ascii";
            return row with { Form = row.Form with { Content = "n", Form = form, Filler = null } };
        }

        if (_tracks.Contains(number) && row.Form.Content == "n")
        {
            draft.Note(row.Path, "It is digits there; it is carried as track data, which has a separator.");
            return row with { Form = row.Form with { Content = "z" } };
        }

        return row;
    }

    /// <summary>What a trace may show of an element: true, "pan", or null for nothing.</summary>
    internal static string? Trace(int number, DraftRow row)
    {
        if (number == Pan && row.Form.Content == "n")
        {
            return "\"pan\"";
        }

        return _harmless.Contains(number) && row.Form.Content is ("n" or "ans") ? "true" : null;
    }
}
