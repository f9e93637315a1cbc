using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Iso8583.Dialects;

[TestFixture]
public sealed class DialectFolderTests
{
    private const string Mine = """{ "name": "mine", "title": "Mine", "source": ["A test."], "extends": "BASE", "elements": [] }""";

    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("dialects").FullName;

    [TearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Files_are_found_by_name_beside_the_embedded_dialects_and_may_extend_each_other()
    {
        Write("base", Mine.Replace("BASE", "unionpay-pos", StringComparison.Ordinal));
        Write("mine", Mine.Replace("BASE", "base", StringComparison.Ordinal));
        var folder = new DialectFolder(_folder);

        Assert.That(folder.Names, Is.EqualTo(Dialect.EmbeddedNames.Append("base").Append("mine")));
        Assert.That(folder.TryFind("mine", out var mine) && folder.TryFind("mine", out var again) && ReferenceEquals(mine, again), Is.True);
        Assert.That(mine!.Element(64), Is.Not.Null);
        Assert.That(folder.TryFind("unionpay-pos", out var embedded) && ReferenceEquals(embedded, Dialect.Embedded("unionpay-pos")), Is.True);
    }

    [TestCase("none")]
    [TestCase("../mine")]
    [TestCase("")]
    public void What_is_not_in_the_list_is_not_looked_for(string name)
    {
        Write("other", Mine);
        Assert.That(new DialectFolder(_folder).TryFind(name, out _), Is.False);
    }

    [Test]
    public void Faulty_file_says_its_faults_when_it_is_asked_for()
    {
        Write("bad", "{");
        var folder = new DialectFolder(_folder);
        Assert.That(() => folder.TryFind("bad", out _), Throws.InstanceOf<DialectException>().With.Message.Contains("bad.json"));
    }

    [Test]
    public void Name_of_an_embedded_dialect_is_taken()
    {
        Write("unionpay-pos", Mine);
        Assert.That(() => new DialectFolder(_folder), Throws.InstanceOf<DialectException>().With.Message.Contains("has this name already"));
    }

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder, name + ".json"), json);
}
