using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Messages;

/// <summary>Tagged sub-elements: tags and lengths in every form, unknown and repeated tags, two levels deep.</summary>
[TestFixture]
public sealed class TaggedPartTests
{
    private const string Device =
        """
        { "kind": "tagged", "tag": { "size": 2, "form": "ascii" }, "length": "LLLVAR", "lengthForm": "ascii", "elements": [
          { "tag": "A2", "name": "a", "content": "ans", "max": 99, "inside": { "kind": "tagged", "tag": { "size": 2 }, "length": "LLLVAR", "elements": [
            { "tag": "01", "name": "b", "content": "n", "max": 4 }, { "tag": "02", "name": "c", "content": "b", "max": 4 } ] } },
          { "tag": "A3", "name": "d", "content": "n", "max": 6 } ] }
        """;

    // tag form and size, length and its form, bytes of tag 01 with the value "12" and unknown 02 with "3"
    [TestCase("ascii", 2, "LLVAR", "ascii", "'010212' '02013'")]
    [TestCase("ascii", 2, "LLLVAR", "ascii", "'0100212' '020013'")]
    [TestCase("latin1", 2, "LVAR", "ascii", "'01212' '0213'")]
    [TestCase("bcd", 2, "LLVAR", "bcd", "01 02 '12' 02 01 '3'")]
    [TestCase("binary", 1, "LVAR", "binary", "01 02 '12' 02 01 '3'")]
    [TestCase("ebcdic-037", 2, "LLVAR", "ebcdic-037", "F0F1 F0F2 '12' F0F2 F0F1 '3'")]
    [TestCase("ebcdic-500", 2, "LLVAR", "hex", "F0F1 '0002' '12' F0F2 '0001' '3'")]
    [TestCase("ascii", 2, "LLLVAR", "bcd", "'01' 0002 '12' '02' 0001 '3'")]
    public void Stands_on_the_wire(string form, int size, string length, string lengthForm, string wire)
    {
        var inside = $$"""
            { "kind": "tagged", "tag": { "size": {{size}}, "form": "{{form}}" }, "length": "{{length}}", "lengthForm": "{{lengthForm}}",
              "elements": [ { "tag": "01", "name": "a", "content": "n", "form": "ascii", "max": 9 } ] }
            """;
        var bytes = TestDialect.Bytes(wire);
        var message = new MessageReader(TestDialect.Of("b length=LLVAR max=99", inside)).Read([.. TestDialect.Body($"'{bytes.Length:D2}'"), .. bytes]);

        Assert.That((message.Text("2.01"), message.Parts(2)!.Find("02")!.Bytes.ToArray()), Is.EqualTo(("12", "3"u8.ToArray())));
        Assert.That(message.Parts(2)!.ToBytes(), Is.EqualTo(bytes));
        Assert.That(new Composite(message.Parts(2)!.Structure).Set("01", "12").Set("02", "3"u8).ToBytes(), Is.EqualTo(bytes));
    }

    [Test]
    public void Odd_digits_of_a_packed_tag_are_filled_in_front()
    {
        const string inside = """{ "kind": "tagged", "tag": { "size": 3, "form": "bcd" }, "length": "LLVAR", "lengthForm": "bcd", "elements": [] }""";
        var message = new MessageReader(TestDialect.Of("b length=LLVAR max=99", inside)).Read(TestDialect.Body("'04' 0123 01 AA"));

        Assert.That(message.Text("2.123"), Is.EqualTo("AA"));
        Assert.That(Convert.ToHexString(message.Parts(2)!.Add("124", [0xBB]).ToBytes()), Is.EqualTo("012301AA012401BB"));
    }

