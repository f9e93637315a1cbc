using System.Net;
using DotNetty.Handlers.Flow;
using DotNetty.Handlers.Timeout;
using DotNetty.Transport.Channels;
using DotNetty.Transport.Channels.Groups;
using Gateway.Host.Configuration;
using Gateway.Iso8583.Framing;

namespace Gateway.Host.Front;

/// <summary>The stages of a terminal connection, in the order that bytes meet them.</summary>
/// <remarks>
/// <code>
/// in   bytes → gate → frame-in → frame-deadline → idle → flow → session
/// out  bytes ← frame-out ←──────────────────── write-stall ← session
/// </code>
/// Idleness is measured behind the decoder, by whole frames: before it, a byte now and then would pass for life. The flow control lets
/// one frame through for each that the session asks for.
/// </remarks>
internal sealed class TerminalPipeline(
    TerminalListenerOptions options, FrameFormat format, ListenerState listener, IChannelGroup group, TerminalFront front)
    : ChannelInitializer<IChannel>
{
    /// <inheritdoc/>
    protected override void InitChannel(IChannel channel)
    {
        var connection = new Connection(front.Connections.NextNumber(), channel.RemoteAddress as IPEndPoint);
        var decoder = new FrameDecoder(connection, format, front);
        channel.Pipeline
            .AddLast("gate", new ConnectionGate(connection, listener, group, front.Metrics, front.Logger))
            .AddLast("frame-in", decoder)
            .AddLast("frame-deadline", new FrameDeadline(connection, decoder, TimeSpan.FromSeconds(options.FrameTimeoutSeconds), front))
            .AddLast("idle", new IdleStateHandler(TimeSpan.FromSeconds(options.IdleTimeoutSeconds), TimeSpan.Zero, TimeSpan.Zero))
            .AddLast("flow", new FlowControlHandler())
            .AddLast("frame-out", new LengthPrepender(format.Length))
            .AddLast("write-stall", new WriteStall(connection, TimeSpan.FromSeconds(options.WriteStallSeconds), front.Logger))
            .AddLast("session", new TerminalSession(connection, listener, options.MaxInFlight, front))
            .AddLast("last", new LastHandler(connection, front.Logger));
    }
}
