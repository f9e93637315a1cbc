using System.Text.Json.Nodes;

namespace Gateway.Tests.Iso8583.Dialects.Importing;

[TestFixture]
public sealed class MoovCompositeTests
{
    private const string Two = """{ "type": "String", "length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed", "description": "Two" }""";

    [Test]
    public void Parts_with_an_order_only_are_positional()
    {
        var imported = Composite("ASCII.Fixed", $$"""{ "10": {{Two}}, "2": {{Two}} }""", """ "tag": { "sort": "StringsByInt" } """);
        Expect(imported.Element(48)!, """
            { "n": 48, "name": "Composite", "content": "ans", "max": 60, "inside": { "kind": "positional", "elements": [
              { "n": 2, "name": "Two", "content": "ans", "max": 2, "form": "ascii" },
              { "n": 10, "name": "Two", "content": "ans", "max": 2, "form": "ascii" } ] } }
            """);
        Assert.That(imported.Notes, Is.Empty);
    }

    [TestCase("""{ "0": X, "1": X }""", "StringsByInt")]
    [TestCase("""{ "0B": X, "0A": X }""", "StringsByHex")]
    public void Parts_whose_names_are_no_numbers_from_1_are_renumbered(string parts, string sort)
    {
        var imported = Composite("ASCII.LL", parts.Replace("X", Two, StringComparison.Ordinal), $$""" "tag": { "sort": "{{sort}}" } """);
        var inside = imported.Element(48)!["inside"]!;
        Assert.That(inside["open"]!.GetValue<bool>(), Is.True);
        Assert.That(ImportedFile.Numbers(inside), Is.EqualTo("1 2"));
        Assert.That(imported.NotesOn("48"), Has.One.Contains("from 1 here"));
    }

    [Test]
    public void Parts_of_which_one_is_packed_make_the_container_binary()
    {
        var imported = Composite(
            "BCD.LLL", $$"""{ "1": {{Two}}, "2": { "type": "Numeric", "length": 4, "enc": "BCD", "prefix": "BCD.Fixed" } }""", """ "tag": { "sort": "StringsByInt" } """);
        Assert.That(imported.Short(48), Is.EqualTo("b LLLVAR 60 binary/bcd"));
    }

    [TestCase("ASCII", 2, """ "padding": { "type": "Left", "pad": "0" } """, "1", "01", "ascii")]
    [TestCase("EBCDIC", 2, """ "sort": "StringsByInt" """, "01", "01", "ebcdic-500")]
    [TestCase("ASCIIToHex", 1, """ "sort": "StringsByHex" """, "a5", "A5", "binary")]
    [TestCase("BCD", 3, """ "padding": { "type": "Left", "pad": 0 } """, "7", "007", "bcd")]
    public void Parts_with_tags_of_one_size_are_tagged(string encoding, int length, string more, string key, string tag, string form)
    {
        var part = """{ "type": "String", "length": 12, "enc": "ASCII", "prefix": "ASCII.LL" }""";
        var inside = Composite("ASCII.LLL", $$"""{ "{{key}}": {{part}} }""", $$""" "tag": { "length": {{length}}, "enc": "{{encoding}}", {{more}} } """).Element(48)!["inside"]!;
        Expect(inside, $$"""
            { "kind": "tagged", "tag": { "size": {{length}}, "form": "{{form}}" }, "length": "LLVAR", "lengthForm": "ascii", "elements": [
              { "tag": "{{tag}}", "name": "Element 48.{{key}}", "content": "ans", "max": 12, "form": "ascii" } ] }
            """);
    }

