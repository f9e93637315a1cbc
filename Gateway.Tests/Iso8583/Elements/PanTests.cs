using Gateway.Iso8583.Elements;

namespace Gateway.Tests.Iso8583.Elements;

[TestFixture]
public sealed class PanTests
{
    [TestCase("621234567890", "621234**7890")]
    [TestCase("6212345678901234", "621234******1234")]
    [TestCase("6212345678901234567", "621234*********4567")]
    public void Prints_first_six_and_last_four(string digits, string masked)
    {
        Assert.That(Pan.TryParse(digits, out var pan), Is.True);
        Assert.That($"{pan}", Is.EqualTo(masked));
        Assert.That(pan.Reveal(), Is.EqualTo(digits));
    }

    [TestCase("")]
    [TestCase("62123456789")]
    [TestCase("62123456789012345678")]
    [TestCase("6212 3456 7890 1234")]
    [TestCase("621234567890123A")]
    [TestCase("６２１２３４５６７８９０")]
    public void Anything_but_12_to_19_digits_is_refused(string text) => Assert.That(Pan.TryParse(text, out _), Is.False);

    [Test]
    public void Default_holds_nothing()
    {
        Assert.That($"{default(Pan)}", Is.EqualTo("(no PAN)"));
        Assert.That(() => default(Pan).Reveal(), Throws.InvalidOperationException);
    }

    [Test]
    public void Equal_digits_are_equal_pans()
    {
        Assert.That(Pan.TryParse("6212345678901234", out var one), Is.True);
        Assert.That(Pan.TryParse("0006212345678901234".AsSpan(3), out var other), Is.True);
        Assert.That(one, Is.EqualTo(other));
    }
}
