using DotNetty.Transport.Channels;
using DotNetty.Transport.Channels.Groups;
using Gateway.Host.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Front;

/// <summary>The first handler of a connection: counts it in, and out again with the reason.</summary>
internal sealed class ConnectionGate(
    Connection connection, ListenerState listener, IChannelGroup group, FrontMetrics metrics, ILogger logger) : ChannelHandlerAdapter
{
    private bool _counted;

    /// <inheritdoc/>
    public override void ChannelActive(IChannelHandlerContext context)
    {
        _counted = true;
        metrics.ConnectionOpened();
        FrontEvents.ConnectionOpened(logger, connection.Number, connection.Peer);
        group.Add(context.Channel);
        base.ChannelActive(context);
    }

    /// <inheritdoc/>
    public override void ChannelInactive(IChannelHandlerContext context)
    {
        if (_counted)
        {
            _counted = false;
            var reason = connection.Reason == CloseReason.Peer && listener.IsStopping ? CloseReason.Stopping : connection.Reason;
            metrics.ConnectionClosed(reason.ToString());
            FrontEvents.ConnectionClosed(logger, connection.Number, connection.Peer, reason.ToString());
        }

        base.ChannelInactive(context);
    }
}
