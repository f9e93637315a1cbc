using DotNetty.Common.Concurrency;
using DotNetty.Transport.Channels;
using Gateway.Host.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Front;

/// <summary>Closes a connection that does not take its answers: what is written to it waits in our memory.</summary>
internal sealed class WriteStall(Connection connection, TimeSpan limit, ILogger logger) : ChannelHandlerAdapter
{
    private IScheduledTask? _timer;

    /// <inheritdoc/>
    public override void ChannelWritabilityChanged(IChannelHandlerContext context)
    {
        Stop();
        if (!context.Channel.IsWritable && context.Channel.Active)
        {
            _timer = context.Executor.Schedule(() => Expire(context), limit);
        }

        context.FireChannelWritabilityChanged();
    }

    /// <inheritdoc/>
    public override void ChannelInactive(IChannelHandlerContext context)
    {
        Stop();
        context.FireChannelInactive();
    }

    private void Stop()
    {
        _timer?.Cancel();
        _timer = null;
    }

    private void Expire(IChannelHandlerContext context)
    {
        _timer = null;
        FrontEvents.WriteStalled(logger, connection.Number, connection.Peer, limit.TotalSeconds);
        connection.Close(context.Channel, CloseReason.WriteStalled);
    }
}
