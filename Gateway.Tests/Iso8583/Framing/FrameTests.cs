using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583.Framing;

[TestFixture]
public sealed class FrameTests
{
    private static readonly Tpdu _tpdu = Tpdu.Parse("6000030000");
    private static readonly PosHeader _header = PosHeader.Parse("603100311201");

    private static IEnumerable<TestCaseData> Formats()
    {
        yield return new TestCaseData(FrameFormat.UnionPay, "60000300006031003112010800").SetArgDisplayNames("UnionPay");
        yield return new TestCaseData(FrameFormat.TpduOnly, "60000300000800").SetArgDisplayNames("TpduOnly");
        yield return new TestCaseData(FrameFormat.Plain, "0800").SetArgDisplayNames("Plain");
        yield return new TestCaseData(new FrameFormat(false, 6), "6031003112010800").SetArgDisplayNames("HeaderOnly");
    }

    [TestCaseSource(nameof(Formats))]
    public void Written_and_read_again(FrameFormat format, string hex)
    {
        var frame = Frame.Write(format, _tpdu, _header, [0x08, 0x00]);
        Assert.That(Convert.ToHexString(frame), Is.EqualTo(hex));
        var withLength = Frame.WriteWithLength(format, _tpdu, _header, [0x08, 0x00]);
        Assert.That(Convert.ToHexString(withLength), Is.EqualTo($"{hex.Length / 2:X4}{hex}"));

        Assert.That(Frame.TryRead(frame, format, out var parts, out var fault), Is.True);
        Assert.That(fault, Is.Empty);
        Assert.That(parts.Tpdu, Is.EqualTo(format.Tpdu ? _tpdu : default));
        Assert.That(parts.Header, Is.EqualTo(format.HeaderBytes > 0 ? _header : default));
        Assert.That(frame[parts.BodyOffset..], Is.EqualTo(new byte[] { 0x08, 0x00 }));
    }

    [TestCaseSource(nameof(Formats))]
    public void Frame_without_a_message_is_refused(FrameFormat format, string hex)
    {
        for (var length = 0; length <= (hex.Length / 2) - 2; length++)
        {
            Assert.That(Frame.TryRead(Convert.FromHexString(hex).AsSpan(0, length), format, out var parts, out var fault), Is.False);
            Assert.That(parts, Is.EqualTo(default(FrameParts)));
            Assert.That(fault, Does.EndWith("stand in front of a message."));
        }
    }

    [TestCase("02007020048000C08011", "The first byte does not begin a TPDU (60 to 6F hex).")]
    [TestCase("60000300006031003112FA0800", "The header is not twelve decimal digits.")]
    public void Foreign_bytes_are_refused_with_a_sentence(string hex, string sentence)
    {
        var frame = Convert.FromHexString(hex + "0000000000000000");
        Assert.That(Frame.TryRead(frame, FrameFormat.UnionPay, out _, out var fault), Is.False);
        Assert.That(fault, Is.EqualTo(sentence));
    }

    [Test]
    public void Frame_over_the_limit_is_refused_both_ways()
    {
        var small = FrameFormat.UnionPay with { MaxBytes = 20 };
        Assert.That(Frame.Write(small, _tpdu, _header, new byte[9]), Has.Length.EqualTo(20));
        Assert.That(() => Frame.Write(small, _tpdu, _header, new byte[10]), Throws.ArgumentException);
        Assert.That(Frame.TryRead(new byte[21], small, out _, out var fault), Is.False);
        Assert.That(fault, Is.EqualTo("The frame has 21 bytes and at most 20 are allowed."));
    }

    [Test]
    public void Frame_that_two_length_bytes_cannot_count_is_refused()
    {
        var large = FrameFormat.Plain with { MaxBytes = 100_000 };
        Assert.That(() => Frame.WriteWithLength(large, default, default, new byte[65_536]), Throws.ArgumentException);
    }

    [Test]
    public void Header_of_another_size_is_refused([Values(-1, 1, 5, 7, 12)] int bytes)
        => Assert.That(() => new FrameFormat(true, bytes), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
