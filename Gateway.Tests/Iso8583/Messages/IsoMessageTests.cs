using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Messages;

[TestFixture]
public sealed class IsoMessageTests
{
    private readonly IsoMessage _message = new(MessageType.Parse("0200"));

    [Test]
    public void Absent_element_is_null_and_empty()
    {
        Assert.That(_message.Has(11), Is.False);
        Assert.That(_message.Text(11), Is.Null);
        Assert.That(_message.Bytes(11).IsEmpty, Is.True);
        Assert.That(_message.Text(0), Is.Null);
        Assert.That(_message.Text(-1), Is.Null);
        Assert.That(_message.Text(500), Is.Null);
    }

    [Test]
    public void Text_is_kept_and_seen_as_bytes()
    {
        _message.Set(41, "T\u00FF000001");
        Assert.That(_message.Text(41), Is.EqualTo("T\u00FF000001"));
        Assert.That(_message.Bytes(41)[1], Is.EqualTo(0xFF));
    }

    [Test]
    public void Bytes_are_kept_as_a_copy_and_seen_as_hex()
    {
        var block = new byte[] { 0x01, 0xAB };
        _message.Set(52, block);
        block[0] = 0xFF;

        Assert.That(_message.Text(52), Is.EqualTo("01AB"));
        Assert.That(_message.Bytes(52).ToArray(), Is.EqualTo(new byte[] { 0x01, 0xAB }));
    }

    [Test]
    public void Empty_element_is_present()
        => Assert.That((_message.Set(62, "").Has(62), _message.Text(62)), Is.EqualTo((true, "")));

    [Test]
    public void Elements_come_in_ascending_order()
    {
        _message.Set(128, "0011223344556677").Set(11, "000001").Set(3, "000000").Set(70, "301").Remove(3).Remove(99).Remove(-1);
        Assert.That(string.Join(" ", _message.Elements), Is.EqualTo("11 70 128"));
    }

    [Test]
    public void Bitmap_positions_are_not_elements([Values(-1, 0, 1, 65, 129)] int element)
        => Assert.That(() => _message.Set(element, "0"), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Character_that_the_element_cannot_carry_is_refused_when_it_is_written_and_not_shown()
    {
        _message.Set(47, "交易");

        Assert.That(_message.Text(47), Is.EqualTo("交易"));
        Assert.That(
            () => new MessageWriter(Dialect.Embedded("unionpay-pos")).Write(_message),
            Throws.InstanceOf<IsoValueException>().With.Message.Not.Contains("交").And.Property("Element").EqualTo("47"));
    }

    [Test]
    public void Prints_numbers_and_no_value()
        => Assert.That(_message.Set(2, "6212345678901234").Set(11, "000001").ToString(), Is.EqualTo("0200 [2, 11]"));
}
