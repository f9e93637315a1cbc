using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Messages;

/// <summary>Chip data: tags in order, unknown and repeated ones, lengths as they came; what is changed and what is kept.</summary>
[TestFixture]
public sealed class ChipDataTests
{
    private const string Row = "b length=LLLVAR max=999";

    private const string Emv =
        """
        { "kind": "ber-tlv", "elements": [ { "tag": "9F36", "name": "a", "content": "b", "max": 2 }, { "tag": "9F02", "name": "b", "content": "n", "length": "FIXED", "max": 12 },
          { "tag": "50", "name": "c", "content": "ans", "max": 16 } ] }
        """;

    // value, keys
    [TestCase("9F36020047", "9F36")]
    [TestCase("9F3602004795050000000000", "9F36 95")]
    [TestCase("C100 C100 DF810101AA DF81810101BB", "C1 C1 DF8101 DF818101")]
    [TestCase("9F3681020047", "9F36")]
    [TestCase("9F368300000200479A03261125", "9F36 9A")]
    [TestCase("00009F36020047000095050000000000 00", "9F36 95")]
    [TestCase("0000", "")]
    [TestCase("", "")]
    public void Tags_are_found_in_order_and_the_bytes_are_kept(string value, string keys)
    {
        var hex = value.Replace(" ", "", StringComparison.Ordinal);
        var parts = Read(hex).Parts(2)!;

        Assert.That(string.Join(' ', parts.Select(part => part.Key)), Is.EqualTo(keys));
        Assert.That(Convert.ToHexString(parts.ToBytes()), Is.EqualTo(hex));
    }

    [TestCase(127, "7F")]
    [TestCase(128, "8180")]
    [TestCase(255, "81FF")]
    [TestCase(256, "820100")]
    public void Length_of_a_tag_that_is_added_is_as_short_as_can_be(int length, string wire)
    {
        var written = Read("").Parts(2)!.Add("C1", new byte[length]).ToBytes();
        Assert.That(Convert.ToHexString(written), Is.EqualTo($"C1{wire}{new string('0', 2 * length)}"));
    }

    [Test]
    public void Values_are_seen_by_path()
    {
        var message = Read("9F36020047 9F0206000000012345 5003414243 C101AA C101BB");

        Assert.That(message.Text("2.9F36"), Is.EqualTo("0047"));
        Assert.That(message.Text("2.9F02"), Is.EqualTo("000000012345"));
        Assert.That(message.Text("2.50"), Is.EqualTo("ABC"));
        Assert.That((message.Text("2.C1"), message.Text("2.C1[1]"), message.Text("2.C1[2]")), Is.EqualTo(("AA", "AA", "BB")));
        foreach (var path in new[] { "2.C1[3]", "2.C1[0]", "2.C1[", "2.C1[x]", "2.9F", "2.", ".", "", "x", "3.9F36", "2.9F36.1", "-2" })
        {
            Assert.That(message.Text(path), Is.Null, path);
        }
    }

    [Test]
    public void Text_set_as_hex_is_seen_by_path_too()
        => Assert.That(Read("").Set(2, "9F36020047").Text("2.9F36"), Is.EqualTo("0047"));

    [Test]
    public void Setting_adding_and_removing_keep_all_the_rest_as_it_was()
    {
        var parts = Read("00 9F3681020047 C101AA 00 C101BB 5003414243 0000").Parts(2)!;
        parts.Set("50", "XY").Set("9F02", "123456789012").Add("C1", [0xCC]).Remove("9F36");

        Assert.That(
            Convert.ToHexString(parts.ToBytes()),
            Is.EqualTo("C101AA00C101BB50025859" + "9F0206123456789012" + "C101CC" + "0000"));
        Assert.That(Convert.ToHexString(parts.Remove("C1").ToBytes()), Is.EqualTo("50025859" + "9F0206123456789012" + "0000"));
    }

    [Test]
    public void Parts_go_into_the_message_and_onto_the_wire()
    {
        var dialect = TestDialect.Of(Row, Emv);
        var message = Read("9F36020047C101AA");
        message.Set(2, message.Parts(2)!.Set("9F36", [0x00, 0x48]));

        Assert.That(new MessageWriter(dialect).Write(message), Is.EqualTo(TestDialect.Body("'008' 9F36020048C101AA")));
    }

