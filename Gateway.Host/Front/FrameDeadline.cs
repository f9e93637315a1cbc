using DotNetty.Common.Concurrency;
using DotNetty.Transport.Channels;
using Gateway.Host.Diagnostics;

namespace Gateway.Host.Front;

/// <summary>Closes a connection that begins a frame and does not finish it: one byte now and then would hold it for ever.</summary>
/// <remarks>
/// It stands behind the decoder, where it sees whole frames pass. Time runs only while a frame is wanted: when the gateway itself
/// does not read, the terminal is not to blame.
/// </remarks>
internal sealed class FrameDeadline(Connection connection, FrameDecoder decoder, TimeSpan limit, TerminalFront front)
    : ChannelHandlerAdapter
{
    private IScheduledTask? _timer;
    private bool _wanted;

    /// <inheritdoc/>
    public override void Read(IChannelHandlerContext context)
    {
        _wanted = true;
        Watch(context);
        context.Read();
    }

    /// <inheritdoc/>
    public override void ChannelRead(IChannelHandlerContext context, object message)
    {
        _wanted = false;
        Stop();
        context.FireChannelRead(message);
    }

    /// <inheritdoc/>
    public override void ChannelReadComplete(IChannelHandlerContext context)
    {
        Watch(context);
        context.FireChannelReadComplete();
    }

    /// <inheritdoc/>
    public override void ChannelInactive(IChannelHandlerContext context)
    {
        Stop();
        context.FireChannelInactive();
    }

    private void Watch(IChannelHandlerContext context)
    {
        if (_wanted && _timer is null && decoder.InFrame && context.Channel.Active)
        {
            _timer = context.Executor.Schedule(() => Expire(context), limit);
        }
    }

    private void Stop()
    {
        _timer?.Cancel();
        _timer = null;
    }

    private void Expire(IChannelHandlerContext context)
    {
        _timer = null;
        if (_wanted && decoder.InFrame)
        {
            front.Metrics.FrameRefused("Overdue");
            if (front.Audit.Write(connection.Host, "slow-frame", "A frame was begun and not finished in time."))
            {
                FrontEvents.FrameOverdue(front.Logger, connection.Number, connection.Peer, limit.TotalSeconds, decoder.DiagnoseBegun());
            }

            connection.Close(context.Channel, CloseReason.FrameOverdue);
        }
    }
}
