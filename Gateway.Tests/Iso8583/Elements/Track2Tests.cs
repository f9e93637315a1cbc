using Gateway.Iso8583.Elements;

namespace Gateway.Tests.Iso8583.Elements;

[TestFixture]
public sealed class Track2Tests
{
    [Test]
    public void Separator_may_be_either_and_only_the_masked_pan_prints([Values('=', 'D')] char separator)
    {
        Assert.That(Track2.TryParse($"6212345678901234567{separator}29122011234567890", out var track), Is.True);
        Assert.That(track.Pan.Reveal(), Is.EqualTo("6212345678901234567"));
        Assert.That(track.Reveal(), Is.EqualTo("6212345678901234567=29122011234567890"));
        Assert.That($"{track}", Is.EqualTo("621234*********4567=(hidden)"));
    }

    [TestCase("")]
    [TestCase("6212345678901234567")]
    [TestCase("=2912201")]
    [TestCase("62123456789=2912")]
    [TestCase("6212345678901234==2912")]
    [TestCase("6212345678901234567=BC8B1BB04C116C610")]
    [TestCase("6212345678901234567=291220112345678901")]
    [TestCase(";6212345678901234=2912?")]
    public void Anything_else_is_refused(string text)
    {
        Assert.That(Track2.TryParse(text, out var track), Is.False);
        Assert.That($"{track}", Is.EqualTo("(no track)"));
        Assert.That(() => track.Reveal(), Throws.InvalidOperationException);
    }
}
