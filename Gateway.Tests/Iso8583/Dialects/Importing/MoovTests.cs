namespace Gateway.Tests.Iso8583.Dialects.Importing;

[TestFixture]
public sealed class MoovTests
{
    [TestCase("String", "ASCII", "ASCII.Fixed", "ans FIXED 20 ascii")]
    [TestCase("String", "ASCII", "ASCII.L", "ans LVAR 9 ascii/ascii")]
    [TestCase("String", "ASCII", "ASCII.LL", "ans LLVAR 20 ascii/ascii")]
    [TestCase("String", "ASCII", "BCD.LLL", "ans LLLVAR 20 ascii/bcd")]
    [TestCase("String", "ASCII", "Binary.LL", "ans LLVAR 20 ascii/binary")]
    [TestCase("String", "ASCII", "Hex.L", "ans LVAR 20 ascii/hex")]
    [TestCase("String", "ASCII", "None.Fixed", "ans FIXED 20 ascii")]
    [TestCase("String", "EBCDIC", "EBCDIC.LLLL", "ans LLLLVAR 20 ebcdic-500/ebcdic-500")]
    [TestCase("String", "EBCDIC1047", "EBCDIC.LL", "ans LLVAR 20 ebcdic-1047/ebcdic-500")]
    [TestCase("String", "Binary", "ASCII.LL", "ans LLVAR 20 latin1/ascii")]
    [TestCase("String", "BCD", "BCD.Fixed", "n FIXED 20 bcd")]
    [TestCase("String", "BCD", "BCD.LL", "n LLVAR 20 bcd/bcd pad=left")]
    [TestCase("String", "LBCD", "BCD.LL", "n LLVAR 20 bcd/bcd")]
    [TestCase("Numeric", "ASCII", "ASCII.LL", "n LLVAR 20 ascii/ascii")]
    [TestCase("Numeric", "BCD", "BCD.LL", "n LLVAR 20 bcd/bcd pad=left")]
    [TestCase("Numeric", "LBCD", "BCD.Fixed", "n FIXED 20 bcd")]
    [TestCase("Numeric", "EBCDIC", "EBCDIC.Fixed", "n FIXED 20 ebcdic-500")]
    [TestCase("Binary", "Binary", "Binary.Fixed", "b FIXED 20 binary")]
    [TestCase("Binary", "Binary", "BCD.LLL", "b LLLVAR 20 binary/bcd")]
    [TestCase("Binary", "HexToASCII", "Hex.Fixed", "b FIXED 20 hex")]
    [TestCase("Binary", "HexToASCII", "ASCII.LLL", "b LLLVAR 20 hex/ascii counts=bytes")]
    [TestCase("Hex", "Binary", "ASCII.LL", "b LLVAR 20 binary/ascii")]
    [TestCase("Hex", "HexToASCII", "ASCII.LL", "b LLVAR 20 hex/ascii counts=bytes")]
    [TestCase("Track1", "ASCII", "ASCII.LL", "ans LLVAR 20 ascii/ascii")]
    [TestCase("Track2", "ASCII", "ASCII.LL", "z LLVAR 20 ascii/ascii")]
    [TestCase("Track3", "EBCDIC", "EBCDIC.LLL", "z LLLVAR 20 ebcdic-500/ebcdic-500")]
    public void A_type_an_encoding_and_a_prefix_become(string type, string encoding, string prefix, string row)
        => Assert.That(Field(type, encoding, prefix).Short(63), Is.EqualTo(row));

    [TestCase("BCD", "n FIXED 3 bcd")]
    [TestCase("LBCD", "n FIXED 3 bcd pad=right")]
    public void Bcd_is_filled_in_front_and_Lbcd_behind(string encoding, string row)
    {
        var imported = Field("Numeric", encoding, "BCD.Fixed", length: 3);
        Assert.That(imported.Short(63), Is.EqualTo(row));
        Assert.That(imported.NotesOn("file"), Has.One.Contains("filling nibble"));
    }

    [TestCase("String", "HexToASCII", "Hex.Fixed", "b FIXED 20 hex", "two hex characters")]
    [TestCase("Numeric", "HexToASCII", "Hex.LL", "b LLVAR 20 hex/hex counts=bytes", "two hex characters")]
    [TestCase("String", "ASCIIToHex", "Hex.Fixed", "b FIXED 20 binary", "written as bytes")]
    [TestCase("String", "ASCIIToHex", "ASCII.LL", "b LLVAR 20 binary/ascii", "read in bytes")]
    public void Texts_that_are_really_bytes_are_carried_as_bytes_and_noted(string type, string encoding, string prefix, string row, string why)
    {
        var imported = Field(type, encoding, prefix);
        Assert.That(imported.Short(63), Is.EqualTo(row));
        Assert.That(imported.NotesOn("63"), Has.One.Contains(why));
    }

