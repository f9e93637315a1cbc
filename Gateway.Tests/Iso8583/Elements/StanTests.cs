using Gateway.Iso8583.Elements;

namespace Gateway.Tests.Iso8583.Elements;

[TestFixture]
public sealed class StanTests
{
    [TestCase(0, "000001")]
    [TestCase(122, "000123")]
    [TestCase(999_998, "999999")]
    [TestCase(999_999, "000001")]
    public void Next_follows_and_returns_to_one(int value, string next)
        => Assert.That(new Stan(value).Next().ToString(), Is.EqualTo(next));

    [Test]
    public void Six_digits_are_read() => Assert.That(Stan.TryParse("000123", out var stan) && stan.Value == 123, Is.True);

    [TestCase("")]
    [TestCase("123")]
    [TestCase("0000123")]
    [TestCase("00012A")]
    [TestCase("+00123")]
    public void Anything_but_six_digits_is_refused(string text) => Assert.That(Stan.TryParse(text, out _), Is.False);

    [TestCase(-1)]
    [TestCase(1_000_000)]
    public void Number_out_of_range_is_refused(int value)
        => Assert.That(() => new Stan(value), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
