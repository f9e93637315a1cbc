using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Message types of digits and of other characters, and headers in front of them.</summary>
[TestFixture]
public sealed class TypeFormTests
{
    private const string Row = """{ "n": 2, "name": "a", "content": "n", "max": 1 }""";

    [TestCase("bcd", "n", "0210", "0210")]
    [TestCase("ascii", "n", "0210", "'0210'")]
    [TestCase("ebcdic-500", "n", "0210", "F0F2F1F0")]
    [TestCase("bcd", "an", "ABCD", "ABCD")]
    [TestCase("ascii", "an", "AB~!", "'AB~!'")]
    [TestCase("ebcdic-037", "an", "ABCD", "C1C2C3C4")]
    [TestCase("ebcdic-1047", "an", "0210", "F0F2F1F0")]
    public void Type_stands_on_the_wire(string form, string content, string type, string wire)
    {
        var dialect = Make(form, content);
        var body = TestDialect.Bytes($"{wire} 0000000000000000");
        Assert.That(MessageType.TryParseAny(type, out var parsed), Is.True);

        Assert.That(new MessageReader(dialect).Read(body).Type, Is.EqualTo(parsed));
        Assert.That(new MessageReader(dialect).Read(body).Type.ToString(), Is.EqualTo(type));
        Assert.That(new MessageWriter(dialect).Write(new IsoMessage(parsed)), Is.EqualTo(body));
    }

    [TestCase("bcd", "n", "ABCD", 2)]
    [TestCase("ascii", "n", "'02A0'", 4)]
    [TestCase("ascii", "an", "'02 0'", 4)]
    [TestCase("ascii", "an", "FFFFFFFF", 4)]
    [TestCase("ebcdic-500", "n", "'0210'", 4)]
    [TestCase("ebcdic-500", "an", "F0F2F140", 4)]
    public void Type_that_is_none_is_refused(string form, string content, string wire, int length)
        => BitmapFormTests.Expect(Make(form, content), $"{wire} 0000000000000000", FormatError.BadMessageType, "0", 0, length);

    [TestCase("bcd", "n")]
    [TestCase("ascii", "n")]
    [TestCase("bcd", "an")]
    public void Type_that_the_dialect_cannot_write_is_refused(string form, string content)
    {
        Assert.That(MessageType.TryParseAny("02X0", out var type), Is.True);
        var fault = Assert.Throws<IsoValueException>(() => new MessageWriter(Make(form, content)).Write(new IsoMessage(type)));
        Assert.That((fault!.Element, fault.Error), Is.EqualTo(("0", FormatError.BadMessageType)));
    }

    // header row, header, bytes
    [TestCase("b max=3", "010203", "010203")]
    [TestCase("ans max=3", "414243", "'ABC'")]
    [TestCase("ans max=9 length=LLVAR", "414243", "'03ABC'")]
    [TestCase("ans max=3 form=ebcdic-037", "414243", "C1C2C3")]
    [TestCase("n max=3 form=bcd", "313233", "0123")]
    [TestCase("n max=3 form=bcd fill=0_or_F", "313233", "F123")]
    [TestCase("b max=2 form=hex", "01AB", "'01ab'")]
    public void Header_stands_in_front_and_is_kept(string row, string header, string wire)
    {
        var dialect = WithHeader(row);
        var body = TestDialect.Bytes($"{wire} 0200 0000000000000000");
        var message = new MessageReader(dialect).Read(body);

        Assert.That(Convert.ToHexString(message.Header), Is.EqualTo(header));
        Assert.That(new MessageWriter(dialect).Write(message), Is.EqualTo(body));
        Assert.That(new MessageWriter(dialect).Write(message.Copy()), Is.EqualTo(body));
        Assert.That(
            new MessageReader(dialect).Read(new MessageWriter(dialect).Write(new IsoMessage(message.Type).SetHeader(message.Header))).Header.ToArray(),
            Is.EqualTo(message.Header.ToArray()));
    }

    [TestCase("b max=3", "0102", FormatError.Truncated, 0, 2)]
    [TestCase("ans max=9 length=LLVAR", "'0X' 0200", FormatError.BadLength, 0, 2)]
    [TestCase("n max=4", "'12A4' 0200", FormatError.BadDigit, 0, 4)]
    public void Damage_of_the_header_is_named_h(string row, string wire, FormatError error, int offset, int length)
        => BitmapFormTests.Expect(WithHeader(row), wire, error, "h", offset, length);

    [Test]
    public void Header_that_is_missing_is_refused_as_h()
    {
        var fault = Assert.Throws<IsoValueException>(
            () => new MessageWriter(WithHeader("ans max=6")).Write(new IsoMessage(MessageType.Parse("0200"))));
        Assert.That(fault!.Element, Is.EqualTo("h"));
    }

    [Test]
    public void Header_of_another_message_is_forgotten()
    {
        var message = new IsoMessage();
        new MessageReader(WithHeader("b max=3")).Read(TestDialect.Bytes("010203 0200 0000000000000000"), message);
        new MessageReader(Make("bcd", "n")).Read(TestDialect.Bytes("0200 0000000000000000"), message);

        Assert.That(message.Header.IsEmpty, Is.True);
    }

    private static Dialect WithHeader(string row) => TestDialect.Rows(Row, more: $$"""
        "header": { {{TestDialect.Properties(row)}} },
        """);

    private static Dialect Make(string form, string content)
        => TestDialect.Rows(Row, mti: $$"""{ "form": "{{form}}", "content": "{{content}}" }""");
}
