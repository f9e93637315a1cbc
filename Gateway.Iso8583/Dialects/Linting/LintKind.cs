namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>How bad a finding is.</summary>
public enum LintSeverity
{
    /// <summary>Something that the dialect describes can never be written or read, or comes back as something else.</summary>
    Error,

    /// <summary>Most likely a mistake; if it is meant, it has a price that the sentence names.</summary>
    Warning,

    /// <summary>Worth a look against the other side's specification.</summary>
    Hint,
}

/// <summary>A kind of finding.</summary>
/// <param name="Code">Its name for scripts.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Meaning">What it is, in a few words for a table.</param>
public sealed record LintKind(string Code, LintSeverity Severity, string Meaning);
