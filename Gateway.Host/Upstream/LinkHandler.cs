using DotNetty.Transport.Channels;

namespace Gateway.Host.Upstream;

/// <summary>Last stage of a link's pipeline: hands frames to the inbox, and lets no failure pass without closing.</summary>
/// <remarks>An exception's text is not used: it can carry bytes of the connection.</remarks>
internal sealed class LinkHandler(LinkConnection connection, LinkInbox inbox) : ChannelHandlerAdapter
{
    /// <inheritdoc/>
    public override void ChannelRead(IChannelHandlerContext context, object message)
    {
        switch (message)
        {
            case byte[] body: inbox.Take(connection, body); break;
            case FrameFault fault: inbox.Take(connection, fault); break;
        }
    }

    /// <inheritdoc/>
    public override void ChannelWritabilityChanged(IChannelHandlerContext context) => connection.WatchStall();

    /// <inheritdoc/>
    public override void ChannelInactive(IChannelHandlerContext context) => connection.Ended();

    /// <inheritdoc/>
    public override void ExceptionCaught(IChannelHandlerContext context, Exception exception)
        => inbox.Failed(connection, exception);
}