    [Test]
    public void Ber_tlv_keeps_what_is_known_of_its_tags()
    {
        var imported = Composite("BCD.LLL", """
            { "9f02": { "type": "Numeric", "length": 12, "enc": "BCD", "prefix": "BerTLV", "description": "Amount" },
              "9F26": { "type": "Binary", "enc": "Binary", "prefix": "BerTLV" },
              "9F99": { "type": "Binary", "enc": "Klingon", "prefix": "BerTLV" } }
            """, """ "tag": { "enc": "BerTLVTag", "sort": "StringsByHex" } """);
        Expect(imported.Element(48)!["inside"]!, """
            { "kind": "ber-tlv", "elements": [
              { "tag": "9F02", "name": "Amount", "content": "n", "max": 12, "form": "bcd" },
              { "tag": "9F26", "name": "Element 48.9F26", "content": "b", "max": 65535, "form": "binary" } ] }
            """);
        Assert.That(imported.NotesOn("48.9F99"), Has.One.Contains("left out"));
    }

    [TestCase("HexToASCII", "Hex.Fixed", 8, true, "hex")]
    [TestCase("Binary", "Binary.Fixed", 3, true, "binary")]
    [TestCase("Binary", "Binary.Fixed", 8, false, "binary")]
    public void A_bitmap_of_its_own_is_a_nested_bitmap(string encoding, string prefix, int length, bool isFixed, string form)
    {
        var bitmap = $$""" "bitmap": { "type": "Bitmap", "length": {{length}}, "enc": "{{encoding}}", "prefix": "{{prefix}}", "disableAutoExpand": {{(isFixed ? "true" : "false")}} } """;
        var imported = Composite("ASCII.LL", $$"""{ "10": {{Two}}, "2": {{Two}}, "200": {{Two}} }""", bitmap);
        var inside = imported.Element(48)!["inside"]!;
        Assert.That(
            (inside["kind"]!.ToString(), inside["bytes"]!.GetValue<int>(), inside["form"]!.ToString(), inside["firstIsData"]!.GetValue<bool>()),
            Is.EqualTo(("bitmap", length, form, isFixed)));
        Assert.That(ImportedFile.Numbers(inside), Is.EqualTo("2 10"));
        Assert.That(imported.NotesOn("48.200"), Has.One.Contains("bits 1 to"));
        Assert.That(imported.Short(48), Is.EqualTo("b LLVAR 60 binary/ascii"));
    }

    [TestCase("""{ "1": X }""", """ "description": "No more" """, "neither tags")]
    [TestCase("""{ "one": X }""", """ "tag": { "sort": "StringsByInt" } """, "order of its parts")]
    [TestCase("""{ "1": { "type": "String", "enc": "?", "prefix": "ASCII.Fixed" } }""", """ "tag": { "sort": "StringsByInt" } """, "not found without it")]
    [TestCase("""{ "1": X }""", """ "tag": { "length": 2, "enc": "Klingon" } """, "not of a kind")]
    [TestCase("""{ "1": X }""", """ "tag": { "enc": "ASCII" } """, "not of a kind")]
    [TestCase("""{ "1": X }""", """ "tag": { "length": 2, "enc": "ASCII" } """, "not all of one kind")]
    [TestCase("""{ "1": X }""", """ "bitmap": { "type": "Bitmap", "length": 16, "enc": "Binary" } """, "bitmap of its parts")]
    public void Parts_that_cannot_be_carried_leave_the_container_in_one_piece(string parts, string more, string why)
    {
        var imported = Composite("ASCII.LL", parts.Replace("X", Two, StringComparison.Ordinal), more);
        Assert.That(imported.Element(48)!["inside"], Is.Null);
        Assert.That(imported.NotesOn("48"), Has.One.Contains(why).And.One.Contains("one piece"));
    }

    private static void Expect(JsonNode row, string json)
        => Assert.That(JsonNode.DeepEquals(row, JsonNode.Parse(json)), Is.True, () => row.ToJsonString());

    private static ImportedFile Composite(string prefix, string parts, string more)
    {
        var description = more.Contains("description", StringComparison.Ordinal) ? "" : """ "description": "Composite", """;
        return ImportedFile.Moov($$""" "48": { "type": "Composite", "length": 60, {{description}} "prefix": "{{prefix}}", "subfields": {{parts}}, {{more}} } """);
    }
}
