using Gateway.Host.Cli.Decoding;

namespace Gateway.Tests.Host.Cli.Decoding;

[TestFixture]
public sealed class HexTextTests
{
    [TestCase("", "")]
    [TestCase(" \r\n\t", "")]
    [TestCase("0aFf", "0AFF")]
    [TestCase("0 a\nF f ", "0AFF")]
    public void Digits_are_read_and_white_space_passed_over(string text, string bytes)
    {
        Assert.That(HexText.TryRead(text, out var read, out var fault), Is.True, fault);
        Assert.That(Convert.ToHexString(read), Is.EqualTo(bytes));
    }

    [TestCase("0g", "Character 2 ")]
    [TestCase("0x00", "Character 2 ")]
    [TestCase("00 00 é", "Character 7 ")]
    [TestCase("000", "half a byte is missing")]
    public void Anything_else_is_refused_with_its_place(string text, string sentence)
    {
        Assert.That(HexText.TryRead(text, out var read, out var fault), Is.False);
        Assert.That((fault, read), Is.EqualTo((fault, Array.Empty<byte>())));
        Assert.That(fault, Does.Contain(sentence));
    }
}
