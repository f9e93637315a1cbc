namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Looks for what a dialect says that cannot be, that is ambiguous on the wire, or that is most likely not meant.</summary>
/// <remarks>
/// Every finding comes with a proof: messages made by the codec itself, of made-up values. A dialect without errors and warnings reads
/// back what it writes. Stateless and safe for use from any thread.
/// </remarks>
public static class DialectLinter
{
    /// <summary>Looks at a dialect.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <returns>Every finding, the worst first and otherwise in the order of the elements; empty when there is none.</returns>
    public static IReadOnlyList<LintFinding> Lint(Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var findings = LintSpot.All(dialect)
            .SelectMany(spot => (IEnumerable<LintFinding>)
                [.. PaddingChecks.Of(spot), .. LengthChecks.Of(spot), .. StructureChecks.Of(spot), .. FormChecks.Of(spot)])
            .Concat(LengthChecks.Of(dialect))
            .Concat(FormChecks.Of(dialect))
            .Concat(RuleChecks.Of(dialect));
        return [.. findings.OrderBy(finding => finding.Kind.Severity)];
    }

    /// <summary>The findings about a file that could not be loaded.</summary>
    /// <param name="refused">Why not.</param>
    /// <returns>One error for each fault.</returns>
    public static IReadOnlyList<LintFinding> Of(DialectException refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return [.. refused.Faults.Select(fault => new LintFinding(LintKinds.NotADialect, "file", fault, new LintProof("Nothing can be made of it.", [])))];
    }
}
