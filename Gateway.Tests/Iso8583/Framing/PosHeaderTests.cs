using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583.Framing;

[TestFixture]
public sealed class PosHeaderTests
{
    [Test]
    public void Digits_have_their_meaning()
    {
        var header = PosHeader.Parse("603213320072");
        Assert.That(header.ApplicationClass, Is.EqualTo("60"));
        Assert.That(header.SoftwareVersion, Is.EqualTo("32"));
        Assert.That(header.TerminalStatus, Is.EqualTo(1));
        Assert.That(header.ProcessingRequirement, Is.EqualTo(3));
        Assert.That(header.SoftwareSubversion, Is.EqualTo("320072"));
    }

    [Test]
    public void Requirement_changes_its_digit_and_no_other()
    {
        for (var digit = 0; digit <= 9; digit++)
        {
            Assert.That(PosHeader.Parse("999999999999").WithRequirement(digit).ToString(), Is.EqualTo($"99999{digit}999999"));
        }
    }

    [TestCase(-1)]
    [TestCase(10)]
    public void Requirement_is_one_digit(int digit)
        => Assert.That(() => default(PosHeader).WithRequirement(digit), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Nothing_said_is_twelve_zeros() => Assert.That(default(PosHeader).ToString(), Is.EqualTo("000000000000"));

    [TestCase("")]
    [TestCase("60310031120")]
    [TestCase("6031003112010")]
    [TestCase("60310031120A")]
    public void Anything_but_twelve_decimal_digits_is_refused(string text)
    {
        Assert.That(PosHeader.TryParse(text, out _), Is.False);
        Assert.That(() => PosHeader.Parse(text), Throws.InstanceOf<FormatException>());
    }
}
