using DotNetty.Transport.Channels;

namespace Gateway.Host.Front;

/// <summary>When a connection may be read: one frame at a time, and none while the gateway or the terminal is behind.</summary>
/// <remarks>
/// Reading pauses while a frame is being handed over (a full lane makes that wait), while too many requests are open, while the terminal
/// does not take its answers, and for good when the listener stops. Bytes then wait in the socket, and in the end at the terminal.
/// </remarks>
internal sealed class Reading(IChannelHandlerContext context, ListenerState listener, Exchanges exchanges, int mostInFlight)
{
    // Frames of one connection before others on the same loop have their turn.
    private const int FramesPerTurn = 16;

    private bool _serving;
    private bool _demanded;
    private bool _turning;

    /// <summary>Whether a frame is being waited for.</summary>
    public bool IsOpen => !_serving && !_demanded;

    /// <summary>A frame came.</summary>
    public void Begin() => _serving = true;

    /// <summary>The frame is handed over; the next may come.</summary>
    public void End()
    {
        _serving = false;
        Demand();
    }

    /// <summary>Asks for a frame, as soon as one may come.</summary>
    public void Demand()
    {
        _demanded = true;
        Continue();
    }

    /// <summary>Goes on when it may.</summary>
    /// <remarks>A frame already at hand comes back before the call to read returns: hence a loop and not a recursion.</remarks>
    public void Continue()
    {
        if (_turning)
        {
            return;
        }

        _turning = true;
        for (var frames = 0; _demanded && MayRead(); frames++)
        {
            if (frames == FramesPerTurn)
            {
                Loops.Post(context, Continue);
                break;
            }

            _demanded = false;
            context.Read();
        }

        _turning = false;
        if (_demanded && exchanges.Count >= mostInFlight)
        {
            exchanges.ForgetLater();
        }
    }

    private bool MayRead()
        => !_serving && !listener.IsStopping && exchanges.Count < mostInFlight && context.Channel.IsWritable && context.Channel.Active;
}
