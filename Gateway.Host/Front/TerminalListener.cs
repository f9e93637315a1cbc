using System.Net;
using DotNetty.Transport.Bootstrapping;
using DotNetty.Transport.Channels;
using DotNetty.Transport.Channels.Groups;
using DotNetty.Transport.Channels.Sockets;
using Gateway.Host.Configuration;
using Gateway.Host.Diagnostics;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;

namespace Gateway.Host.Front;

/// <summary>A port that terminals connect to.</summary>
/// <remarks>
/// To stop: <see cref="Stop"/>, then wait until <see cref="TerminalConnections.OpenExchanges"/> is zero or patience ends, then
/// <see cref="DisposeAsync"/>. Start and stop it from one thread.
/// </remarks>
internal sealed class TerminalListener : IAsyncDisposable
{
    /// <summary>Threads that move bytes. Default 2: no work is done on them that could keep more busy.</summary>
    public const int DefaultEventLoops = 2;

    // Newcomers that wait while the listener is at its limit of connections.
    private const int Backlog = 1024;
    // Message type and bitmap: less is no message.
    private const int LeastMessageBytes = 10;

    private const int HighWaterMark = 64 * 1024;
    private const int LowWaterMark = 32 * 1024;
    private static readonly TimeSpan _closingTime = TimeSpan.FromSeconds(5);

    private readonly TerminalListenerOptions _options;
    private readonly TerminalFront _front;
    private readonly FrameFormat _format;
    private readonly ListenerState _state = new();
    private readonly MultithreadEventLoopGroup _loops;
    private readonly DefaultChannelGroup _connections;
    private IChannel? _channel;
    private bool _disposed;

    /// <summary>Makes a listener that is not listening yet.</summary>
    /// <param name="options">Address, port and limits.</param>
    /// <param name="neighbours">What it meets of the other rooms.</param>
    /// <param name="eventLoops">Threads that move bytes.</param>
    public TerminalListener(TerminalListenerOptions options, FrontNeighbours neighbours, int eventLoops = DefaultEventLoops)
    {
        _options = options;
        _format = options.Framing() with { LeastMessageBytes = LeastMessageBytes };
        _front = neighbours.For(Dialect.Embedded(options.Dialect), _format, options.KsnElement);
        _loops = new MultithreadEventLoopGroup(eventLoops);
        _connections = new DefaultChannelGroup(options.Name, _loops.GetNext());
    }

    /// <summary>Name in logs.</summary>
    public string Name => _options.Name;

    /// <summary>The port it listens on, chosen by the system when the options say 0; 0 before it listens.</summary>
    public int Port => _channel?.LocalAddress is IPEndPoint at ? at.Port : 0;

    /// <summary>Begins to accept terminals.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The address is not ours or the port is taken.</exception>
    public async Task Start()
    {
        var address = IPAddress.Parse(_options.Address);
        var bootstrap = new ServerBootstrap()
            .Group(_loops)
            .ChannelFactory(() => new TcpServerSocketChannel(ListeningSocket.Open(address, Name, _front.Logger)))
            .Option(ChannelOption.SoBacklog, Backlog)
            .Handler(new AcceptGate(Name, _options.MaxConnections, _front.Logger))
            .ChildOption(ChannelOption.AutoRead, false)
            .ChildOption(ChannelOption.TcpNodelay, true)
            .ChildOption(ChannelOption.WriteBufferHighWaterMark, HighWaterMark)
            .ChildOption(ChannelOption.WriteBufferLowWaterMark, LowWaterMark)
            .ChildHandler(new TerminalPipeline(_options, _format, _state, _connections, _front));
        _channel = await bootstrap.BindAsync(new IPEndPoint(address, _options.Port));
        FrontEvents.ListenerStarted(_front.Logger, Name, _options.Address, Port);
    }

    /// <summary>Accepts nobody and reads nothing any more; what was taken in is still answered.</summary>
    public async Task Stop()
    {
        if (_channel is not null && !_state.IsStopping)
        {
            _state.Stop();
            await _channel.CloseAsync();
            FrontEvents.ListenerStopped(_front.Logger, Name);
        }
    }

    /// <summary>Closes every connection, then the threads.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await Stop();
        var open = _connections.Count;
        if (open > 0)
        {
            // Closing the loops leaves open sockets open, so the connections come first.
            await Task.WhenAny(_connections.CloseAsync(), Task.Delay(_closingTime));
            FrontEvents.ListenerClosed(_front.Logger, Name, open);
        }

        // A quiet period above zero would always last the whole time allowed. DotNetty 0.7.6 may never say that a loop has ended when a
        // task reaches it meanwhile; its threads are background threads, so waiting longer than the time allowed gains nothing.
        await Task.WhenAny(_loops.ShutdownGracefullyAsync(TimeSpan.Zero, _closingTime), Task.Delay(_closingTime));
    }
}
