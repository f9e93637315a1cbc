using System.Security.Cryptography;
using DotNetty.Handlers.Timeout;
using DotNetty.Transport.Channels;
using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Security.Keys;

namespace Gateway.Host.Front;

/// <summary>One terminal connection: takes one frame at a time, and the next as soon as it is handed to its lane.</summary>
/// <remarks>
/// It does not wait for answers: many terminals may share a connection, and a reversal of one never stands behind a slow sale of
/// another. All state belongs to the connection's event loop. Nothing thrown here leaves it.
/// </remarks>
internal sealed class TerminalSession(Connection connection, ListenerState listener, int mostInFlight, TerminalFront front)
    : ChannelHandlerAdapter
{
    private readonly UnreadableFrames _unreadable = new(connection, front);
    private Reading? _reading;
    private Exchanges? _exchanges;
    private long _lastExchange;

    /// <summary>Requests taken in and not yet answered.</summary>
    public int OpenExchanges => _exchanges?.Count ?? 0;

    /// <summary>Answers one exchange. Any thread.</summary>
    /// <returns>Whether there was anybody to hand the answer to.</returns>
    public bool Answer(long exchange, TerminalAnswer content) => _exchanges?.Answer(exchange, content) ?? false;

    /// <summary>Lets go of one exchange that nobody will answer. Any thread.</summary>
    public void LetGo(long exchange) => _exchanges?.LetGo(exchange);

    /// <inheritdoc/>
    public override void ChannelActive(IChannelHandlerContext context)
    {
        _exchanges = new Exchanges(context, connection, front);
        _reading = new Reading(context, listener, _exchanges, mostInFlight);
        _exchanges.Freed += _reading.Continue;
        front.Connections.Add(connection.Number, this);
        context.FireChannelActive();
        if (listener.IsStopping)
        {
            connection.Close(context.Channel, CloseReason.Stopping);
        }
        else
        {
            _reading.Demand();
        }
    }

    /// <inheritdoc/>
    public override void ChannelInactive(IChannelHandlerContext context)
    {
        front.Connections.Remove(connection.Number);
        context.FireChannelInactive();
    }

    /// <inheritdoc/>
    public override void ChannelRead(IChannelHandlerContext context, object message)
    {
        _reading!.Begin();
        if (listener.IsStopping)
        {
            // Asked for before the stop and come after it: as if it had never arrived. No further frame is asked for.
            return;
        }

        if (message is byte[] { Length: > 0 } frame)
        {
            _ = Serve(context, frame);
        }
        else
        {
            _reading.End();
        }
    }

    /// <inheritdoc/>
    public override void ChannelWritabilityChanged(IChannelHandlerContext context)
    {
        _reading?.Continue();
        context.FireChannelWritabilityChanged();
    }

    /// <inheritdoc/>
    public override void UserEventTriggered(IChannelHandlerContext context, object happened)
    {
        if (happened is not IdleStateEvent)
        {
            context.FireUserEventTriggered(happened);
        }
        else if (_reading is { IsOpen: true })
        {
            // While we do not read, silence is ours and not the terminal's.
            FrontEvents.Idle(front.Logger, connection.Number, connection.Peer);
            connection.Close(context.Channel, CloseReason.Idle);
        }
    }

    private async Task Serve(IChannelHandlerContext context, byte[] frame)
    {
        try
        {
            switch (front.Intake.Read(frame, new ReplyAddress(connection.Number, ++_lastExchange)))
            {
                case Reception.Asked asked: await Ask(asked); break;
                case Reception.Response response: _unreadable.Ignore(response); break;
                case Reception.Unanswerable unanswerable: _unreadable.PassOver(context.Channel, unanswerable); break;
                case Reception.NoFrame stranger: _unreadable.Refuse(context.Channel, stranger); break;
            }
        }
        catch (Exception fault)
        {
            // The one place where a fault of our own ends up. Whether the lane has the request is unknown, so no answer is invented.
            FrontEvents.SessionFailed(front.Logger, connection.Number, fault.GetType().Name);
            connection.Close(context.Channel, CloseReason.OwnFault);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(frame);
            Loops.Run(context, _reading!.End);
        }
    }

    private async Task Ask(Reception.Asked asked)
    {
        _unreadable.Answerable(asked.Damage);
        _exchanges!.Open(asked.Exchange);
        if (await Gather(asked) is { } happened)
        {
            asked.Exchange.MacKcv = happened.Facts.MacKcv;
            await front.Lanes.Post(happened);
        }
        else
        {
            Fail(asked);
        }
    }

    // Whoever asked for money was perhaps not authenticated yet, so no refusal can be kept under its trace; and one that is not kept may be
    // followed by an approval, of a repeat or of the same frame over another path. In silence the terminal repeats or reverses.
    private void Fail(Reception.Asked asked)
    {
        if (Gatekeeper.NeedsMac(asked.Read.Request))
        {
            front.Audit.Write(connection.Host, "own-fault", "A request was not answered: the security module failed.");
            LetGo(asked.Exchange.Number);
            return;
        }

        front.Audit.Write(connection.Host, "own-fault", "A request was answered 96: the security module failed.");
        Answer(asked.Exchange.Number, OwnFault());
    }

    private async ValueTask<TerminalAsked?> Gather(Reception.Asked asked)
    {
        try
        {
            return await front.Gathering.Gather(asked.Read, asked.Body, CancellationToken.None);
        }
        catch (KeyException fault)
        {
            FrontEvents.KeyUnusable(front.Logger, asked.Exchange.Terminal, asked.Exchange.Stan, fault.Message);
        }
        catch (Exception fault)
        {
            FrontEvents.GatheringFailed(front.Logger, asked.Exchange.Terminal, asked.Exchange.Stan, fault.GetType().Name);
        }

        return null;
    }

    private TerminalAnswer OwnFault() => new()
    {
        ResponseCode = ResponseCodes.For(DeclineReason.OwnFault),
        At = front.Time.GetLocalNow(),
        Reason = DeclineReason.OwnFault,
    };
}