    [TestCase("String", "Klingon", "ASCII.LL", "not a pair")]
    [TestCase("Amount", "ASCII", "ASCII.LL", "not a pair")]
    [TestCase("Binary", "BCD", "ASCII.LL", "not a pair")]
    [TestCase("Bitmap", "Binary", "Binary.Fixed", "not a pair")]
    [TestCase("String", "ASCII", "ASCII.LX", "prefix")]
    [TestCase("String", "ASCII", "ASCII", "prefix")]
    public void A_word_that_is_not_known_leaves_the_field_out(string type, string encoding, string prefix, string why)
    {
        var imported = Field(type, encoding, prefix);
        Assert.That(imported.Element(63), Is.Null);
        Assert.That(imported.NotesOn("63").Single(), Does.Contain(why).And.Contain("left out"));
    }

    [TestCase("Right", " ", "ASCII.Fixed", "ans FIXED 20 ascii filler=right", false)]
    [TestCase("Left", " ", "ASCII.Fixed", "ans FIXED 20 ascii filler=left", false)]
    [TestCase("Left", "0", "ASCII.Fixed", "ans FIXED 20 ascii", false)]
    [TestCase("None", "", "ASCII.Fixed", "ans FIXED 20 ascii", false)]
    [TestCase("Right", "x", "ASCII.Fixed", "ans FIXED 20 ascii", true)]
    [TestCase("Left", "0", "ASCII.LL", "ans LLVAR 20 ascii/ascii", true)]
    public void Padding_with_spaces_is_a_filler(string side, string with, string prefix, string row, bool isNoted)
    {
        var imported = ImportedFile.Moov($$"""
            "3": { "type": "Numeric", "length": 6, "enc": "ASCII", "prefix": "ASCII.Fixed" },
            "63": { "type": "String", "length": 20, "enc": "ASCII", "prefix": "{{prefix}}", "padding": { "type": "{{side}}", "pad": "{{with}}" } }
            """);
        Assert.That(imported.Short(63), Is.EqualTo(row));
        Assert.That(imported.NotesOn("63").Any(), Is.EqualTo(isNoted));
    }

    [TestCase("Binary", "Binary.Fixed", "binary")]
    [TestCase("HexToASCII", "Hex.Fixed", "hex")]
    public void Field_1_is_the_bitmap(string encoding, string prefix, string form)
    {
        var bitmap = Message($$"""{ "type": "Bitmap", "enc": "{{encoding}}", "prefix": "{{prefix}}" }""", 11).Root["bitmap"]!;
        Assert.That(bitmap.ToJsonString(), Is.EqualTo($$"""{"form":"{{form}}","secondary":true}"""));
    }

    [TestCase(128, false, true, false)]
    [TestCase(130, false, true, true)]
    [TestCase(11, true, false, false)]
    public void Bitmaps_go_as_far_as_the_elements_unless_they_may_not_grow(int highest, bool isFixed, bool secondary, bool tertiary)
    {
        var bitmap = Message($$"""{ "type": "Bitmap", "enc": "Binary", "prefix": "Binary.Fixed", "disableAutoExpand": {{(isFixed ? "true" : "false")}} }""", highest).Root["bitmap"]!;
        Assert.That((bitmap["secondary"]!.GetValue<bool>(), bitmap["tertiary"]?.GetValue<bool>() ?? false), Is.EqualTo((secondary, tertiary)));
    }

    [Test]
    public void A_message_type_in_hex_characters_is_noted()
    {
        var imported = ImportedFile.MoovText("""
            { "fields": { "0": { "type": "String", "length": 4, "enc": "HexToASCII", "prefix": "Hex.Fixed" },
              "11": { "type": "Numeric", "length": 6, "enc": "ASCII", "prefix": "ASCII.Fixed" } } }
            """);
        Assert.That(imported.NotesOn("mti").Count() + imported.NotesOn("bitmap").Count(), Is.EqualTo(2));
        Assert.That(imported.Root["title"]!.ToString(), Is.EqualTo("made-up, imported from a moov specification"));
    }

    [Test]
    public void Names_are_found_whatever_their_case_and_the_card_number_is_masked()
    {
        var imported = ImportedFile.Moov("""
            "2": { "Type": "String", "LENGTH": 19, "Enc": "ASCII", "Prefix": "ASCII.LL", "Description": "Card number" }
            """);
        Assert.That(imported.Element(2)!["name"]!.ToString(), Is.EqualTo("Card number"));
        Assert.That(imported.Short(2), Is.EqualTo("n LLVAR 19 ascii/ascii trace=pan"));
        Assert.That(imported.Root["title"]!.ToString(), Does.StartWith("Made up,"));
    }

    private static ImportedFile Field(string type, string encoding, string prefix, int length = 20) => ImportedFile.Moov($$"""
        "3": { "type": "Bitmap", "enc": "?" },
        "5": { "type": "String", "length": 6, "enc": "ASCII", "prefix": "ASCII.Fixed" },
        "63": { "type": "{{type}}", "length": {{length}}, "enc": "{{encoding}}", "prefix": "{{prefix}}" }
        """);

    private static ImportedFile Message(string bitmap, int number) => ImportedFile.MoovText($$"""
        { "fields": { "0": { "type": "Numeric", "length": 4, "enc": "BCD", "prefix": "BCD.Fixed" }, "1": {{bitmap}},
          "{{number}}": { "type": "Numeric", "length": 6, "enc": "ASCII", "prefix": "ASCII.Fixed" }, "3": { "type": "Numeric", "length": 6, "enc": "ASCII", "prefix": "ASCII.Fixed" } } }
        """);
}
