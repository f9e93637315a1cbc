using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Linting;

namespace Gateway.Tests.Iso8583.Dialects.Linting;

/// <summary>Each kind of finding is made where it belongs, and not beside it.</summary>
[TestFixture]
public sealed class DialectLinterTests
{
    private static IEnumerable<TestCaseData> Rows()
        => LintCases.Rows.Select((row, index) => new TestCaseData(row.Kind, row.Path, row.Has, row.HasNot).SetName($"{row.Kind.Code}_{index}_is_found_where_it_is_and_only_there"));

    [TestCaseSource(nameof(Rows))]
    public void A_finding_is_made_where_it_is_and_only_there(LintKind kind, string path, string has, string hasNot)
    {
        var found = Lint(MadeUpDialect.With(LintCases.Row(has))).Where(finding => finding.Kind == kind).ToList();
        var notFound = Lint(MadeUpDialect.With(LintCases.Row(hasNot))).Where(finding => finding.Kind == kind);

        Assert.That(found.Select(finding => finding.Path), Is.EqualTo(new[] { path }));
        Assert.That(found[0].Sentence, Does.EndWith("."));
        Assert.That(found[0].Proof.Shows, Does.EndWith("."));
        Assert.That(notFound, Is.Empty);
    }

    [TestCase("""{ "mti": "0200", "mandatory": [70] }""", """{ "mti": "0200", "mandatory": [11] }""", "rule-unknown-element")]
    [TestCase("""{ "mti": "0200", "forbidden": ["11.1"] }""", """{ "mti": "0200", "forbidden": ["55.9F70"] }""", "rule-unknown-element")]
    [TestCase("""{ "mti": "0200", "conditional": [ { "element": 11, "when": { "not": { "element": 12, "present": true } } } ] }""",
        """{ "mti": "0200", "conditional": [ { "element": 11, "when": { "not": { "element": 39, "present": true } } } ] }""", "rule-unknown-element")]
    [TestCase("""{ "mti": "0210", "values": { "39": ["00", "000"] } }""", """{ "mti": "0210", "values": { "39": ["00", "05"] } }""", "rule-value-unfit")]
    [TestCase("""{ "mti": "0210", "values": { "11": ["A00001"] } }""", """{ "mti": "0210", "values": { "11": ["000001"] } }""", "rule-value-unfit")]
    [TestCase("""{ "mti": "0210", "conditional": [ { "element": 41, "when": { "element": 39, "is": ["0"] } } ] }""",
        """{ "mti": "0210", "conditional": [ { "element": 41, "when": { "element": 39, "is": ["00"] } } ] }""", "rule-value-unfit")]
    [TestCase("""{ "mti": "0210", "mandatory": [39] }, { "mti": "0x10", "forbidden": [39] }""",
        """{ "mti": "0210", "mandatory": [39] }, { "mti": "0x00", "forbidden": [39] }""", "rule-contradiction")]
    [TestCase("""{ "mti": "0210", "echo": [41], "forbidden": [41] }""", """{ "mti": "0210", "echo": [11], "forbidden": [41] }""", "rule-contradiction")]
    [TestCase("""{ "mti": "0200", "echo": [11] }""", """{ "mti": "0210", "echo": [11] }""", "echo-in-request")]
    public void A_rule_that_cannot_be_kept_is_found(string has, string hasNot, string code)
    {
        const string Chip = """{ "n": 55, "name": "Chip", "content": "b", "length": "LLLVAR", "max": 255, "inside": { "kind": "ber-tlv", "tags": "emv" } }""";
        var found = Lint(MadeUpDialect.With(Chip, has)).Where(finding => finding.Kind.Code == code).ToList();

        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0].Path, Does.StartWith("rule 02"));
        Assert.That(Lint(MadeUpDialect.With(Chip, hasNot)).Where(finding => finding.Kind.Severity != LintSeverity.Hint), Is.Empty);
    }

    [Test]
    public void A_mac_of_another_size_is_found([Values(64, 128)] int element)
    {
        var wrong = Lint(MadeUpDialect.With($$"""{ "n": {{element}}, "name": "MAC", "content": "b", "max": 4 }"""));
        var right = Lint(MadeUpDialect.With($$"""{ "n": {{element}}, "name": "MAC", "content": "b", "max": 8, "form": "hex" }"""));

        Assert.That(wrong.Select(finding => (finding.Kind, finding.Path)), Is.EqualTo(new[] { (LintKinds.MacNotEightBytes, $"{element}") }));
        Assert.That(right, Is.Empty);
    }

    [Test]
    public void An_element_that_every_host_needs_is_missed()
    {
        var found = Lint(MadeUpDialect.Only("""{ "n": 39, "name": "Response code", "content": "an", "max": 2 }"""));

        Assert.That(found.Select(finding => (finding.Kind, finding.Path)), Is.EqualTo(new[] { (LintKinds.ElementMissing, "11"), (LintKinds.ElementMissing, "41") }));
        Assert.That(Lint(MadeUpDialect.With("")), Is.Empty);
    }

    [Test]
    public void A_file_that_cannot_be_loaded_is_findings_too()
    {
        var refused = Assert.Throws<DialectException>(() => MadeUpDialect.Only("""{ "n": 3, "name": "a", "content": "q", "max": 5, "min": 6 }"""))!;
        var found = DialectLinter.Of(refused);

        Assert.That(found.Select(finding => finding.Sentence), Is.EqualTo(refused.Faults));
        Assert.That(found.Select(finding => finding.Kind), Is.All.EqualTo(LintKinds.NotADialect));
    }

    [Test]
    public void Every_kind_has_a_case_here()
        => Assert.That(LintCases.Rows.Select(row => row.Kind).Concat(LintCases.Others).Distinct(), Is.EquivalentTo(LintKinds.All));

    [Test]
    public void Every_code_is_there_once()
        => Assert.That(LintKinds.All.Select(kind => kind.Code), Is.Unique.And.All.Match("^[a-z]+(-[a-z]+)*$"));

    [Test]
    public void Embedded_dialects_have_no_errors_and_no_warnings()
    {
        foreach (var name in Dialect.EmbeddedNames)
        {
            Assert.That(Lint(Dialect.Embedded(name)).Where(finding => finding.Kind.Severity != LintSeverity.Hint), Is.Empty, name);
        }
    }

    [Test]
    public void Findings_stand_worst_first()
        => Assert.That(
            Lint(MadeUpDialect.With("""{ "n": 19, "name": "Country", "content": "n", "max": 3 }, { "n": 64, "name": "MAC", "content": "b", "max": 4 }""")).Select(finding => finding.Kind.Severity),
            Is.EqualTo(new[] { LintSeverity.Warning, LintSeverity.Hint }));

    private static IReadOnlyList<LintFinding> Lint(Dialect dialect) => DialectLinter.Lint(dialect);
}
