using System.CommandLine;
using System.Text.Json.Nodes;
using Gateway.Host.Cli;

namespace Gateway.Tests.Host.Cli;

/// <summary>The verb by itself: exit codes and the file it writes.</summary>
[TestFixture]
public sealed class DialectImportCommandTests
{
    private const string Packager =
        """<isopackager><isofield id="1" length="8" name="B" class="IFB_BITMAP"/><isofield id="11" length="6" name="Trace" class="IFB_NUMERIC"/></isopackager>""";

    private const string Json =
        """{ "fields": { "11": { "type": "Numeric", "length": 6, "enc": "BCD", "prefix": "BCD.Fixed" } } }""";

    private const string Yaml =
        """
        fields:
          "11": { type: Numeric, length: 6, enc: BCD, prefix: BCD.Fixed }
        """;

    private const string Config = """<n8583-config><parse type="0200"><field num="11" type="NUMERIC" length="6"/></parse></n8583-config>""";

    private string _folder = "";

    [SetUp]
    public void Open() => _folder = Directory.CreateTempSubdirectory("dialect-import").FullName;

    [TearDown]
    public void Close() => Directory.Delete(_folder, recursive: true);

    [TestCase("jpos", Packager, "bcd")]
    [TestCase("moov", Json, "bcd")]
    [TestCase("moov", Yaml, "bcd")]
    [TestCase("n8583", Config, "ascii")]
    [TestCase("j8583", Config, "ascii")]
    public async Task Each_kind_of_file_becomes_a_dialect(string kind, string text, string form)
    {
        var target = Path.Combine(_folder, "dialect.json");
        Assert.That(await Run("--from", kind, "--name", "mine", "--out", target, await Source(text)), Is.Zero);
        var dialect = JsonNode.Parse(await File.ReadAllTextAsync(target))!;
        Assert.That((dialect["name"]!.ToString(), dialect["numbers"]!["form"]!.ToString()), Is.EqualTo(("mine", form)));
    }

    [TestCase("jpos", "<isopackager>")]
    [TestCase("jpos", Json)]
    [TestCase("moov", "{")]
    [TestCase("moov", "a: [")]
    [TestCase("moov", Packager)]
    [TestCase("n8583", Packager)]
    public async Task A_wrong_file_ends_with_2_and_writes_nothing(string kind, string text)
    {
        var target = Path.Combine(_folder, "dialect.json");
        Assert.That(await Run("--from", kind, "--name", "mine", "--out", target, await Source(text)), Is.EqualTo(2));
        Assert.That(File.Exists(target), Is.False);
    }

    [Test]
    public async Task A_missing_file_a_blank_name_and_a_target_that_cannot_be_written_end_with_2()
    {
        Assert.That(await Run("--from", "jpos", "--name", "mine", Path.Combine(_folder, "none.xml")), Is.EqualTo(2));
        Assert.That(await Run("--from", "jpos", "--name", " ", await Source(Packager)), Is.EqualTo(2));
        Assert.That(await Run("--from", "jpos", "--name", "mine", "--out", Path.Combine(_folder, "no", "such", "folder"), await Source(Packager)), Is.EqualTo(2));
    }

    [TestCase("--from", "klingon", "--name", "mine", "file")]
    [TestCase("--name", "mine", "file")]
    [TestCase("--from", "jpos", "file")]
    [TestCase("--from", "jpos", "--name", "mine")]
    public void What_is_missing_or_unknown_is_refused_before_a_file_is_opened(params string[] arguments)
        => Assert.That(DialectImportCommand.Import().Parse(arguments).Errors, Is.Not.Empty);

    private async Task<string> Source(string text)
    {
        var path = Path.Combine(_folder, "source");
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private static Task<int> Run(params string[] arguments)
        => DialectImportCommand.Import().Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
