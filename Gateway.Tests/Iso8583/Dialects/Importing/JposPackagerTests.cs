namespace Gateway.Tests.Iso8583.Dialects.Importing;

[TestFixture]
public sealed class JposPackagerTests
{
    private const string Stan = """<isofield id="11" length="6" name="Trace" class="org.jpos.iso.IFA_NUMERIC"/>""";

    [TestCase("IFA_NUMERIC", "ascii", null)]
    [TestCase("IFB_NUMERIC", "bcd", null)]
    [TestCase("IFE_NUMERIC", "ebcdic-1047", null)]
    [TestCase("IF_CHAR", "ascii", "an")]
    [TestCase("IFE_CHAR", "ebcdic-1047", "an")]
    public void Field_0_is_the_message_type(string name, string form, string? content)
    {
        var mti = Packager($"""<isofield id="0" length="4" name="T" class="org.jpos.iso.{name}"/>{Bitmap("IFA_BITMAP", 16)}{Stan}""").Root["mti"]!;
        Assert.That((mti["form"]!.GetValue<string>(), mti["content"]?.GetValue<string>()), Is.EqualTo((form, content)));
    }

    [TestCase("IFA_BITMAP", 16, "hex", true, false)]
    [TestCase("IFA_BITMAP", 8, "hex", false, false)]
    [TestCase("IFB_BITMAP", 16, "binary", true, false)]
    [TestCase("IFB_BITMAP", 24, "binary", true, true)]
    [TestCase("IFE_BITMAP", 16, "ebcdic-1047", true, false)]
    public void Field_1_is_the_bitmap_and_its_length_says_how_many(string name, int length, string form, bool secondary, bool tertiary)
    {
        var bitmap = Packager($"""<isofield id="0" length="4" name="T" class="IFA_NUMERIC"/>{Bitmap(name, length)}{Stan}""").Root["bitmap"]!;
        Assert.That(
            (bitmap["form"]!.GetValue<string>(), bitmap["secondary"]!.GetValue<bool>(), bitmap["tertiary"]?.GetValue<bool>() ?? false),
            Is.EqualTo((form, secondary, tertiary)));
    }

    [TestCase("", "mti", "no field 0")]
    [TestCase("""<isofield id="0" length="5" name="T" class="IFA_NUMERIC"/>""", "mti", "no message type")]
    [TestCase("""<isofield id="0" length="4" name="T" class="IFA_LLNUM"/>""", "mti", "no message type")]
    [TestCase("", "bitmap", "no bitmap")]
    public void A_type_or_bitmap_that_is_none_is_noted(string fields, string path, string sentence)
        => Assert.That(Packager(fields + Stan).NotesOn(path), Has.One.Contains(sentence));

    [Test]
    public void A_header_is_bytes_in_front()
    {
        var header = ImportedFile.Jpos(Stan, "headerLength=\"5\"").Root["header"]!;
        Assert.That(header.ToJsonString(), Is.EqualTo("""{"content":"b","length":"FIXED","max":5,"form":"binary"}"""));
    }

    [TestCase("emitBitmap=\"false\"", "without a bitmap")]
    [TestCase("thirdBitmapField=\"65\"", "third bitmap")]
    public void What_the_packager_does_with_bitmaps_that_we_cannot_is_noted(string attribute, string sentence)
        => Assert.That(ImportedFile.Jpos(Stan, attribute).NotesOn("bitmap"), Has.One.Contains(sentence));

