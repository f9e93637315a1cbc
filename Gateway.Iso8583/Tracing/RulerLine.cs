namespace Gateway.Iso8583.Tracing;

/// <summary>One line of a byte ruler: a stretch of a frame, what it is, and as much of it as may be shown.</summary>
/// <param name="Path">Path of the element or part; empty for what stands in front of the message and for what was not read.</param>
/// <param name="Name">What the bytes are, for people.</param>
/// <param name="Offset">Where they begin, counted from the first byte of the frame, its length included.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Hex">Two characters a byte: hex digits, or <c>·</c> for each half byte that is hidden; empty on a heading.</param>
public sealed record RulerLine(string Path, string Name, int Offset, int Length, string Hex)
{
    /// <summary>How deep inside an element the bytes are: 0 for elements and everything outside them.</summary>
    public int Depth { get; init; }

    /// <summary>Whether it only names what the lines below it, one deeper, show.</summary>
    public bool IsHeading { get; init; }

    /// <summary>Whether the message is damaged here.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>Where the bytes end.</summary>
    public int End => Offset + Length;

    /// <summary>The path alone.</summary>
    /// <returns>Text that is safe to print.</returns>
    public override string ToString() => $"{Path} {Offset}+{Length}";
}
