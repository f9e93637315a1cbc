namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Rules that no message can keep, and rules that are never looked at.</summary>
internal static class RuleChecks
{
    internal static IEnumerable<LintFinding> Of(Dialect dialect)
        => dialect.Rules.SelectMany(rule => Unknown(dialect, rule).Concat(Values(dialect, rule)).Concat(Echo(dialect, rule)))
            .Concat(Contradictions(dialect));

    private static IEnumerable<LintFinding> Unknown(Dialect dialect, DialectRule rule)
        => from path in PathsOf(rule).Distinct()
           let found = RulePath.Find(dialect, path)
           where !found.IsKnown
           select new LintFinding(
               LintKinds.RuleUnknownElement, At(rule), $"It names {path}, and the dialect has no such element or part.",
               new LintProof("A message that announces the element is refused, or has no such part.", found.Sample(dialect)));

    private static IEnumerable<LintFinding> Values(Dialect dialect, DialectRule rule)
        => from asked in rule.Values.SelectMany(row => row.Value.Select(value => (Path: row.Key, Value: value)))
               .Concat(rule.Conditional.SelectMany(row => Conditions(row.When)).OfType<RuleCondition.Is>()
                   .SelectMany(test => test.Values.Select(value => (test.Path, Value: value))))
               .Distinct()
           let found = RulePath.Find(dialect, asked.Path)
           where found.IsKnown
           let why = found.WhyNot(asked.Value)
           where why is not null
           select new LintFinding(
               LintKinds.RuleValueUnfit, At(rule), $"{asked.Path} can never be '{asked.Value}': {why}.",
               new LintProof("What the element can be looks like this.", found.Sample(dialect)));

    private static IEnumerable<LintFinding> Echo(Dialect dialect, DialectRule rule)
    {
        if (rule.Echo.Count > 0 && char.IsAsciiDigit(rule.Mti[2]) && (rule.Mti[2] - '0') % 2 == 0)
        {
            yield return new LintFinding(
                LintKinds.EchoInRequest, At(rule), $"{rule.Mti} is no answer, so there is nothing to say again.",
                new LintProof("The third digit is even: nothing is asked again of such a message.", RulePath.Find(dialect, rule.Echo[0]).Sample(dialect)));
        }
    }

    private static IEnumerable<LintFinding> Contradictions(Dialect dialect)
        => from wanting in dialect.Rules
           from forbidding in dialect.Rules
           where Overlap(wanting.Mti, forbidding.Mti)
           from path in wanting.Mandatory.Concat(wanting.Echo).Distinct()
           where forbidding.Forbidden.Any(forbidden => path == forbidden || path.StartsWith(forbidden + ".", StringComparison.Ordinal))
           select new LintFinding(
               LintKinds.RuleContradiction, At(wanting),
               $"It {(wanting.Mandatory.Contains(path) ? "wants" : "echoes")} {path}, which {(wanting == forbidding ? "it forbids" : $"{At(forbidding)} forbids")} too.",
               new LintProof($"Of type {Common(wanting.Mti, forbidding.Mti)} no message keeps both, with the element or without.", RulePath.Find(dialect, path).Sample(dialect)));

    private static IEnumerable<string> PathsOf(DialectRule rule)
        => [
            .. rule.Mandatory,
            .. rule.Forbidden,
            .. rule.Echo,
            .. rule.Values.Keys,
            .. rule.Conditional.Select(row => row.Path),
            .. rule.Conditional.SelectMany(row => Conditions(row.When)).Select(PathOf).OfType<string>(),
        ];

    private static IEnumerable<RuleCondition> Conditions(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => all.Conditions.SelectMany(Conditions),
        RuleCondition.Any any => any.Conditions.SelectMany(Conditions),
        RuleCondition.Not not => Conditions(not.Condition),
        _ => [condition],
    };

    private static string? PathOf(RuleCondition condition) => condition switch
    {
        RuleCondition.Is test => test.Path,
        RuleCondition.Starts test => test.Path,
        RuleCondition.Present test => test.Path,
        _ => null,
    };

    private static bool Overlap(string one, string other) => one.Zip(other).All(pair => pair.First == pair.Second || pair.First == 'x' || pair.Second == 'x');

    private static string Common(string one, string other) => string.Concat(one.Zip(other, (a, b) => a == 'x' ? b : a)).Replace('x', '0');

    private static string At(DialectRule rule) => $"rule {rule.Mti}";
}
