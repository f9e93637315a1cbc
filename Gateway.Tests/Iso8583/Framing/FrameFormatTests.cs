using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583.Framing;

[TestFixture]
public sealed class FrameFormatTests
{
    private static readonly Tpdu _tpdu = Tpdu.Parse("6000030000");
    private static readonly PosHeader _header = PosHeader.Parse("603100311201");

    //        text                                  message 0800 on the wire, TPDU 6000030000, header 603100311201
    [TestCase("none", "0800")]
    [TestCase("tpdu", "60000300000800")]
    [TestCase("header", "6031003112010800")]
    [TestCase("tpdu+header", "60000300006031003112010800")]
    [TestCase("length", "00020800")]
    [TestCase("length+tpdu", "000760000300000800")]
    [TestCase("length+header", "00086031003112010800")]
    [TestCase("length+tpdu+header", "000D60000300006031003112010800")]
    [TestCase("2-binary+self", "00040800")]
    [TestCase("2-bcd+tpdu+header", "001360000300006031003112010800")]
    [TestCase("4-ascii+self+tpdu", "3030313160000300000800")]
    [TestCase("4-hex+fixed:49534F", "3030303549534F0800")]
    [TestCase("3-binary+self+tpdu+fixed:0102", "00000C600003000001020800")]
    public void Text_and_bytes_of_a_format_agree(string text, string hex)
    {
        var format = FrameFormat.Parse(text);
        Assert.That(format.ToString(), Is.EqualTo(text));
        Assert.That(Convert.ToHexString(Frame.WriteWithLength(format, _tpdu, _header, [0x08, 0x00])), Is.EqualTo(hex));
    }

    [TestCase("2-binary+tpdu", "length+tpdu")]
    [TestCase("length+self", "2-binary+self")]
    [TestCase("length+tpdu+unionpay", "length+tpdu+header")]
    [TestCase("length+fixed-12", "length+fixed-12")]
    public void Another_text_means_the_same(string text, string canonical)
    {
        Assert.That(FrameFormat.Parse(text).ToString(), Is.EqualTo(canonical));
        Assert.That(FrameFormat.Parse(text), Is.EqualTo(FrameFormat.Parse(canonical)));
    }

    [Test]
    public void Known_formats_have_their_texts()
    {
        Assert.That(FrameFormat.UnionPay.ToString(), Is.EqualTo("length+tpdu+header"));
        Assert.That(FrameFormat.TpduOnly.ToString(), Is.EqualTo("length+tpdu"));
        Assert.That(FrameFormat.Plain.ToString(), Is.EqualTo("length"));
        Assert.That(FrameFormat.Parse("length+tpdu+header"), Is.EqualTo(FrameFormat.UnionPay));
    }

    [TestCase("")]
    [TestCase("+")]
    [TestCase("Length")]
    [TestCase("tpdu+length")]
    [TestCase("header+tpdu")]
    [TestCase("none+tpdu")]
    [TestCase("length+none")]
    [TestCase("length+tpdu+tpdu")]
    [TestCase("tpdu+self")]
    [TestCase("length+fixed-0")]
    [TestCase("length+fixed-65")]
    public void Text_that_is_no_format_is_refused(string text)
    {
        Assert.That(FrameFormat.TryParse(text, out _), Is.False);
        Assert.That(() => FrameFormat.Parse(text), Throws.InstanceOf<FormatException>());
    }

    [TestCase("none", 0)]
    [TestCase("unionpay", 6)]
    [TestCase("fixed-1", 1)]
    [TestCase("fixed-64", 64)]
    [TestCase("fixed:49534F", 3)]
    public void Headers_have_their_texts(string text, int bytes)
    {
        var header = HeaderFormat.Parse(text);
        Assert.That((header.ToString(), header.Bytes), Is.EqualTo((text, bytes)));
        Assert.That(header, Is.EqualTo(HeaderFormat.Parse(text)));
        Assert.That(header.GetHashCode(), Is.EqualTo(HeaderFormat.Parse(text).GetHashCode()));
    }

    [TestCase("")]
    [TestCase("None")]
    [TestCase("fixed")]
    [TestCase("fixed-")]
    [TestCase("fixed--1")]
    [TestCase("fixed-+1")]
    [TestCase("fixed- 1")]
    [TestCase("fixed:")]
    [TestCase("fixed:4")]
    [TestCase("fixed:4G")]
    public void Text_that_is_no_header_is_refused(string text)
    {
        Assert.That(HeaderFormat.TryParse(text, out _), Is.False);
        Assert.That(() => HeaderFormat.Parse(text), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void A_header_of_ones_own_goes_back_as_it_came()
    {
        var format = FrameFormat.Parse("length+tpdu+fixed-4");
        var frame = Convert.FromHexString("6000030007" + "FFA01B02" + "0800");
        Assert.That(Frame.TryRead(frame, format, out var parts, out _), Is.True);
        Array.Clear(frame);

        Assert.That(Convert.ToHexString(parts.CustomHeader.Span), Is.EqualTo("FFA01B02"));
        Assert.That(Convert.ToHexString(Frame.Write(format, parts.ForAnswer(), [0x08, 0x10])), Is.EqualTo("6000070003FFA01B020810"));
    }

    [Test]
    public void A_header_that_is_not_the_one_expected_is_refused()
    {
        var format = FrameFormat.Parse("length+fixed:49534F");
        Assert.That(Frame.TryRead("ISO0800"u8, format, out _, out _), Is.True);
        Assert.That(Frame.TryRead("OSI0800"u8, format, out _, out var fault), Is.False);
        Assert.That(fault, Is.EqualTo("The header is not the 3 bytes that are expected."));
    }

    [Test]
    public void A_header_that_nobody_knows_is_not_written()
        => Assert.That(() => Frame.Write(FrameFormat.Parse("fixed-3"), default, default, [8, 0]), Throws.ArgumentException);

    [Test]
    public void Reading_the_known_formats_allocates_nothing()
    {
        var frame = Convert.FromHexString("60000300006031003112010800");
        Frame.TryRead(frame, FrameFormat.UnionPay, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var times = 0; times < 1000; times++)
        {
            Frame.TryRead(frame, FrameFormat.UnionPay, out _, out _);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
