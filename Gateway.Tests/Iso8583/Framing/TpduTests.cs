using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583.Framing;

[TestFixture]
public sealed class TpduTests
{
    [Test]
    public void Answer_goes_back_where_the_request_came_from()
    {
        var tpdu = Tpdu.Parse("6000030A0b");
        Assert.That(tpdu, Is.EqualTo(new Tpdu(0x60, 0x0003, 0x0A0B)));
        Assert.That(tpdu.Swapped().ToString(), Is.EqualTo("600A0B0003"));
        Assert.That(tpdu.Swapped().Swapped(), Is.EqualTo(tpdu));
    }

    [TestCase("")]
    [TestCase("600003000")]
    [TestCase("60000300000")]
    [TestCase("60000300 0")]
    [TestCase("6000G30000")]
    public void Anything_but_ten_hex_characters_is_refused(string text)
    {
        Assert.That(Tpdu.TryParse(text, out _), Is.False);
        Assert.That(() => Tpdu.Parse(text), Throws.InstanceOf<FormatException>());
    }
}
