using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Iso8583.Dialects;

/// <summary>docs/dialects.schema.json against the loader: the same properties, the same words.</summary>
[TestFixture]
public sealed partial class DialectSchemaTests
{
    private static readonly JsonElement _schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(MadeUpDialect.Repository(), "docs", "dialects.schema.json"))).RootElement;

    // A word of the schema, where it stands, and a file with a wrong word there: the fault that the loader makes lists its own words.
    [TestCase("$defs/content", """{ "n": 3, "name": "a", "content": "?", "max": 6 }""", "content")]
    [TestCase("$defs/form", """{ "n": 3, "name": "a", "content": "n", "max": 6, "form": "?" }""", "form")]
    [TestCase("$defs/lengthKind", """{ "n": 3, "name": "a", "content": "n", "max": 6, "length": "?" }""", "length")]
    [TestCase("$defs/lengthForm", """{ "n": 3, "name": "a", "content": "n", "max": 6, "length": "LLVAR", "lengthForm": "?" }""", "lengthForm")]
    [TestCase("$defs/counts", """{ "n": 3, "name": "a", "content": "n", "max": 6, "counts": "?" }""", "counts")]
    [TestCase("$defs/row/properties/pad", """{ "n": 3, "name": "a", "content": "n", "max": 6, "pad": "?" }""", "pad")]
    [TestCase("$defs/taggedPart/properties/pad", """{ "n": 3, "name": "a", "content": "n", "max": 6, "pad": "?" }""", "pad")]
    [TestCase("$defs/row/properties/filler", """{ "n": 3, "name": "a", "content": "an", "max": 6, "filler": "?" }""", "filler")]
    [TestCase("$defs/structure/properties/kind", """{ "n": 3, "name": "a", "content": "an", "max": 6, "inside": { "kind": "?" } }""", "kind")]
    [TestCase("$defs/bitmapForm", """{ "n": 3, "name": "a", "content": "b", "max": 6, "inside": { "kind": "bitmap", "bytes": 1, "form": "?" } }""", "form")]
    public void Words_are_the_same(string where, string row, string property)
        => Assert.That(WordsAt(where), Is.EquivalentTo(Listed(MadeUpDialect.Json(row), property)));

    [TestCase("mti")]
    [TestCase("numbers")]
    [TestCase("text")]
    [TestCase("binaries")]
    public void Forms_at_the_top_are_the_same(string property)
    {
        var json = MadeUpDialect.Json(MadeUpDialect.Usual).Replace("\"title\"", "\"text\": { \"form\": \"latin1\" }, \"title\"", StringComparison.Ordinal);
        var wrong = Regex.Replace(json, $"(\"{property}\": {{ \"form\": )\"[^\"]+\"", "$1\"?\"");

        Assert.That(WordsAt($"$defs/dialect/properties/{property}/properties/form"), Is.EquivalentTo(Listed(wrong, "form")));
    }

    [Test]
    public void Fillings_are_the_same()
    {
        var pattern = At("$defs/row/properties/fill").GetProperty("pattern").GetString()!;
        var known = Listed(MadeUpDialect.Json("""{ "n": 3, "name": "a", "content": "n", "max": 5, "fill": "?" }"""), "fill");

        Assert.That(known, Has.Length.EqualTo(18).And.All.Match(pattern));
        Assert.That(System.Text.RegularExpressions.Regex.IsMatch("?", pattern), Is.False);
    }

    [Test]
    public void Properties_are_the_same()
    {
        var folder = Path.Combine(MadeUpDialect.Repository(), "Gateway.Iso8583", "Dialects");
        string[] readers = ["DialectFile", "DialectMerge", "ElementRow", "StructureRow", "RuleRow"];
        var asked = readers
            .SelectMany(file => Asked().Matches(File.ReadAllText(Path.Combine(folder, $"{file}.cs")))).Select(match => match.Groups["name"].Value).Distinct();
        var published = Properties(_schema.GetProperty("$defs").EnumerateObject().Where(part => part.Name != "tagList").Select(part => part.Value)).Distinct();

        Assert.That(asked, Is.EquivalentTo(published));
    }

    [Test]
    public void Embedded_dialects_and_examples_load()
    {
        foreach (var name in Dialect.EmbeddedNames)
        {
            Assert.That(Dialect.Embedded(name).Sources, Is.Not.Empty);
        }

        var examples = DialectCatalog.Load(Path.Combine(MadeUpDialect.Repository(), "docs", "dialects"));
        string[] expected = ["acquirer-pin-16", "postilion-example", "visa-example"];
        Assert.That(examples.Names.Except(Dialect.EmbeddedNames), Is.EquivalentTo(expected));
    }

    private static JsonElement At(string path) => path.Split('/').Aggregate(_schema, (place, name) => place.GetProperty(name));

    private static IEnumerable<string> WordsAt(string path) => At(path).TryGetProperty("enum", out var words)
        ? words.EnumerateArray().Select(word => word.GetString()!)
        : WordsAt("$defs/" + At(path).GetProperty("$ref").GetString()!.Split('/')[^1]);

    // "'pad' is not one of left, right, none."
    private static string[] Listed(string json, string property)
    {
        var refused = Assert.Throws<DialectException>(() => Dialect.Parse(json, "test"))!;
        var fault = refused.Faults.First(sentence => sentence.Contains($"'{property}' is not one of ", StringComparison.Ordinal));
        return fault[(fault.IndexOf("not one of ", StringComparison.Ordinal) + "not one of ".Length)..^1].Split(", ");
    }

    private static IEnumerable<string> Properties(IEnumerable<JsonElement> parts) => parts.SelectMany(part => part.ValueKind switch
    {
        JsonValueKind.Object => part.EnumerateObject().SelectMany(property => property.Name == "properties"
            ? property.Value.EnumerateObject().Select(named => named.Name).Concat(Properties(property.Value.EnumerateObject().Select(named => named.Value)))
            : Properties([property.Value])),
        JsonValueKind.Array => Properties(part.EnumerateArray()),
        _ => [],
    });

    [GeneratedRegex("""(?:\.(?:Text|Texts|Number|Flag|Choice|Row|Rows|Find|Mentions|Remove)(?:<\w+>)?\(|Paths\(row, |Form\(root, |gone\[)"(?<name>\w+)"(?!\])|(?:gone\[")(?<name>\w+)""")]
    private static partial Regex Asked();
}
