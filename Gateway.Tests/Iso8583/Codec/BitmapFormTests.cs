using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Message type, header and up to three bitmaps in every form.</summary>
[TestFixture]
public sealed class BitmapFormTests
{
    private const string Rows =
        """
        { "n": 2, "name": "a", "content": "n", "max": 1 }, { "n": 66, "name": "b", "content": "n", "max": 1 },
        { "n": 130, "name": "c", "content": "n", "max": 1 }, { "n": 192, "name": "d", "content": "n", "max": 1 }
        """;

    // form of type, of the first bitmap and of the others, elements, bytes
    [TestCase("bcd", "binary", "binary", new[] { 2 }, "0200 4000000000000000 '2'")]
    [TestCase("ascii", "hex", "hex", new[] { 2 }, "'0200' '4000000000000000' '2'")]
    [TestCase("ebcdic-037", "ebcdic-037", "ebcdic-037", new[] { 2 }, "F0F2F0F0 F4F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0 '2'")]
    [TestCase("ebcdic-500", "binary", "binary", new[] { 2 }, "F0F2F0F0 4000000000000000 '2'")]
    [TestCase("ebcdic-1047", "hex", "hex", new int[0], "F0F2F0F0 '0000000000000000'")]
    [TestCase("bcd", "binary", "binary", new[] { 2, 66 }, "0200 C000000000000000 4000000000000000 '23'")]
    [TestCase("bcd", "hex", "binary", new[] { 66 }, "0200 '8000000000000000' 4000000000000000 '3'")]
    [TestCase("bcd", "binary", "ebcdic-500", new[] { 66 }, "0200 8000000000000000 F4F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0 '3'")]
    [TestCase("bcd", "binary", "binary", new[] { 130 }, "0200 8000000000000000 8000000000000000 4000000000000000 '4'")]
    [TestCase("bcd", "binary", "binary", new[] { 2, 66, 192 }, "0200 C000000000000000 C000000000000000 0000000000000001 '235'")]
    [TestCase("ascii", "hex", "hex", new[] { 130, 192 }, "'0200' '8000000000000000' '8000000000000000' '4000000000000001' '45'")]
    public void Stands_on_the_wire(string type, string first, string others, int[] elements, string wire)
    {
        var dialect = Make(type, $$"""{ "form": "{{first}}", "secondaryForm": "{{others}}", "tertiary": true }""");
        var message = new IsoMessage(MessageType.Parse("0200"));
        foreach (var element in elements)
        {
            message.Set(element, element switch { 2 => "2", 66 => "3", 130 => "4", _ => "5" });
        }

        Assert.That(Convert.ToHexString(new MessageWriter(dialect).Write(message)), Is.EqualTo(Convert.ToHexString(TestDialect.Bytes(wire))));
        Assert.That(new MessageReader(dialect).Read(TestDialect.Bytes(wire)).Elements, Is.EqualTo(elements));
    }

    [TestCase("'40000000000000aF'", "2, 57, 59, 61, 62, 63, 64")]
    [TestCase("'40000000000000Af'", "2, 57, 59, 61, 62, 63, 64")]
    public void Hex_bitmap_of_either_case_is_read_and_kept(string bitmap, string elements)
    {
        var rows = string.Join(", ", Enumerable.Range(2, 63).Select(number => $$"""{ "n": {{number}}, "name": "x", "content": "n", "max": 1 }"""));
        var dialect = TestDialect.Rows(rows, """{ "form": "hex" }""");
        var body = TestDialect.Bytes($"0200 {bitmap} '1234567'");
        var message = new MessageReader(dialect).Read(body);

        Assert.That(message.Present.ToString(), Is.EqualTo(elements));
        Assert.That(new MessageWriter(dialect).Write(message), Is.EqualTo(body));
        Assert.That(new MessageWriter(dialect).Write(message.Copy()), Is.EqualTo(body));
        Assert.That(
            new MessageWriter(dialect).Write(message.Remove(64)), Is.EqualTo(TestDialect.Bytes("0200 '40000000000000AE' '123456'")));
    }

    [Test]
    public void Second_bitmap_that_announces_nothing_is_kept()
    {
        var body = TestDialect.Bytes("0200 C000000000000000 0000000000000000 '2'");
        var dialect = Make("bcd", """{ "form": "binary", "secondary": true }""", """{ "n": 2, "name": "a", "content": "n", "max": 1 }""");

        Assert.That(new MessageWriter(dialect).Write(new MessageReader(dialect).Read(body)), Is.EqualTo(body));
    }

    // bytes, error, path, offset, length
    [TestCase("0200 8000000000000000 8000000000000000 8000000000000000", FormatError.BitmapNotAllowed, "129", 18, 8)]
    [TestCase("0200 8000000000000000 8000000000000000 40", FormatError.Truncated, "129", 18, 1)]
    [TestCase("0200 8000000000000000 8000000000000000 0000000000000000 00", FormatError.TrailingBytes, "129", 26, 1)]
    [TestCase("0200 8000000000000000 0000000000000000 00", FormatError.TrailingBytes, "65", 18, 1)]
    [TestCase("0200 8000000000000000 8000000000000000 2000000000000000", FormatError.UnknownElement, "131", 26, 0)]
    public void Damage_of_a_further_bitmap_is_named_with_its_place(string wire, FormatError error, string path, int offset, int length)
        => Expect(Make("bcd", """{ "form": "binary", "tertiary": true }"""), wire, error, path, offset, length);

    [TestCase("ebcdic-037", "F4F0F0F0F0F0F0F0F0F0F0F0F0F0F041", FormatError.BadBitmap)]
    [TestCase("hex", "'400000000000000G'", FormatError.BadBitmap)]
    [TestCase("hex", "'4000000000000000'", null)]
    public void Bitmap_in_characters_is_hex(string form, string bitmap, FormatError? error)
    {
        var dialect = TestDialect.Rows("""{ "n": 2, "name": "a", "content": "n", "max": 0 }""", $$"""{ "form": "{{form}}" }""");
        if (error is { } expected)
        {
            Expect(dialect, $"0200 {bitmap}", expected, "1", 2, 16);
        }
        else
        {
            Assert.That(new MessageReader(dialect).Read(TestDialect.Bytes($"0200 {bitmap}")).Present, Is.EqualTo(ElementSet.Of(2)));
        }
    }

    internal static void Expect(Dialect dialect, string wire, FormatError error, string path, int offset, int length)
    {
        var damage = Assert.Throws<IsoFormatException>(() => new MessageReader(dialect).Read(TestDialect.Bytes(wire)));
        Assert.That((damage!.Error, damage.Element, damage.Offset, damage.Length), Is.EqualTo((error, path, offset, length)));
    }

    private static Dialect Make(string type, string bitmap, string rows = Rows)
        => TestDialect.Rows(rows, bitmap, $$"""{ "form": "{{type}}" }""");
}