    // bytes behind the length, error, path, offset in the element, bytes
    [TestCase("9F", FormatError.BadTag, "2", 3, 1)]
    [TestCase("C100 9F8181", FormatError.BadTag, "2", 5, 3)]
    [TestCase("1F818181810100", FormatError.BadTag, "2", 3, 7)]
    [TestCase("9F36", FormatError.Truncated, "2.9F36", 5, 0)]
    [TestCase("9F3603 0047", FormatError.Truncated, "2.9F36", 6, 2)]
    [TestCase("9F3680 00470000", FormatError.BadLength, "2.9F36", 5, 1)]
    [TestCase("9F3683010000", FormatError.BadLength, "2.9F36", 5, 4)]
    [TestCase("9F3684000000", FormatError.BadLength, "2.9F36", 5, 1)]
    [TestCase("9F3682", FormatError.Truncated, "2.9F36", 5, 1)]
    [TestCase("C100 9F0206 0000000A2345", FormatError.BadDigit, "2.9F02", 8, 6)]
    [TestCase("9F0207 00000000012345", FormatError.TooLong, "2.9F02", 3, 3)]
    [TestCase("9F0205 0000000123", FormatError.TooShort, "2.9F02", 3, 3)]
    [TestCase("9F3603004700", FormatError.TooLong, "2.9F36", 3, 3)]
    public void Damage_is_named_by_path_and_place(string value, FormatError error, string path, int offset, int length)
    {
        var hex = value.Replace(" ", "", StringComparison.Ordinal);
        var damage = Assert.Throws<IsoFormatException>(() => Read(hex));
        Assert.That(
            (damage!.Error, damage.Element, damage.Offset - TestDialect.Start, damage.Length), Is.EqualTo((error, path, offset, length)), damage.Message);
        Assert.That(damage.Partial.Has(2), Is.False);
    }

    [TestCase("9F36", "010203", FormatError.TooLong, "9F36")]
    [TestCase("9F02", "12345678901", FormatError.TooShort, "9F02")]
    [TestCase("9F02", "12345678901X", FormatError.BadDigit, "9F02")]
    [TestCase("9f36", "0102", FormatError.BadTag, "9f36")]
    [TestCase("9F", "0102", FormatError.BadTag, "9F")]
    [TestCase("9F3601", "0102", FormatError.BadTag, "9F3601")]
    [TestCase("00", "0102", FormatError.BadTag, "00")]
    [TestCase("", "0102", FormatError.BadTag, "")]
    [TestCase("x", "0102", FormatError.BadTag, "x")]
    [TestCase("C1", "0X", FormatError.BadDigit, "C1")]
    [TestCase("C1", "012", FormatError.BadDigit, "C1")]
    [TestCase("C1", "交易", FormatError.BadCharacter, "C1")]
    public void Part_that_cannot_be_is_refused_by_its_tag(string tag, string value, FormatError error, string element)
    {
        var fault = Assert.Throws<IsoValueException>(() => Read("").Parts(2)!.Set(tag, value).ToBytes());
        Assert.That((fault!.Error, fault.Element), Is.EqualTo((error, element)));
    }

    [Test]
    public void Part_that_does_not_fit_is_named_with_its_element()
    {
        var message = Read("");
        var fault = Assert.Throws<IsoValueException>(() => message.Set(2, message.Parts(2)!.Set("9F36", "010203")));
        Assert.That(fault!.Element, Is.EqualTo("2.9F36"));
    }

    [Test]
    public void Damaged_chip_data_is_not_written()
        => TestDialect.ExpectRefusal(Row, "9F360200479F", FormatError.BadTag, inside: Emv);

    private static IsoMessage Read(string value)
    {
        var hex = value.Replace(" ", "", StringComparison.Ordinal);
        return new MessageReader(TestDialect.Of(Row, Emv)).Read(TestDialect.Body($"'{hex.Length / 2:D3}' {hex}"));
    }
}
