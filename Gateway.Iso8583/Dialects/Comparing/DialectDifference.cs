namespace Gateway.Iso8583.Dialects.Comparing;

/// <summary>How two dialects differ in one place.</summary>
public enum DifferenceKind
{
    /// <summary>Only the second has it.</summary>
    Added,

    /// <summary>Only the first has it.</summary>
    Removed,

    /// <summary>Both have it, differently.</summary>
    Changed,
}

/// <summary>One place where two dialects are not the same on the wire.</summary>
/// <param name="Kind">How.</param>
/// <param name="Path">Where: <c>mti</c>, <c>bitmap</c>, <c>h</c> the header, an element or part, or <c>rule 0200</c>.</param>
/// <param name="Name">What it is called, for people.</param>
/// <param name="Changes">What is different; of something added or removed, what it is.</param>
/// <param name="Proof">The same value in both; null where there is nothing to write, or it comes out the same.</param>
public sealed record DialectDifference(
    DifferenceKind Kind, string Path, string Name, IReadOnlyList<PropertyChange> Changes, DifferenceProof? Proof);

/// <summary>A property that is different.</summary>
/// <param name="Property">Its name, as in the JSON form where it has one.</param>
/// <param name="Old">What the first dialect says; empty when it says nothing.</param>
/// <param name="New">What the second says.</param>
public sealed record PropertyChange(string Property, string Old, string New);

/// <summary>One made-up value in both dialects.</summary>
/// <param name="Value">The value.</param>
/// <param name="Old">Its bytes in the first, as upper-case hex; or, after "refused: ", why it cannot be.</param>
/// <param name="New">The same of the second.</param>
public sealed record DifferenceProof(string Value, string Old, string New);
