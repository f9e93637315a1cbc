using System.Text;
using CsCheck;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Importing;

namespace Gateway.Tests.Iso8583.Dialects.Importing;

/// <summary>Files that are wrong, or want something of the machine.</summary>
[TestFixture]
public sealed class WrongFileTests
{
    private const string Field = """<isofield id="3" length="6" name="X" class="IFA_NUMERIC"/>""";

    [TestCase("", "line 0|line 1")]
    [TestCase("<isopackager>", "line 1, character 14")]
    [TestCase("<isopackager>\n  <isofield id='3' length='6'\n</isopackager>", "line 3, character 1")]
    [TestCase("<other/>", "line 1, character 2, the root is not <isopackager>")]
    [TestCase("<isopackager>\n <isofield length='6' class='IF_CHAR'/></isopackager>", "line 2, character 3, <isofield> has no 'id'")]
    [TestCase("<isopackager><isofield id='3' class='IF_CHAR'/></isopackager>", "has no 'length'")]
    [TestCase("<isopackager><isofield id='-3' length='6' class='IF_CHAR'/></isopackager>", "'id' is not a number")]
    [TestCase("<isopackager><isofield id='3' length='99999999999' class='IF_CHAR'/></isopackager>", "'length' is not a number")]
    [TestCase("<isopackager headerLength='x'/>", "'headerLength' is not a number")]
    [TestCase("<isopackager/>", "No element")]
    public void A_wrong_jpos_file_gives_one_sentence_that_names_the_place(string xml, string named)
    {
        var refused = ImportedFile.Refused(() => DialectImport.FromGenericPackager(xml, "made-up"));
        Assert.That(named.Split('|').Any(refused.Message.Contains), Is.True, refused.Message);
    }

    [TestCase("<j8583-config><parse><field num='3' type='TIME'/></parse></j8583-config>", "<parse> has no 'type'")]
    [TestCase("<j8583-config><parse type='02'><field num='3' type='TIME'/></parse></j8583-config>", "not a message type")]
    [TestCase("<j8583-config>\n<parse type='0200'>\n<field type='TIME'/></parse></j8583-config>", "line 3, character 2, <field> has no 'num'")]
    [TestCase("<j8583-config><header type='0200' binary='true'>0g</header></j8583-config>", "not whole bytes")]
    [TestCase("<isopackager/>", "<n8583-config> or <j8583-config>")]
    public void A_wrong_j8583_file_gives_one_sentence_that_names_the_place(string xml, string named)
        => Assert.That(ImportedFile.Refused(() => DialectImport.FromJ8583(xml, "made-up")).Message, Does.Contain(named));

    [TestCase("", "line 1, byte 1")]
    [TestCase("{ \"fields\": {\n \"3\": } }", "line 2, byte 7")]
    [TestCase("[]", "no object 'fields'")]
    [TestCase("{}", "no object 'fields'")]
    [TestCase("""{ "fields": [] }""", "'fields' is not an object")]
    [TestCase("""{ "fields": {} }""", "there is no element")]
    [TestCase("""{ "fields": { "three": {} } }""", "not an element number")]
    [TestCase("""{ "fields": { "3": 1 } }""", "not an object")]
    [TestCase("""{ "fields": { "3": { "type": [] } } }""", "In 3, 'type' is not a text")]
    [TestCase("""{ "fields": { "3": { "type": "String", "enc": "ASCII", "prefix": "ASCII.LL", "length": -1 } } }""", "In 3, 'length' is not a number")]
    [TestCase("""{ "fields": { "3": {}, "3": {} } }""", "line 1")]
    [TestCase("""{ "fields": { "3": { "description": "\uD800" } } }""", "surrogate")]
    [TestCase("""{ "fields": { "3": {} } }""", "No element")]
    public void A_wrong_moov_file_gives_one_sentence_that_names_the_place(string json, string named)
        => Assert.That(ImportedFile.Refused(() => DialectImport.FromMoov(json, "made-up")).Message, Does.Contain(named));

