using System.Text.Json.Nodes;

namespace Gateway.Tests.Iso8583.Dialects.Importing;

[TestFixture]
public sealed class JposInsideTests
{
    [Test]
    public void Parts_without_a_bitmap_are_positional_in_a_binary_container()
    {
        var row = Container("IFB_LLLHBINARY", "GenericSubFieldPackager", """emitBitmap="false" firstField="1" """, """
            <isofield id="2" length="4" name="Second" class="IFB_NUMERIC"/>
            <isofield id="1" length="2" name="First" class="IF_CHAR"/>
            """).Element(48)!;
        Expect(row, """
            { "n": 48, "name": "Container", "content": "b", "length": "LLVAR", "max": 200, "inside": { "kind": "positional", "open": true, "elements": [
              { "n": 1, "name": "First", "content": "ans", "max": 2, "form": "latin1", "filler": "right" },
              { "n": 2, "name": "Second", "content": "n", "max": 4, "form": "bcd" } ] } }
            """);
    }

    [Test]
    public void Fixed_parts_in_a_fixed_container_are_exact_and_numbers_from_0_become_numbers_from_1()
    {
        var imported = Container("IFB_BINARY", "GenericSubFieldPackager", """emitBitmap="false" firstField="0" """, """
            <isofield id="0" length="1" name="Kind" class="IF_CHAR"/><isofield id="1" length="3" name="Number" class="IFA_NUMERIC"/>
            """, length: 4);
        Expect(imported.Element(48)!["inside"]!, """
            { "kind": "positional", "elements": [
              { "n": 1, "name": "Kind", "content": "ans", "max": 1, "form": "latin1", "filler": "right" },
              { "n": 2, "name": "Number", "content": "n", "max": 3, "form": "ascii" } ] }
            """);
        Assert.That(imported.NotesOn("48"), Has.One.Contains("from 1 here"));
    }

    [TestCase("IFA_LLLCHAR", "IFA_NUMERIC", "ans LLLVAR 200 latin1/ascii")]
    [TestCase("IFA_LLLCHAR", "IFB_NUMERIC", "b LLLVAR 200 binary/ascii")]
    [TestCase("IFE_LLLCHAR", "IFE_NUMERIC", "b LLLVAR 200 binary/ebcdic-1047")]
    [TestCase("IFA_LLLABINARY", "IFB_NUMERIC", "b LLLVAR 200 hex/ascii counts=bytes")]
    public void A_text_container_stays_a_text_only_when_its_parts_are_plain_characters(string container, string part, string row)
    {
        var imported = Container(container, "GenericSubFieldPackager", """emitBitmap="false" """, $"""<isofield id="1" length="4" name="P" class="{part}"/>""");
        Assert.That(imported.Short(48), Is.EqualTo(row));
        Assert.That(imported.Element(48)!["inside"], Is.Not.Null);
    }

    [TestCase("IFB_BITMAP", 8, 8, "binary", true)]
    [TestCase("IFB_BITMAP", 3, 3, "binary", true)]
    [TestCase("IFB_BITMAP", 16, 8, "binary", false)]
    [TestCase("Base1_BITMAP126", 16, 8, "binary", true)]
    [TestCase("IFA_BITMAP", 16, 8, "hex", false)]
    [TestCase("IFE_BITMAP", 8, 8, "ebcdic-1047", true)]
    public void Parts_behind_a_bitmap_are_a_nested_bitmap(string bitmap, int length, int bytes, string form, bool firstIsData)
    {
        var inside = Container("IFB_LLHBINARY", "GenericSubFieldPackager", """emitBitmap="true" bitmapField="0" firstField="1" """, $"""
            <isofield id="0" length="{length}" name="Bits" class="{bitmap}"/><isofield id="3" length="1" name="Third" class="IF_CHAR"/>
            """).Element(48)!["inside"]!;
        Assert.That(
            (inside["kind"]!.ToString(), inside["bytes"]!.GetValue<int>(), inside["form"]!.ToString(), inside["firstIsData"]!.GetValue<bool>()),
            Is.EqualTo(("bitmap", bytes, form, firstIsData)));
        Assert.That(ImportedFile.Numbers(inside), Is.EqualTo("3"));
    }

