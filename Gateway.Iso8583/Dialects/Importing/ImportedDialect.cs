namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>A dialect file made from a file of another program.</summary>
/// <param name="Json">The dialect in its JSON form, one element a line: read it before it is used.</param>
/// <param name="Notes">What could not be carried or had to be decided, in the order of the elements; empty when nothing was lost.</param>
public sealed record ImportedDialect(string Json, IReadOnlyList<ImportNote> Notes);
