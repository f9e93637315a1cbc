using DotNetty.Transport.Channels;
using Gateway.Host.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Front;

/// <summary>Holds a listener to its number of connections: at the limit it stops accepting, and the backlog waits for a place.</summary>
/// <remarks>
/// It stands on the listening channel, in front of the acceptor, so that counting and pausing happen on the same thread as accepting
/// and the limit is exact.
/// </remarks>
internal sealed class AcceptGate(string listener, int most, ILogger logger) : ChannelHandlerAdapter
{
    // Told again only after there was some room: at the limit, one pause follows another.
    private readonly int _roomy = most * 9 / 10;

    private int _open;
    private bool _paused;
    private bool _told;

    /// <inheritdoc/>
    public override void ChannelRead(IChannelHandlerContext context, object message)
    {
        var child = (IChannel)message;
        if (_open >= most)
        {
            // The transport resumes accepting by itself a second after a failed accept, whatever was paused before.
            child.Unsafe.CloseForcibly();
            Pause(context);
            return;
        }

        _open++;
        child.CloseCompletion.ContinueWith(
            (_, _) => Leave(context), null, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (_open == most)
        {
            Pause(context);
        }

        context.FireChannelRead(message);
    }

    private void Pause(IChannelHandlerContext context)
    {
        context.Channel.Configuration.AutoRead = false;
        _paused = true;
        if (!_told)
        {
            _told = true;
            FrontEvents.AcceptPaused(logger, listener, _open);
        }
    }

    private void Leave(IChannelHandlerContext context)
    {
        if (context.Executor.InEventLoop)
        {
            Release(context);
        }
        else if (!context.Executor.IsShuttingDown)
        {
            context.Executor.Execute(() => Release(context));
        }
    }

    private void Release(IChannelHandlerContext context)
    {
        _open--;
        if (_paused && context.Channel.Open)
        {
            _paused = false;
            context.Channel.Configuration.AutoRead = true;
        }

        if (_told && _open <= _roomy)
        {
            _told = false;
            FrontEvents.AcceptResumed(logger, listener);
        }
    }
}
