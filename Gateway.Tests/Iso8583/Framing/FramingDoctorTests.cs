using System.Text;
using CsCheck;
using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583.Framing;

[TestFixture]
public sealed class FramingDoctorTests
{
    [TestCase("GET / HTTP/1.1\r\n", "HTTP")]
    [TestCase("POST /pos HTTP/1.1\r\n", "HTTP")]
    [TestCase("SSH-2.0-OpenSSH_9.6\r\n", "SSH")]
    [TestCase("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n", "PROXY protocol")]
    [TestCase("01230200B220000000100000", "four ASCII digits")]
    [TestCase("hello world\r\n", "plain text")]
    public void Text_is_recognised(string text, string word)
    {
        var sentence = FramingDoctor.Diagnose(Encoding.ASCII.GetBytes(text.TrimEnd()));
        Assert.That(sentence, Does.Contain(word));
    }

    [TestCase("", "Nothing was sent")]
    [TestCase("00", "Too little")]
    [TestCase("16030102000100", "TLS")]
    [TestCase("6000030000603100311201020070", "two length bytes are missing")]
    [TestCase("60000300000200702004", "two length bytes are missing")]
    [TestCase("0000005960000300006031", "length of four bytes")]
    [TestCase("590060000300006031003112", "low byte first")]
    [TestCase("005960000300000200702004", "no header")]
    [TestCase("005960000300006031003112", "a length and a TPDU")]
    [TestCase("00590200702004800000C080", "no TPDU")]
    [TestCase("00593032303037303230", "ASCII message")]
    [TestCase("02315460", "STX")]
    [TestCase("0000000000000000", "One byte is repeated")]
    [TestCase("A1B2C3D4E5F6", "nothing known")]
    [TestCase("0D0A0D0A000D0A515549540A21", "PROXY protocol")]
    public void Bytes_are_recognised(string hex, string words)
        => Assert.That(FramingDoctor.Diagnose(Convert.FromHexString(hex)), Does.Contain(words));

    [Test]
    public void Recorded_frames_look_like_frames()
    {
        foreach (var message in RecordedMessage.All.Where(message => message.HasLength))
        {
            Assert.That(FramingDoctor.Diagnose(message.Wire), Is.EqualTo("This looks like a length and a TPDU."), message.Id);
        }
    }

    [Test]
    public void Any_bytes_get_one_sentence()
        => Gen.Byte.Array[0, 20].Sample(
            bytes => FramingDoctor.Diagnose(bytes) is { Length: > 10 } sentence
                && sentence.IndexOf('.', StringComparison.Ordinal) == sentence.Length - 1,
            iter: 20_000);
}
