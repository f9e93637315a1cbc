namespace Gateway.Iso8583.Dialects;

/// <summary>What has been read of a dialect so far.</summary>
internal sealed class DialectDraft
{
    internal required string Name { get; init; }

    internal required string Title { get; init; }

    internal required IReadOnlyList<string> Sources { get; init; }

    internal ElementSpec? Header { get; set; }

    internal ElementForm TypeForm { get; set; }

    internal bool HasFreeType { get; set; }

    internal ElementForm BitmapForm { get; set; }

    internal ElementForm SecondaryForm { get; set; }

    internal bool HasSecondary { get; set; }

    internal bool HasTertiary { get; set; }

    internal SortedDictionary<int, ElementSpec> Elements { get; } = [];

    /// <summary>Rows with a filling nibble on a side that their file does not name.</summary>
    internal List<ElementSpec> AssumedPads { get; } = [];

    internal IReadOnlyList<DialectRule> Rules { get; set; } = [];

    /// <summary>Highest element number that the bitmaps can announce.</summary>
    internal int Highest => HasTertiary ? 192 : HasSecondary ? 128 : 64;
}
