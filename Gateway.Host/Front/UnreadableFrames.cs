using DotNetty.Transport.Channels;
using Gateway.Host.Diagnostics;
using Gateway.Iso8583.Codec;

namespace Gateway.Host.Front;

/// <summary>What is told of frames that are no requests, and when a peer that sends them is taken for no terminal.</summary>
internal sealed class UnreadableFrames(Connection connection, TerminalFront front)
{
    /// <summary>Frames in a row that nobody could answer, after which the connection is closed.</summary>
    public const int MostUnanswerable = 3;

    private int _unanswerable;

    /// <summary>A frame that can be answered, damaged or not.</summary>
    public void Answerable(IsoFormatException? damage)
    {
        _unanswerable = 0;
        if (damage is not null)
        {
            Tell(damage, answered: true);
        }
    }

    /// <summary>An answer to nothing.</summary>
    public void Ignore(Reception.Response response)
    {
        front.Metrics.ResponseIgnored();
        FrontEvents.ResponseIgnored(front.Logger, connection.Number, response.MessageType);
    }

    /// <summary>A frame that nobody can be answered about: silence, and an end to it when it goes on.</summary>
    public void PassOver(IChannel channel, Reception.Unanswerable unanswerable)
    {
        if (unanswerable.Damage is { } damage)
        {
            Tell(damage, answered: false);
        }
        else
        {
            front.Metrics.FrameRefused("NoTerminal");
            if (front.Audit.Admits(connection.Host))
            {
                FrontEvents.TerminalUnnamed(front.Logger, connection.Number, connection.Peer);
            }
        }

        if (++_unanswerable < MostUnanswerable)
        {
            return;
        }

        if (front.Audit.Write(connection.Host, "bad-frame", $"{_unanswerable} frames in a row could not be answered."))
        {
            FrontEvents.RepeatedGarbage(front.Logger, connection.Number, connection.Peer, _unanswerable);
        }

        connection.Close(channel, CloseReason.Garbage);
    }

    /// <summary>Bytes of the right length that are no frame of this listener.</summary>
    public void Refuse(IChannel channel, Reception.NoFrame stranger)
    {
        front.Metrics.FrameRefused("NoFrame");
        if (front.Audit.Write(connection.Host, "bad-frame", $"{stranger.Fault} {stranger.Diagnosis}"))
        {
            FrontEvents.FrameRefused(front.Logger, connection.Number, connection.Peer, stranger.Fault, stranger.Diagnosis);
        }

        connection.Close(channel, CloseReason.BadFrame);
    }

    private void Tell(IsoFormatException damage, bool answered)
    {
        front.Metrics.FrameRefused(damage.Error.ToString());
        if (front.Audit.Admits(connection.Host))
        {
            FrontEvents.MessageUnreadable(
                front.Logger, connection.Number, connection.Peer, damage.Error, damage.Element, damage.Offset, damage.Length, answered);
        }
    }
}
