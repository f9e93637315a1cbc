using DotNetty.Common.Utilities;
using DotNetty.Transport.Channels;
using Gateway.Host.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Front;

/// <summary>The end of the pipeline: whatever failed on the way closes the connection.</summary>
/// <remarks>Only the exception's class is told: the text of some exceptions quotes the bytes received.</remarks>
internal sealed class LastHandler(Connection connection, ILogger logger) : ChannelHandlerAdapter
{
    /// <inheritdoc/>
    public override void ChannelRead(IChannelHandlerContext context, object message) => ReferenceCountUtil.Release(message);

    /// <inheritdoc/>
    public override void ExceptionCaught(IChannelHandlerContext context, Exception exception)
    {
        FrontEvents.SocketFailed(logger, connection.Number, connection.Peer, (exception.InnerException ?? exception).GetType().Name);
        connection.Close(context.Channel, CloseReason.SocketFault);
    }
}
