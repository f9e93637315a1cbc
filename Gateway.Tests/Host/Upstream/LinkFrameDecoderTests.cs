using DotNetty.Buffers;
using DotNetty.Transport.Channels.Embedded;
using Gateway.Host.Upstream;
using Gateway.Iso8583.Framing;
using Gateway.Tests.Iso8583.Framing;

namespace Gateway.Tests.Host.Upstream;

/// <summary>Frames out of a stream, however it is cut.</summary>
[TestFixture]
public sealed class LinkFrameDecoderTests
{
    private static readonly byte[] _twoFrames = [0, 3, 1, 2, 3, 0, 1, 9];

    private readonly EmbeddedChannel _channel = new(new LinkFrameDecoder(FrameFormat.Plain with { MaxBytes = 4, KeepAlives = false }));

    [Test]
    public void Every_split_gives_the_same_frames([Range(0, 8)] int at)
    {
        Write(_twoFrames[..at]);
        Write(_twoFrames[at..]);
        Assert.That(_channel.ReadInbound<byte[]>(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(_channel.ReadInbound<byte[]>(), Is.EqualTo(new byte[] { 9 }));
        Assert.That(_channel.ReadInbound<object>(), Is.Null);
    }

    [Test]
    public void One_byte_at_a_time_gives_the_same_frames()
    {
        foreach (var one in _twoFrames)
        {
            Write([one]);
        }

        Assert.That(_channel.ReadInbound<byte[]>(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(_channel.ReadInbound<byte[]>(), Is.EqualTo(new byte[] { 9 }));
    }

    [TestCase(new byte[] { 0, 0 }, 0)]
    [TestCase(new byte[] { 0, 5 }, 5)]
    [TestCase(new byte[] { 0xFF, 0xFF, 0, 1, 9 }, 65_535)]
    public void A_length_that_cannot_be_ends_the_stream_after_the_frames_before_it(byte[] bad, int length)
    {
        Write([0, 1, 7, .. bad]);
        Write([0, 1, 8]);
        Assert.That(_channel.ReadInbound<byte[]>(), Is.EqualTo(new byte[] { 7 }));
        Assert.That(_channel.ReadInbound<FrameFault>().Length, Is.EqualTo(length));
        Assert.That(_channel.ReadInbound<object>(), Is.Null);
    }

    [Test]
    public void What_was_read_is_wiped_from_the_shared_buffer()
    {
        var bytes = new byte[] { 0, 3, 1, 2, 3 };
        _channel.WriteInbound(Unpooled.WrappedBuffer(bytes));
        Assert.That(bytes, Is.All.Zero);
        Assert.That(_channel.ReadInbound<byte[]>(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void Every_length_is_cut_anywhere([ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        byte[] stream = [.. prefix.Framed([1, 2, 3]), .. prefix.Framed([9])];
        for (var at = 0; at <= stream.Length; at++)
        {
            var channel = new EmbeddedChannel(new LinkFrameDecoder(FrameFormat.Plain with { Length = prefix, KeepAlives = false }));
            channel.WriteInbound(Unpooled.CopiedBuffer(stream[..at]));
            channel.WriteInbound(Unpooled.CopiedBuffer(stream[at..]));
            Assert.That(channel.ReadInbound<byte[]>(), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(channel.ReadInbound<byte[]>(), Is.EqualTo(new byte[] { 9 }));
            Assert.That(channel.ReadInbound<object>(), Is.Null);
        }
    }

    [Test]
    public void A_header_is_taken_off_and_another_one_ends_the_stream()
    {
        var channel = new EmbeddedChannel(new LinkFrameDecoder(FrameFormat.Parse("4-ascii+fixed:49534F")));
        channel.WriteInbound(Unpooled.CopiedBuffer("0007ISO0810"u8.ToArray()));
        channel.WriteInbound(Unpooled.CopiedBuffer("0007OSI08100007ISO0810"u8.ToArray()));

        Assert.That(channel.ReadInbound<byte[]>(), Is.EqualTo("0810"u8.ToArray()));
        Assert.That(channel.ReadInbound<FrameFault>().Fault, Is.EqualTo("The header is not the 3 bytes that are expected."));
        Assert.That(channel.ReadInbound<object>(), Is.Null);
    }

    private void Write(byte[] bytes) => _channel.WriteInbound(Unpooled.CopiedBuffer(bytes));
}