    [Test]
    public void A_packager_in_a_packager_in_a_packager_is_carried_whole()
    {
        var imported = Container("IFA_LLLLLLBINARY", "GenericSubFieldPackager", """bitmapField="0" """, """
            <isofield id="0" length="8" name="Bits" class="IFB_BITMAP"/>
            <isofieldpackager id="22" length="90" name="Inner" class="IFA_LLLBINARY" packager="org.jpos.iso.packager.GenericSubFieldPackager" emitBitmap="false">
              <isofield id="1" length="2" name="A" class="IF_CHAR"/>
              <isofieldpackager id="2" length="40" name="Innermost" class="IFA_LLBINARY" packager="org.jpos.tlv.packager.bertlv.BERTLVBinaryPackager"/>
            </isofieldpackager>
            """);
        Assert.That(imported.Notes, Is.Empty);
        var innermost = imported.Element(48)!["inside"]!["elements"]![0]!["inside"]!["elements"]![1]!;
        Expect(innermost, """
            { "n": 2, "name": "Innermost", "content": "b", "length": "LLVAR", "max": 40, "form": "binary", "lengthForm": "ascii",
              "inside": { "kind": "ber-tlv", "elements": [] } }
            """);
    }

    [TestCase("GenericTaggedFieldsPackager", "IFA_TTLLCHAR", "01", 2, "ascii", "LLVAR", "ascii")]
    [TestCase("GenericTaggedFieldsPackager", "IFA_TTLLLBINARY", "01", 2, "ascii", "LLLVAR", "ascii")]
    [TestCase("GenericTaggedFieldsPackager", "IFA_TTTLLLCHAR", "001", 3, "ascii", "LLLVAR", "ascii")]
    [TestCase("EuroSubFieldPackager", "IFMC_LLCHAR", "01", 2, "ascii", "LLVAR", "ascii")]
    [TestCase("EuroSubFieldPackager", "IFMC_LLLBINARY", "01", 2, "ascii", "LLLVAR", "ascii")]
    [TestCase("EuroSubFieldPackager", "IFEMC_LLCHAR", "01", 2, "ascii", "LLVAR", "ebcdic-1047")]
    [TestCase("MasterCardEBCDICSubFieldPackager", "IFEPE_LLCHAR", "01", 2, "ebcdic-1047", "LLVAR", "ebcdic-1047")]
    [TestCase("MasterCardEBCDICSubFieldPackager", "IFEPE_LLLCHAR", "001", 3, "ebcdic-1047", "LLLVAR", "ebcdic-1047")]
    [TestCase("GenericSubFieldPackager", "IFIPM_LLLCHAR", "0001", 4, "ascii", "LLLVAR", "ascii")]
    [TestCase("TaggedSequencePackager", "IFTA_LLCHAR", "Q7", 2, "ascii", "LLVAR", "ascii")]
    [TestCase("TaggedSequencePackager", "IFTB_LLBINARY", "Q7", 2, "ascii", "LLVAR", "bcd")]
    [TestCase("BinaryHexTaggedSequencePackager", "IFTA_LLLBINARY", "Q7", 1, "binary", "LLLVAR", "ascii")]
    public void Parts_that_bring_their_tag_are_tagged(string packager, string part, string tag, int size, string form, string length, string lengthForm)
    {
        var imported = Container(
            "IFB_LLLBINARY", packager, """tagMapper="org.jpos.iso.packager.TTDecimalTagMapper" """,
            $"""<isofield id="1" length="9" name="One" token="Q7" class="{part}"/>""");
        var inside = imported.Element(48)!["inside"]!;
        Assert.That(imported.NotesOn("48"), Is.Empty);
        Assert.That(inside["tag"]!.ToJsonString(), Is.EqualTo($$"""{"size":{{size}},"form":"{{form}}"}"""));
        Assert.That((inside["length"]!.ToString(), inside["lengthForm"]!.ToString()), Is.EqualTo((length, lengthForm)));
        Assert.That(inside["elements"]![0]!["tag"]!.ToString(), Is.EqualTo(tag));
        Assert.That(inside["elements"]![0]!["length"], Is.Null);
    }

    [TestCase("BERTLVBinaryPackager", "b LLLVAR 200 binary/ascii")]
    [TestCase("DefaultICCBERTLVPackager", "b LLLVAR 200 binary/ascii")]
    [TestCase("BERTLVAsciiHexPackager", "b LLLVAR 100 hex/ascii")]
    [TestCase("BERTLVEbcdicHexPackager", "b LLLVAR 100 ebcdic-1047/ascii")]
    public void Ber_tlv_may_be_bytes_or_hex_characters(string packager, string row)
    {
        var imported = Container("IFA_LLLBINARY", packager, "", "", space: "org.jpos.tlv.packager.bertlv");
        Assert.That(imported.Short(48), Is.EqualTo(row));
        Assert.That(imported.Element(48)!["inside"]!["kind"]!.ToString(), Is.EqualTo("ber-tlv"));
    }

