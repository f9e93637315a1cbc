using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Comparing;
using Gateway.Iso8583.Dialects.Linting;

namespace Gateway.Host.Cli;

/// <summary>Dialects, findings and differences as lines for people and as JSON for scripts.</summary>
internal static class DialectText
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>A dialect: what it is, where it comes from, every element and part, every rule.</summary>
    public static IEnumerable<string> Table(Dialect dialect)
    {
        yield return $"{dialect.Name}: {dialect.Title}";
        foreach (var source in dialect.Sources)
        {
            yield return $"  source: {source}";
        }

        // Against nothing at all, everything that a dialect says is new.
        foreach (var row in DialectDiff.Describe(dialect))
        {
            yield return $"{row.Path,-12} {row.Name,-48} {Facts(row.Changes)}";
        }
    }

    /// <summary>Findings with their proofs, and how many there are.</summary>
    public static IEnumerable<string> Lines(string name, IReadOnlyList<LintFinding> findings)
    {
        foreach (var finding in findings)
        {
            yield return $"{finding.Kind.Severity.ToString().ToLowerInvariant()} {finding.Kind.Code} {finding.Path}: {finding.Sentence}";
            yield return $"  {finding.Proof.Shows}";
            foreach (var message in finding.Proof.Messages)
            {
                yield return $"  {message}";
            }
        }

        yield return $"{name}: {Count(LintSeverity.Error, "error")}, {Count(LintSeverity.Warning, "warning")}, {Count(LintSeverity.Hint, "hint")}.";

        string Count(LintSeverity severity, string word)
            => findings.Count(finding => finding.Kind.Severity == severity) is var count && count == 1 ? $"1 {word}" : $"{count} {word}s";
    }

    /// <summary>The same as one JSON object.</summary>
    public static string Json(string name, IReadOnlyList<LintFinding> findings) => JsonSerializer.Serialize(
        new
        {
            Dialect = name,
            Findings = findings.Select(finding => new
            {
                Severity = finding.Kind.Severity.ToString().ToLowerInvariant(),
                finding.Kind.Code,
                finding.Path,
                finding.Sentence,
                finding.Proof,
            }),
        },
        _json);

    /// <summary>Differences with their proofs, and how many there are.</summary>
    public static IEnumerable<string> Lines(Dialect old, Dialect now, IReadOnlyList<DialectDifference> differences)
    {
        foreach (var difference in differences)
        {
            var sign = difference.Kind switch { DifferenceKind.Added => '+', DifferenceKind.Removed => '-', _ => '~' };
            var said = difference.Kind == DifferenceKind.Changed ? string.Join("; ", difference.Changes.Select(Change)) : Facts(difference.Changes);
            yield return $"{sign} {difference.Path} {difference.Name}: {said}";
            if (difference.Proof is { } proof)
            {
                yield return $"  {proof.Value}: {proof.Old} → {proof.New}";
            }
        }

        yield return differences.Count == 0
            ? $"{old.Name} and {now.Name} are the same on the wire."
            : $"{old.Name} → {now.Name}: {differences.Count} difference{(differences.Count == 1 ? "" : "s")}.";
    }

    /// <summary>The same as one JSON object.</summary>
    public static string Json(Dialect old, Dialect now, IReadOnlyList<DialectDifference> differences) => JsonSerializer.Serialize(
        new
        {
            Old = old.Name,
            New = now.Name,
            Differences = differences.Select(difference => new
            {
                Kind = difference.Kind.ToString().ToLowerInvariant(),
                difference.Path,
                difference.Name,
                difference.Changes,
                difference.Proof,
            }),
        },
        _json);

    private static string Change(PropertyChange change)
        => $"{change.Property} {(change.Old.Length > 0 ? change.Old : "nothing")} → {(change.New.Length > 0 ? change.New : "nothing")}";

    private static string Facts(IReadOnlyList<PropertyChange> changes)
        => string.Join(", ", changes.Select(change => $"{change.Property} {(change.New.Length > 0 ? change.New : change.Old)}"));
}
