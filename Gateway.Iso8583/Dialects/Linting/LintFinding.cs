namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Something about a dialect that somebody should know before messages are lost over it.</summary>
/// <param name="Kind">What kind it is.</param>
/// <param name="Path">Where: an element or part (<c>55.9F26</c>), <c>h</c> the header, <c>message</c>, or <c>rule 0200</c>.</param>
/// <param name="Sentence">What it is, for people.</param>
/// <param name="Proof">What shows it.</param>
public sealed record LintFinding(LintKind Kind, string Path, string Sentence, LintProof Proof)
{
    /// <summary>One line for people.</summary>
    /// <returns>Severity, code, path and sentence.</returns>
    public override string ToString() => $"{Kind.Severity} {Kind.Code} {Path}: {Sentence}";
}

/// <summary>What shows that a finding is true.</summary>
/// <param name="Shows">What is to be seen.</param>
/// <param name="Messages">Messages, or parts of one where no whole message can be made, as upper-case hex; made-up values, none of a card.</param>
public sealed record LintProof(string Shows, IReadOnlyList<string> Messages);