    [TestCase("ICCDataPackager", "", "ber-tlv", false)]
    [TestCase("DatasetPackager", "", "datasets", false)]
    [TestCase("DatasetPackager", """<isofield id="2" length="50" name="X" class="IFB_LLCHAR"/>""", "datasets", true)]
    public void Datasets_of_2023_are_datasets(string packager, string parts, string kind, bool isNoted)
    {
        var imported = Container("IFB_LLLLBINARY", packager, "", parts);
        Assert.That(imported.Element(48)!["inside"]!["kind"]!.ToString(), Is.EqualTo(kind));
        Assert.That(imported.NotesOn("48").Any(), Is.EqualTo(isNoted));
    }

    [TestCase("IFB_LLLBINARY", "CTCSubFieldPackager", "", """<isofield id="1" length="2" name="A" class="IF_CHAR"/>""", "not one of those known")]
    [TestCase("IFB_LLLBINARY", "GenericSubFieldPackager", "", """<isofield id="1" length="2" name="A" class="IF_CHAR"/>""", "bitmap of its parts")]
    [TestCase("IFB_LLLBINARY", "GenericSubFieldPackager", "emitBitmap=\"false\"", """<isofield id="1" length="2" name="A" class="IF_TCHAR"/>""", "not found without it")]
    [TestCase("IFB_LLLNUM", "GenericSubFieldPackager", "emitBitmap=\"false\"", """<isofield id="1" length="2" name="A" class="IF_CHAR"/>""", "packed digits")]
    [TestCase("IFB_LLLBINARY", "EuroSubFieldPackager", "", """<isofield id="0" length="1" name="A" class="IF_CHAR"/><isofield id="1" length="2" name="B" class="IFMC_LLCHAR"/>""", "without a tag")]
    [TestCase("IFB_LLLBINARY", "GenericTaggedFieldsPackager", "tagMapper=\"com.example.Mine\"", """<isofield id="1" length="2" name="A" class="IFA_TTLLCHAR"/>""", "one known kind")]
    [TestCase("IFB_LLLBINARY", "EuroSubFieldPackager", "", """<isofield id="1" length="2" name="A" class="IFMC_LLCHAR"/><isofield id="2" length="2" name="B" class="IFMC_LLLCHAR"/>""", "one known kind")]
    [TestCase("IFB_LLLBINARY", "GenericPackager", "", """<isofield id="0" length="4" name="T" class="IFA_NUMERIC"/><isofield id="1" length="8" name="B" class="IFB_BITMAP"/>""", "whole message")]
    public void Parts_that_cannot_be_carried_leave_the_container_in_one_piece(string container, string packager, string attributes, string parts, string why)
    {
        var imported = Container(container, packager, attributes, parts);
        Assert.That(imported.Element(48)!["inside"], Is.Null);
        Assert.That(imported.NotesOn("48"), Has.One.Contains(why).And.One.Contains("one piece"));
    }

    [Test]
    public void A_part_of_a_bitmap_that_cannot_be_said_is_noted_by_its_path()
    {
        var imported = Container("IFB_LLHBINARY", "GenericSubFieldPackager", """bitmapField="0" """, """
            <isofield id="0" length="8" name="Bits" class="IFB_BITMAP"/>
            <isofield id="3" length="1" name="Third" class="IF_TCHAR"/><isofield id="70" length="1" name="Far" class="IF_CHAR"/>
            """);
        Assert.That(imported.NotesOn("48.3"), Has.One.Contains("token"));
        Assert.That(imported.NotesOn("48.70"), Has.One.Contains("bits 1 to 64"));
    }

    private static void Expect(JsonNode row, string json)
        => Assert.That(JsonNode.DeepEquals(row, JsonNode.Parse(json)), Is.True, () => row.ToJsonString());

    private static ImportedFile Container(
        string container, string packager, string attributes, string parts, string space = "org.jpos.iso.packager", int length = 200) => ImportedFile.Jpos(
            $"""
            <isofieldpackager id="48" length="{length}" name="Container" class="org.jpos.iso.{container}" packager="{space}.{packager}" {attributes}>
            {parts}
            </isofieldpackager>
            """);
}