    [Test]
    public void The_card_number_is_masked_and_the_tracks_are_tracks()
    {
        var imported = ImportedFile.Jpos(
            """
            <isofield id="2" length="19" name="PAN" class="org.jpos.iso.IFA_LLCHAR"/>
            <isofield id="35" length="37" name="Track 2" class="org.jpos.iso.IFB_LLNUM"/>
            <isofield id="36" length="104" name="Track 3" class="org.jpos.iso.IFA_LLLNUM"/>
            """);
        Assert.That(imported.Short(2), Is.EqualTo("n LLVAR 19 ascii/ascii trace=pan"));
        Assert.That(imported.Short(35), Is.EqualTo("z LLVAR 37 bcd/bcd"));
        Assert.That(imported.Short(36), Is.EqualTo("z LLLVAR 104 ascii/ascii"));
        Assert.That(string.Join(' ', imported.Notes.Select(note => note.Path)), Is.EqualTo("file 2 35 36"));
    }

    [Test]
    public void Only_harmless_numbers_and_texts_are_traced()
    {
        int[] harmless = [3, 4, 7, 11, 12, 13, 15, 18, 19, 22, 24, 25, 32, 33, 37, 38, 39, 41, 42, 43, 49, 50, 51, 70];
        var all = Enumerable.Range(2, 127).Where(number => number != 65).ToList();
        var imported = ImportedFile.Jpos(string.Concat(all.Select(number => $"""<isofield id="{number}" length="6" name="X" class="IF_CHAR"/>""")));
        Assert.That(all.Where(number => imported.Element(number)!["trace"]?.ToString() == "true"), Is.EqualTo(harmless));
        Assert.That(imported.Element(2)!["trace"]!.ToString(), Is.EqualTo("pan"));
        var binary = ImportedFile.Jpos(string.Concat(all.Select(number => $"""<isofield id="{number}" length="6" name="X" class="IFB_BINARY"/>""")));
        Assert.That(all.Where(number => binary.Element(number)!["trace"] is not null), Is.Empty);
    }

    [TestCase(65, "third bitmap")]
    [TestCase(129, "2 to 128")]
    public void An_element_that_no_bitmap_announces_is_left_out(int number, string sentence)
    {
        var imported = ImportedFile.Jpos($"""{Stan}<isofield id="{number}" length="8" name="X" class="IFB_BINARY"/>""");
        Assert.That(imported.Element(number), Is.Null);
        Assert.That(imported.NotesOn($"{number}"), Has.One.Contains(sentence));
    }

    [Test]
    public void The_later_of_two_descriptions_counts_as_it_does_there()
    {
        var imported = ImportedFile.Jpos("""<isofield id="63" length="6" name="X" class="IF_CHAR"/><isofield id="63" length="9" name="Y" class="IF_CHAR"/>""");
        Assert.That(imported.Short(63), Is.EqualTo("ans FIXED 9 latin1 filler=right"));
        Assert.That(imported.NotesOn("63"), Has.One.Contains("described twice"));
    }

    [Test]
    public void What_most_rows_share_is_said_once_and_each_row_is_one_line()
    {
        var imported = ImportedFile.Jpos(
            """
            <isofield id="4" length="12" name="Amount &quot;A&quot;" class="IFB_NUMERIC"/>
            <isofield id="11" length="6" name="" class="IFB_NUMERIC"/>
            <isofield id="12" length="6" name="Time" class="IFA_NUMERIC"/>
            """);
        Assert.That(imported.Json, Does.Contain(
            """
              "numbers": { "form": "bcd" },
              "text": { "form": "latin1" },
              "binaries": { "form": "binary" },
              "elements": [
                { "n": 4, "name": "Amount \"A\"", "content": "n", "max": 12, "trace": true },
                { "n": 11, "name": "Element 11", "content": "n", "max": 6, "trace": true },
                { "n": 12, "name": "Time", "content": "n", "max": 6, "form": "ascii", "trace": true }
              ]
            }
            """.ReplaceLineEndings("\n")));
        Assert.That(imported.Root["source"]![0]!.ToString(), Does.Contain("GenericPackager"));
    }

    private static string Bitmap(string name, int length) => $"""<isofield id="1" length="{length}" name="B" class="org.jpos.iso.{name}"/>""";

    private static ImportedFile Packager(string fields) => ImportedFile.JposText($"<isopackager>{fields}</isopackager>");
}