    [TestCase("""<!ENTITY x SYSTEM "file:///etc/passwd">""")]
    [TestCase("""<!ENTITY x SYSTEM "http://127.0.0.1:9/x">""")]
    [TestCase("""<!ENTITY x "harmless">""")]
    [TestCase("""<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;""")]
    public void No_entity_is_resolved(string declaration)
    {
        var xml = $"""<!DOCTYPE isopackager [ {declaration} ]><isopackager>{Field.Replace("X", "&x;", StringComparison.Ordinal)}</isopackager>""";
        Assert.That(ImportedFile.Refused(() => DialectImport.FromGenericPackager(xml, "made-up")).Message, Does.Contain("never resolved"));
    }

    [Test]
    public void A_document_type_is_not_fetched()
    {
        var xml = $"""<!DOCTYPE isopackager SYSTEM "file:///no/such/file.dtd" [ <!ATTLIST isofield pad CDATA "true"> ]><isopackager>{Field}</isopackager>""";
        Assert.That(ImportedFile.JposText(xml).Element(3), Is.Not.Null);
    }

    [Test]
    public void Laughter_does_not_multiply()
    {
        var bomb = new StringBuilder("<!DOCTYPE isopackager [<!ENTITY l0 \"ha\">");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append($"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">");
        }

        bomb.Append($"]><isopackager>{Field}&l29;</isopackager>");
        Assert.That(ImportedFile.Refused(() => DialectImport.FromGenericPackager(bomb.ToString(), "made-up")).Message, Does.Contain("never resolved"));
    }

    [Test]
    public void A_file_nested_or_long_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<isopackager>", 100_000));
        Assert.That(ImportedFile.Refused(() => DialectImport.FromGenericPackager(deep, "made-up")).Message, Does.Contain("nested deeper"));
        Assert.That(ImportedFile.Refused(() => DialectImport.FromJ8583(new string(' ', 4 * 1024 * 1024 + 1), "made-up")).Message, Does.Contain("4 Mi"));
        var arrays = new string('[', 100_000);
        Assert.That(ImportedFile.Refused(() => DialectImport.FromMoov(arrays, "made-up")).Message, Does.Contain("line 1"));
    }

    [Test]
    public void The_sentence_never_quotes_the_file()
    {
        var refused = ImportedFile.Refused(() => DialectImport.FromGenericPackager("<isopackager>4761730000000119 &secret;</isopackager>", "made-up"));
        Assert.That(refused.Message, Does.Not.Contain("4761").And.Not.Contain("secret"));
    }

    [TestCase("")]
    [TestCase("  ")]
    public void A_dialect_has_a_name(string name)
        => Assert.That(() => DialectImport.FromGenericPackager("<isopackager/>", name), Throws.ArgumentException);

    [Test]
    public void Any_damage_gives_a_dialect_or_a_refusal_and_nothing_else()
    {
        string[] whole =
        [
            $"""<isopackager><isofield id="1" length="16" name="B" class="IFB_BITMAP"/>{Field}<isofieldpackager id="48" length="99" name="C" class="IFA_LLBINARY" packager="GenericSubFieldPackager" emitBitmap="false">{Field}</isofieldpackager></isopackager>""",
            """{ "fields": { "48": { "type": "Composite", "length": 9, "prefix": "ASCII.LL", "tag": { "length": 2, "enc": "ASCII" }, "subfields": { "01": { "type": "String", "length": 2, "enc": "ASCII", "prefix": "ASCII.LL" } } } } }""",
            """<j8583-config><header type="0200">ABC</header><parse type="0200"><field num="48" type="LLLVAR"><field num="1" type="ALPHA" length="5"/></field></parse></j8583-config>""",
        ];
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 400], Gen.Int[0, 12], Gen.String[Gen.Char["<>&;\"'{}[]:,0129aAL. /=\uD800"], 0, 6]).Sample((file, at, taken, put) =>
        {
            var text = whole[file];
            var from = at % text.Length;
            var damaged = string.Concat(text.AsSpan(0, from), put, text.AsSpan(Math.Min(text.Length, from + taken)));
            Import(damaged, file);
        }, iter: 20_000);
    }

    private static void Import(string text, int file)
    {
        try
        {
            _ = file switch
            {
                0 => DialectImport.FromGenericPackager(text, "made-up"),
                1 => DialectImport.FromMoov(text, "made-up"),
                _ => DialectImport.FromJ8583(text, "made-up"),
            };
        }
        catch (DialectException)
        {
            // A refusal is one of the two right outcomes.
        }
    }
}