    [Test]
    public void Parts_of_parts_are_seen_and_changed()
    {
        var message = Read("A20220100412340200800010203A3003123X1001Y");
        Assert.That(
            (message.Text("2.A2.01"), message.Text("2.A2.02"), message.Text("2.A3"), message.Text("2.X1")),
            Is.EqualTo(("1234", "00010203", "123", "Y")));

        var parts = message.Parts(2)!;
        var device = parts.Find("A2")!.Inside!.Set("01", "99");
        Assert.That(
            System.Text.Encoding.Latin1.GetString(parts.Set("A2", device.ToBytes()).ToBytes()), Is.EqualTo("A20200100299" + "0200800010203" + "A3003123X1001Y"));
    }

    // characters behind the length, error, path, offset in the element, bytes
    [TestCase("A", FormatError.BadTag, "2", 3, 1)]
    [TestCase("A300", FormatError.Truncated, "2.A3", 5, 2)]
    [TestCase("A30X1", FormatError.BadLength, "2.A3", 5, 3)]
    [TestCase("A3-011", FormatError.BadLength, "2.A3", 5, 3)]
    [TestCase("A300312", FormatError.Truncated, "2.A3", 8, 2)]
    [TestCase("A30071234567", FormatError.TooLong, "2.A3", 3, 5)]
    [TestCase("A300312X", FormatError.BadDigit, "2.A3", 8, 3)]
    [TestCase("X1001Y", null, "", 0, 0)]
    [TestCase("A300212A20090100412X4", FormatError.BadDigit, "2.A2.01", 20, 4)]
    [TestCase("A2006020020", FormatError.Truncated, "2.A2.02", 13, 1)]
    [TestCase("A20080200301A", FormatError.BadLength, "2.A2.02", 8, 5)]
    public void Damage_is_named_by_path_and_place(string value, FormatError? error, string path, int offset, int length)
    {
        if (error is null)
        {
            Assert.That(Read(value).Has(2), Is.True);
            return;
        }

        var damage = Assert.Throws<IsoFormatException>(() => Read(value));
        Assert.That(
            (damage!.Error, damage.Element, damage.Offset - TestDialect.Start, damage.Length), Is.EqualTo((error, path, offset, length)), damage.Message);
    }

    [TestCase("A2", "010022", FormatError.Truncated, "2.A2")]
    [TestCase("A3", "1234567", FormatError.TooLong, "2.A3")]
    [TestCase("A3", "12X", FormatError.BadDigit, "2.A3")]
    [TestCase("A33", "1", FormatError.BadTag, "2.A33")]
    [TestCase("X1", "交", FormatError.BadCharacter, "2.X1")]
    public void Part_that_cannot_be_is_refused_by_its_path(string tag, string value, FormatError error, string element)
    {
        var message = Read("");
        var writer = new MessageWriter(TestDialect.Of("ans length=LLLVAR max=999", Device));
        var fault = Assert.Throws<IsoValueException>(() => writer.Write(Put(message, tag, value)));
        Assert.That(fault!.Error, Is.EqualTo(error));
        Assert.That(fault.Element, Does.StartWith(element));
    }

    [Test]
    public void Structure_for_showing_refuses_nothing()
    {
        var lax = Device.Replace("\"lengthForm\": \"ascii\",", "\"lengthForm\": \"ascii\", \"strict\": false,", StringComparison.Ordinal);
        var message = new MessageReader(TestDialect.Of("ans length=LLLVAR max=999", lax)).Read(TestDialect.Body("'007A300312'"));

        Assert.That((message.Text(2), message.Text("2.A3"), message.Parts(2)), Is.EqualTo(("A300312", (string?)null, (Composite?)null)));
    }

    private static IsoMessage Put(IsoMessage message, string tag, string value)
    {
        try
        {
            return message.Set(2, message.Parts(2)!.Set(tag, value));
        }
        catch (IsoValueException fault) when (fault.Element == tag)
        {
            throw new IsoValueException(fault.Error, $"2.{tag}", fault.Expected);
        }
    }

    private static IsoMessage Read(string value)
        => new MessageReader(TestDialect.Of("ans length=LLLVAR max=999", Device)).Read(TestDialect.Body($"'{value.Length:D3}{value}'"));
}
