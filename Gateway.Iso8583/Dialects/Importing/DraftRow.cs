namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>One row of a dialect in the making.</summary>
/// <param name="Key">Its number or its tag.</param>
/// <param name="Path">How notes name it, as <c>48.3</c>.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Form">How it looks on the wire.</param>
/// <param name="Max">Most digits, characters or bytes; exactly so many when fixed.</param>
internal sealed record DraftRow(string Key, string Path, string Name, WireForm Form, int Max)
{
    /// <summary>The parts of its value; null when it is one piece.</summary>
    internal DraftInside? Inside { get; init; }
}
