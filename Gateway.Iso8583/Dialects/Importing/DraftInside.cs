namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>The parts of a value in the making.</summary>
/// <param name="Kind">bitmap, positional, tagged, ber-tlv, datasets or dataset-bitmap.</param>
/// <param name="Rows">The parts.</param>
internal sealed record DraftInside(string Kind, IReadOnlyList<DraftRow> Rows)
{
    /// <summary>Bytes of the nested bitmap; characters or bytes of a tag of one size.</summary>
    internal int Size { get; init; }

    /// <summary>Form of the nested bitmap or of the tags.</summary>
    internal string Form { get; init; } = "ascii";

    /// <summary>Whether bit 1 of the nested bitmap is a part; when not, it announces a second bitmap.</summary>
    internal bool FirstIsData { get; init; }

    /// <summary>How many L the length behind a tag has.</summary>
    internal int Letters { get; init; }

    /// <summary>Form of the length behind a tag.</summary>
    internal string LengthForm { get; init; } = "ascii";

    /// <summary>Whether parts may be missing at the end, or something may follow.</summary>
    internal bool IsOpen { get; init; }

    /// <summary>Whether parts are known by tags, and not by numbers.</summary>
    internal bool HasTags => Kind is "tagged" or "ber-tlv" or "datasets";

    /// <summary>Whether all of it is one-byte characters, so that a text may be the container.</summary>
    internal bool IsPlain => (Kind == "positional" || (Kind == "tagged" && Form == "ascii" && LengthForm == "ascii"))
        && Rows.All(row => row.Form.IsPlain && row.Inside is null or { IsPlain: true });
}
