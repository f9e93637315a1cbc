using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Iso8583.Dialects;

/// <summary>A folder of dialects: who may be called what, who may stand on whom, and every fault at once.</summary>
[TestFixture]
public sealed class DialectCatalogTests
{
    private const string Row = """{ "n": 3, "name": "Processing code", "content": "n", "max": 6 }""";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("dialects-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Embedded_dialects_are_there_without_a_folder()
    {
        Assert.That(DialectCatalog.Embedded.Names, Is.EqualTo(Dialect.EmbeddedNames));
        Assert.That(DialectCatalog.Embedded.Get("unionpay-pos"), Is.SameAs(Dialect.Embedded("unionpay-pos")));
    }

    [Test]
    public void Files_stand_beside_the_embedded_ones_and_on_each_other_in_any_order()
    {
        Put("a.json", Extending("top", "middle", """{ "n": 4, "absent": true }"""));
        Put("b.json", Extending("middle", "iso8583-1987-ascii", """{ "n": 3, "name": "Three", "content": "n", "max": 8 }"""));
        Put("notes.txt", "no dialect");
        var catalog = DialectCatalog.Load(_folder);

        Assert.That(catalog.Names, Is.EqualTo(Dialect.EmbeddedNames.Concat(["middle", "top"])));
        Assert.That((catalog.Get("top").Element(3)!.Max, catalog.Get("top").Element(4), catalog.Get("middle").Element(4)?.Max), Is.EqualTo((8, (ElementSpec?)null, (int?)12)));
        Assert.That(catalog.Parse(Extending("mine", "top", ""), "mine.json").Element(3)!.Max, Is.EqualTo(8));
    }

    [Test]
    public void An_unknown_name_is_refused_with_those_that_are_known()
    {
        Put("a.json", MadeUpDialect.Json(Row, name: "mine"));
        Assert.That(
            () => DialectCatalog.Load(_folder).Get("yours"),
            Throws.InstanceOf<KeyNotFoundException>().With.Message.EqualTo(
                "There is no dialect 'yours'; there are iso8583-1987-ascii, iso8583-1987-bcd, iso8583-1993, iso8583-2003, unionpay-pos, mine."));
    }

    [Test]
    public void Every_fault_of_every_file_is_listed_at_once()
    {
        Put("a.json", MadeUpDialect.Json("""{ "n": 3, "name": "a", "content": "q", "max": 6 }, { "n": 4, "name": "b", "content": "n" }""", name: "a"));
        Put("b.json", "{");
        Put("c.json", MadeUpDialect.Json(Row, name: "unionpay-pos"));
        Put("d.json", MadeUpDialect.Json(Row, name: "same"));
        Put("e.json", MadeUpDialect.Json(Row, name: "same"));
        Put("f.json", Extending("f", "nobody", ""));
        Put("g.json", Extending("g", "a", ""));
        Put("h.json", Extending("h", "h", ""));
        Put("i.json", new string(' ', DialectCatalog.MaxFileBytes + 1));
        var refused = Assert.Throws<DialectException>(() => DialectCatalog.Load(_folder))!;

        string[] expected =
        [
            "a.json: In element 3, 'content' is not one of", "a.json: In element 4, 'max' is missing", "b.json: The text is not JSON",
            "c.json: In the file, 'name' is 'unionpay-pos', which is an embedded dialect's", "e.json: In the file, 'name' is 'same', which another file",
            "f.json: In the file, 'extends' names no dialect", "h.json: In the file, 'extends' goes in a circle", "i.json: The file is longer than",
        ];
        foreach (var fault in expected)
        {
            Assert.That(refused.Faults, Has.Exactly(1).StartsWith(fault));
        }

        Assert.That(refused.Faults.Where(fault => fault.StartsWith('g')), Is.Empty, "What is wrong below is said for the file below.");
    }

    [Test]
    public void A_folder_that_is_not_there_is_a_fault()
        => Assert.That(() => DialectCatalog.Load(Path.Combine(_folder, "nowhere")), Throws.InstanceOf<DialectException>().With.Message.Contains("The folder cannot be read"));

    private static string Extending(string name, string below, string rows)
        => $$"""{ "name": "{{name}}", "title": "X", "source": ["made up"], "extends": "{{below}}", "elements": [ {{rows}} ] }""";

    private void Put(string file, string json) => File.WriteAllText(Path.Combine(_folder, file), json);
}
