using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Messages;

/// <summary>Bitmaps inside an element, as Visa has them in 63 and Postilion in 127.</summary>
[TestFixture]
public sealed class NestedBitmapTests
{
    private const string Rows =
        """
        "elements": [ { "n": 1, "name": "a", "content": "n", "form": "bcd", "max": 4 }, { "n": 2, "name": "b", "content": "an", "length": "LVAR", "max": 9 },
          { "n": 25, "name": "c", "content": "ans", "length": "LLVAR", "max": 40, "inside": { "kind": "positional", "open": true, "elements": [
            { "n": 1, "name": "d", "content": "n", "max": 2 }, { "n": 2, "name": "e", "content": "n", "max": 2 } ] } },
          { "n": 66, "name": "f", "content": "n", "max": 1 } ]
        """;

    private const string Visa = $$"""{ "kind": "bitmap", "bytes": 3, {{Rows}} }""";
    private const string Data = $$"""{ "kind": "bitmap", "bytes": 8, {{Rows}} }""";
    private const string Continued = $$"""{ "kind": "bitmap", "bytes": 8, "firstIsData": false, {{Rows}} }""";
    private const string Hex = """{ "kind": "bitmap", "bytes": 2, "form": "hex", "elements": [ { "n": 2, "name": "a", "content": "n", "max": 1 }, { "n": 16, "name": "b", "content": "n", "max": 1 } ] }""";

    // structure, bytes of the value, parts
    [TestCase(Visa, "C00000 1234 '2AB'", "1=1234 2=AB")]
    [TestCase(Visa, "000000", "")]
    [TestCase(Data, "C000008000000000 1234 '2AB' '021'", null)]
    [TestCase(Data, "C000008000000000 1234 '2AB' '0412' '34'", "1=1234 2=AB 25=1234")]
    [TestCase(Continued, "4000000000000000 '2AB'", "2=AB")]
    [TestCase(Continued, "C000000000000000 4000000000000000 '2AB' '7'", "2=AB 66=7")]
    [TestCase(Continued, "8000000000000000 0000000000000000", "")]
    public void Parts_are_found_and_written_again(string inside, string wire, string? parts)
    {
        var value = TestDialect.Bytes(wire);
        var reader = new MessageReader(TestDialect.Of("b length=LLLLLLVAR max=999", inside));
        byte[] body = [.. TestDialect.Body($"'{value.Length:D6}'"), .. value];
        if (parts is null)
        {
            var damage = Assert.Throws<IsoFormatException>(() => reader.Read(body));
            Assert.That((damage!.Error, damage.Element, damage.Offset, damage.Length), Is.EqualTo((FormatError.Truncated, "2.25", 31, 1)));
            return;
        }

        var message = reader.Read(body);
        Assert.That(string.Join(' ', message.Parts(2)!.Select(part => $"{part.Key}={part.Text}")), Is.EqualTo(parts));
        Assert.That(message.Parts(2)!.ToBytes(), Is.EqualTo(value));
    }

    [Test]
    public void Bits_follow_the_parts_that_are_set_and_removed()
    {
        var parts = new Composite(TestDialect.Of("b length=LLLVAR max=999", Continued).Element(2)!.Inside!);
        Assert.That(parts.ToBytes(), Is.EqualTo(new byte[8]));
        Assert.That(parts.Set("66", "7").Set("2", "AB").ToBytes(), Is.EqualTo(TestDialect.Bytes("C000000000000000 4000000000000000 '2AB7'")));
        Assert.That(parts.Remove("66").ToBytes(), Is.EqualTo(TestDialect.Bytes("4000000000000000 '2AB'")));
        Assert.That(() => parts.Set("1", "1234").ToBytes(), Throws.InstanceOf<IsoValueException>().With.Property("Element").EqualTo("1"));

        var visa = new Composite(TestDialect.Of("b length=LLLVAR max=999", Visa).Element(2)!.Inside!);
        Assert.That(visa.Set("1", "1234").ToBytes(), Is.EqualTo(TestDialect.Bytes("800000 1234")));
        Assert.That(() => visa.Set("25", "12").ToBytes(), Throws.InstanceOf<IsoValueException>().With.Property("Element").EqualTo("25"));
    }

    [Test]
    public void Hex_bitmap_in_text_keeps_its_case_until_it_changes()
    {
        const string inside = """{ "kind": "bitmap", "bytes": 1, "elements": [ { "n": 1, "name": "a", "content": "n", "max": 1 }, { "n": 3, "name": "b", "content": "n", "max": 1 }, { "n": 5, "name": "c", "content": "n", "max": 1 } ] }""";
        var message = new MessageReader(TestDialect.Of("ans length=LLVAR max=40", inside)).Read(TestDialect.Body("'04a012'"));

        Assert.That(message.Parts(2)!.Set("3", "9").ToBytes(), Is.EqualTo("a019"u8.ToArray()));
        Assert.That(message.Parts(2)!.Set("5", "9").ToBytes(), Is.EqualTo("A8129"u8.ToArray()));
    }

    // structure, row, bytes, error, path, offset in the element, bytes
    [TestCase(Visa, "b length=LLVAR max=99", "'02' C000", FormatError.Truncated, "2", 2, 2)]
    [TestCase(Visa, "b length=LLVAR max=99", "'03' 200000", FormatError.UnknownElement, "2.3", 5, 0)]
    [TestCase(Visa, "b length=LLVAR max=99", "'04' 800000 12", FormatError.Truncated, "2.1", 5, 1)]
    [TestCase(Visa, "b length=LLVAR max=99", "'05' 800000 12A4", FormatError.BadDigit, "2.1", 5, 2)]
    [TestCase(Visa, "b length=LLVAR max=99", "'06' 800000 1234 00", FormatError.TrailingBytes, "2", 7, 1)]
    [TestCase(Visa, "b length=LLVAR max=99 form=hex", "'10' '80000012A4'", FormatError.BadDigit, "2.1", 8, 4)]
    [TestCase(Continued, "b length=LLVAR max=99", "'10' 8000000000000000 4000", FormatError.Truncated, "2", 10, 2)]
    [TestCase(Data, "b length=LLVAR max=99", "'14' 0000008000000000 '0412X4'", FormatError.BadDigit, "2.25.2", 14, 2)]
    [TestCase(Hex, "ans length=LLVAR max=99", "'05' '40G01'", FormatError.BadBitmap, "2", 2, 4)]
    [TestCase(Hex, "ans length=LLVAR max=99", "'05' '4000X'", FormatError.BadDigit, "2.2", 6, 1)]
    [TestCase(Hex, "ans length=LLVAR max=99 form=ebcdic-500", "'05' F4F0F0F0C1", FormatError.BadDigit, "2.2", 6, 1)]
    public void Damage_is_named_by_path_and_place_on_the_wire(
        string inside, string row, string wire, FormatError error, string path, int offset, int length)
        => TestDialect.ExpectDamage(row, wire, error, offset, length, path, inside);
}
