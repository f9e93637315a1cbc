using System.Reflection;
using Gateway.Host.Configuration;
using Gateway.Host.Upstream;
using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Host.Configuration;

/// <summary>Which dialects of one's own an acquirer can be reached in, and which PIN formats fit into them.</summary>
[TestFixture]
public sealed class LinkDialectTests : IDisposable
{
    private const string Eight = """{ "n": 52, "name": "PIN data", "content": "b", "max": 8 }""";
    private const string Sixteen = """{ "n": 52, "name": "PIN data", "content": "b", "max": 16 }""";
    private const string Either = """{ "n": 52, "name": "PIN data", "content": "b", "length": "LLVAR", "min": 8, "max": 16 }""";
    private const string Text = """{ "n": 52, "name": "PIN data", "content": "ans", "max": 16 }""";
    private const string Absent = """{ "n": 52, "absent": true }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-dialects-");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestCase(Eight, "iso-0", null)]
    [TestCase(Eight, "iso-3", null)]
    [TestCase(Eight, "iso-4", "PinFormat 'iso-4' needs a DE 52 of 16 bytes, and in dialect 'mine' it has 8.")]
    [TestCase(Sixteen, "iso-4", null)]
    [TestCase(Sixteen, "iso-0", "PinFormat 'iso-0' needs a DE 52 of 8 bytes, and in dialect 'mine' it has 16.")]
    [TestCase(Sixteen, "iso-3", "PinFormat 'iso-3' needs a DE 52 of 8 bytes, and in dialect 'mine' it has 16.")]
    [TestCase(Either, "iso-3", null)]
    [TestCase(Either, "iso-4", null)]
    [TestCase(Text, "iso-4", "PinFormat 'iso-4' needs a DE 52 of 16 bytes, and in dialect 'mine' it holds no bytes.")]
    [TestCase(Absent, "iso-0", "PinFormat 'iso-0' needs a DE 52 of 8 bytes, and in dialect 'mine' there is none.")]
    public void A_PIN_block_has_to_fit_into_element_52(string row, string format, string? sentence)
        => Assert.That(Faults(row, format), Is.EqualTo(sentence is null ? [] : new[] { $"Gateway:Acquirers 'acquirer': {sentence}" }));

    [TestCase("""{ "n": 60, "name": "Private", "content": "ans", "length": "LLLVAR", "max": 100 }""", true, Description = "the link does not use it")]
    [TestCase("""{ "n": 2, "name": "PAN", "content": "n", "length": "LLVAR", "max": 19, "trace": "pan" }""", true, Description = "the same in other words")]
    [TestCase("""{ "n": 2, "name": "PAN", "content": "n", "max": 19 }""", false)]
    [TestCase("""{ "n": 70, "absent": true }""", false)]
    [TestCase("""{ "n": 128, "name": "MAC", "content": "b", "max": 8, "form": "binary" }""", false)]
    public void A_dialect_may_differ_where_the_link_does_not_look(string row, bool isTaken)
        => Assert.That(Faults(row, "iso-0"), isTaken ? Is.Empty : Has.Count.EqualTo(1).And.All.Contains("Dialect 'mine' is not one acquirers are reached in"));

    [Test]
    public void Every_element_that_the_link_has_a_name_for_is_looked_at()
    {
        var named = typeof(LinkElements).GetFields(BindingFlags.NonPublic | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!);
        foreach (var element in named.Where(element => element != LinkElements.PinBlock))
        {
            Assert.That(Faults($$"""{ "n": {{element}}, "absent": true }""", "iso-0"), Has.One.Contains($"in {element},"), $"element {element}");
        }
    }

    private IReadOnlyList<string> Faults(string row, string format)
    {
        File.WriteAllText(
            Path.Combine(_folder.FullName, "mine.json"),
            $$"""{ "name": "mine", "title": "Mine", "source": ["A test."], "extends": "iso8583-1987-ascii", "rules": [], "elements": [ {{row}} ] }""");
        var dialects = DialectCatalog.Load(_folder.FullName);
        return [.. new AcquirerOptions { Dialect = "mine", PinFormat = format }.Faults(dialects)];
    }
}
