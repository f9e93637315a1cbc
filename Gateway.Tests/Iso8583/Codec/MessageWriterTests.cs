using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

[TestFixture]
public sealed class MessageWriterTests
{
    private static readonly MessageWriter _unionPay = new(Dialect.Embedded("unionpay-pos"));
    private static readonly MessageWriter _ascii = new(Dialect.Embedded("iso8583-1987-ascii"));

    [TestCase(3, "00000", TestName = "Fixed_value_too_short")]
    [TestCase(3, "0000000", TestName = "Fixed_value_too_long")]
    [TestCase(2, "62123456789012345678", TestName = "Variable_value_too_long")]
    [TestCase(11, "00012A", TestName = "Letter_among_digits")]
    [TestCase(35, "6212345678901234;2912", TestName = "Sentinel_in_a_track")]
    [TestCase(52, "0123456789ABCDE", TestName = "Half_a_byte_of_hex")]
    [TestCase(52, "0123456789ABCDEG", TestName = "Hex_that_is_not_hex")]
    [TestCase(41, "1234567", TestName = "Fixed_text_too_short")]
    [TestCase(5, "000000000001", TestName = "Element_unknown_to_the_dialect")]
    [TestCase(70, "301", TestName = "Element_beyond_the_only_bitmap")]
    public void Refused_value_is_named_by_its_element_and_not_shown(int element, string value)
    {
        var message = new IsoMessage(MessageType.Parse("0200")).Set(element, value);
        var fault = Assert.Throws<IsoValueException>(() => _unionPay.Write(message));

        Assert.That(fault!.Element, Is.EqualTo($"{element}"));
        Assert.That(fault.Message, Does.Contain($"lement {element}"));
        Assert.That(fault.Message, Does.Not.Contain(value));
    }

    [TestCase(28, "000000001")]
    [TestCase(28, "X00000001")]
    [TestCase(35, "6212?")]
    [TestCase(2, "62 2")]
    public void Ascii_dialect_refuses_too(int element, string value)
        => Assert.That(() => _ascii.Write(new IsoMessage(MessageType.Parse("0200")).Set(element, value)), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void Ascii_message_is_readable_text()
    {
        var message = new IsoMessage(MessageType.Parse("0200"))
            .Set(2, "6212345678901234").Set(3, "000000").Set(4, "000000012345").Set(7, "0322222210").Set(11, "000123")
            .Set(28, "D00000010").Set(35, "6212345678901234D2912").Set(41, "T0000001").Set(52, "0123456789abcdef")
            .Set(55, [0x9F, 0x36, 0x02, 0x00, 0x47]);

        Assert.That(Encoding.ASCII.GetString(_ascii.Write(message)), Is.EqualTo(
            "0200" + "7220001020801200"
            + "166212345678901234" + "000000" + "000000012345" + "0322222210" + "000123"
            + "D00000010" + "216212345678901234=2912" + "T0000001" + "0123456789ABCDEF"
            + "0109F36020047"));
    }

    [Test]
    public void Second_bitmap_stands_there_when_it_is_needed_and_only_then()
    {
        var message = new IsoMessage(MessageType.Parse("0800")).Set(7, "0322222210").Set(11, "000001").Set(70, "301");
        Assert.That(
            Encoding.ASCII.GetString(_ascii.Write(message)),
            Is.EqualTo("0800" + "8220000000000000" + "0400000000000000" + "0322222210" + "000001" + "301"));

        message.Remove(70);
        Assert.That(
            Encoding.ASCII.GetString(_ascii.Write(message)), Is.EqualTo("0800" + "0220000000000000" + "0322222210" + "000001"));
    }

    [Test]
    public void Original_data_and_last_element_are_written()
    {
        var message = new IsoMessage(MessageType.Parse("0420")).Set(90, new string('0', 42)).Set(128, "0011223344556677");
        Assert.That(
            Encoding.ASCII.GetString(_ascii.Write(message)),
            Is.EqualTo("0420" + "8000000000000000" + "0000004000000001" + new string('0', 42) + "0011223344556677"));
    }
}
