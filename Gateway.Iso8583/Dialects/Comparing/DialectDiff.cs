using Gateway.Iso8583.Dialects.Linting;

namespace Gateway.Iso8583.Dialects.Comparing;

/// <summary>Says in what two dialects are not the same on the wire, element by element, and shows it with bytes.</summary>
/// <remarks>
/// What a file leaves out is taken as what it comes to, so two files that say the same in different words do not differ. Names,
/// sources and what a trace shows make no difference; rules do. Stateless and safe for use from any thread.
/// </remarks>
public static class DialectDiff
{
    /// <summary>Compares two dialects.</summary>
    /// <param name="old">The first.</param>
    /// <param name="now">The second.</param>
    /// <returns>Every difference: message type and bitmap, elements ascending with their parts, rules; empty when there is none.</returns>
    public static IReadOnlyList<DialectDifference> Compare(Dialect old, Dialect now)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        return [.. Fronts(old, now), .. Rows(Tops(old), Tops(now)), .. Rules(old, now)];
    }

    /// <summary>Everything that a dialect comes to, as if it were new: message type, bitmaps, elements with their parts, rules.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <returns>One entry for each row and for each type that has rules, each added.</returns>
    public static IReadOnlyList<DialectDifference> Describe(Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var rows = LintSpot.All(dialect).Select(spot => Alone(DifferenceKind.Added, spot));
        var rules = dialect.Rules.GroupBy(rule => rule.Mti).Select(same => New($"rule {same.Key}", "Rule", WireProperties.Of(same)));
        return [New("mti", "Message type", Type(dialect)), New("bitmap", "Bitmaps", Maps(dialect)), .. rows, .. rules];
    }

    private static DialectDifference New(string path, string name, Dictionary<string, string> said)
        => new(DifferenceKind.Added, path, name, WireProperties.Compare([], said), null);

    private static IEnumerable<DialectDifference> Fronts(Dialect old, Dialect now)
        => new[] { Whole("mti", "Message type", Type(old), Type(now)), Whole("bitmap", "Bitmaps", Maps(old), Maps(now)) }
            .OfType<DialectDifference>().Select(difference => difference with { Proof = ProofPair.Front(old, now) });

    private static DialectDifference? Whole(string path, string name, Dictionary<string, string> old, Dictionary<string, string> now)
        => WireProperties.Compare(old, now) is { Count: > 0 } changes ? new DialectDifference(DifferenceKind.Changed, path, name, changes, null) : null;

    private static Dictionary<string, string> Type(Dialect dialect)
        => new() { ["form"] = Words.Of(Words.Forms, dialect.TypeForm), ["content"] = dialect.HasFreeType ? "an" : "n" };

    private static Dictionary<string, string> Maps(Dialect dialect)
    {
        var said = new Dictionary<string, string>
        {
            ["form"] = Words.Of(Words.Forms, dialect.BitmapForm),
            ["bitmaps"] = dialect.HasTertiary ? "3" : dialect.HasSecondary ? "2" : "1",
        };
        if (dialect.HasSecondary)
        {
            said["secondaryForm"] = Words.Of(Words.Forms, dialect.SecondaryForm);
        }

        return said;
    }

    private static List<LintSpot> Tops(Dialect dialect)
        => [.. (dialect.HeaderSpec is { } header ? dialect.Elements.Prepend(header) : dialect.Elements).Select(spec => new LintSpot(dialect, spec, null))];

    private static IEnumerable<DialectDifference> Rows(List<LintSpot> old, List<LintSpot> now)
    {
        var before = old.ToDictionary(spot => spot.Path);
        var after = now.ToDictionary(spot => spot.Path);
        var paths = before.Keys.Union(after.Keys).OrderBy(path => (before.GetValueOrDefault(path) ?? after[path]).Spec.Number).ToList();
        return paths.SelectMany(path => (before.GetValueOrDefault(path), after.GetValueOrDefault(path)) switch
        {
            ({ } one, { } other) => Row(one, other),
            ({ } one, null) => [Alone(DifferenceKind.Removed, one)],
            (null, { } other) => [Alone(DifferenceKind.Added, other)],
            _ => [],
        });
    }

    private static IEnumerable<DialectDifference> Row(LintSpot old, LintSpot now)
    {
        var changes = WireProperties.Compare(WireProperties.Of(old), WireProperties.Of(now));
        if (changes.Count > 0)
        {
            yield return new DialectDifference(DifferenceKind.Changed, now.Path, now.Spec.Name, changes, ProofPair.Of(old, now));
        }

        if (old.Spec.Inside?.Kind != now.Spec.Inside?.Kind)
        {
            yield break;
        }

        foreach (var part in Rows(Parts(old), Parts(now)))
        {
            yield return part;
        }
    }

    private static List<LintSpot> Parts(LintSpot spot) => [.. (spot.Spec.Inside?.Parts ?? []).Select(part => new LintSpot(spot.Dialect, part, spot))];

    private static DialectDifference Alone(DifferenceKind kind, LintSpot spot)
    {
        var said = WireProperties.Of(spot);
        var (old, now) = kind == DifferenceKind.Removed ? (said, []) : (new Dictionary<string, string>(), said);
        return new DialectDifference(kind, spot.Path, spot.Spec.Name, WireProperties.Compare(old, now), null);
    }

    private static IEnumerable<DialectDifference> Rules(Dialect old, Dialect now)
    {
        var before = old.Rules.ToLookup(rule => rule.Mti);
        var after = now.Rules.ToLookup(rule => rule.Mti);
        return from mti in before.Select(same => same.Key).Union(after.Select(same => same.Key)).Order(StringComparer.Ordinal)
               let changes = WireProperties.Compare(WireProperties.Of(before[mti]), WireProperties.Of(after[mti]))
               where changes.Count > 0
               let kind = !before.Contains(mti) ? DifferenceKind.Added : !after.Contains(mti) ? DifferenceKind.Removed : DifferenceKind.Changed
               select new DialectDifference(kind, $"rule {mti}", "Rule", changes, null);
    }
}
