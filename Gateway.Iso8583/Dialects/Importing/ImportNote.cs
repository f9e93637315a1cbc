namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>One thing that an import could not carry over, or had to decide because the other file does not say it.</summary>
/// <param name="Path">The element it is about, as <c>48.3</c> or <c>55.9F26</c>; <c>mti</c>, <c>bitmap</c>, <c>h</c> for the header, or
/// <c>file</c>.</param>
/// <param name="Sentence">What it is, one sentence; never a value that stood in the file.</param>
public sealed record ImportNote(string Path, string Sentence);
