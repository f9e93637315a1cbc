using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Iso8583.Dialects;

/// <summary>docs/dialects.md, held against the code.</summary>
[TestFixture]
public sealed class DialectDocumentTests
{
    private static readonly string _document = File.ReadAllText(Path.Combine(Repository(), "docs", "dialects.md"));

    [Test]
    public void Example_is_a_dialect()
    {
        var start = _document.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        var example = _document[start.._document.IndexOf("```", start, StringComparison.Ordinal)];

        Assert.That(Dialect.Parse(example, "docs/dialects.md").Element(22)!.Pad, Is.EqualTo(PadSide.Right));
    }

    [Test]
    public void Every_embedded_dialect_is_named()
    {
        foreach (var name in Dialect.EmbeddedNames)
        {
            Assert.That(_document, Does.Contain($"| `{name}` |"));
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
