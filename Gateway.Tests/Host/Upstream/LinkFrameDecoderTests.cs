using DotNetty.Buffers;
using DotNetty.Transport.Channels.Embedded;
using Gateway.Host.Upstream;
using Gateway.Iso8583.Framing;

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

    private void Write(byte[] bytes) => _channel.WriteInbound(Unpooled.CopiedBuffer(bytes));
}
