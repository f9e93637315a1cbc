using DotNetty.Buffers;
using DotNetty.Codecs;
using DotNetty.Transport.Channels;
using Gateway.Iso8583.Framing;

namespace Gateway.Host.Front;

/// <summary>Puts the length in front of every frame that leaves.</summary>
internal sealed class LengthPrepender(LengthPrefix prefix) : MessageToMessageEncoder<IByteBuffer>
{
    /// <inheritdoc/>
    protected override void Encode(IChannelHandlerContext context, IByteBuffer message, List<object> output)
    {
        var length = new byte[prefix.Bytes];
        prefix.Write(length, message.ReadableBytes);
        output.Add(Unpooled.WrappedBuffer(length));
        output.Add(message.Retain());
    }
}
