using Gateway.Iso8583.Elements;

namespace Gateway.Tests.Iso8583.Elements;

[TestFixture]
public sealed class AmountTests
{
    [TestCase(0, "000000000000")]
    [TestCase(1250, "000000001250")]
    [TestCase(999_999_999_999, "999999999999")]
    public void Field_is_twelve_digits(long minorUnits, string field)
    {
        Assert.That(new Amount(minorUnits).ToField(), Is.EqualTo(field));
        Assert.That(Amount.TryParse(field, out var amount), Is.True);
        Assert.That(amount, Is.EqualTo(new Amount(minorUnits)));
    }

    [TestCase("")]
    [TestCase("1250")]
    [TestCase("-00000001250")]
    [TestCase("00000000125 ")]
    [TestCase("0000000001250")]
    public void Anything_but_twelve_digits_is_refused(string text) => Assert.That(Amount.TryParse(text, out _), Is.False);

    [TestCase(-1)]
    [TestCase(1_000_000_000_000)]
    public void Amount_out_of_range_is_refused(long minorUnits)
        => Assert.That(() => new Amount(minorUnits), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Amounts_compare()
    {
        var (less, more) = (new Amount(1), new Amount(2));
        Assert.That(less < more && more > less && less <= more && more >= less && less.CompareTo(more) < 0, Is.True);
    }
}
