using System.Net;
using System.Net.Sockets;
using DotNetty.Transport.Bootstrapping;
using DotNetty.Transport.Channels;
using DotNetty.Transport.Channels.Sockets;

namespace Gateway.Host.Upstream;

/// <summary>Opens connections of one link: resolves, connects, sets the socket up and puts the stages in place.</summary>
/// <remarks>
/// <code>
/// in   bytes → frame-in → link
/// out  bytes ←─────────── link   (frames are written whole)
/// </code>
/// </remarks>
internal sealed class LinkDialer(LinkContext link, LinkInbox inbox, IEventLoopGroup loops)
{
    // Beyond the high mark the link counts as unreachable; 64 kB are some 200 requests nobody takes.
    private const int HighWaterBytes = 64 * 1024;
    private const int LowWaterBytes = 32 * 1024;

    // A dead peer is noticed after 5 + 3 × 2 seconds of silence.
    private const int KeepAliveSeconds = 5;
    private const int KeepAliveIntervalSeconds = 2;
    private const int KeepAliveProbes = 3;

    private const int LinuxTcpLevel = 6;
    private const int LinuxTcpUserTimeout = 18;

    private int _dials;

    /// <summary>Opens a connection.</summary>
    /// <returns>The connection; or null and why there is none, one sentence.</returns>
    public async Task<(LinkConnection? Connection, string Error)> Dial(CancellationToken stop)
    {
        Socket? socket = null;
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(link.Options.Host, stop).ConfigureAwait(false);
            if (addresses.Length == 0)
            {
                return (null, $"Host {link.Options.Host} has no address.");
            }

            // One address a try: the waits between tries then spread over all of them.
            var address = addresses[_dials++ % addresses.Length];
            socket = Open(address.AddressFamily);
            return (await Connect(socket, new IPEndPoint(address, link.Options.Port)).WaitAsync(stop).ConfigureAwait(false), "");
        }
        catch (OperationCanceledException)
        {
            socket?.Dispose();
            return (null, "The gateway stops.");
        }
        catch (Exception fault) when (fault is SocketException or ConnectException or ConnectTimeoutException)
        {
            socket?.Dispose();
            var socketFault = fault as SocketException ?? fault.InnerException as SocketException;
            var cause = socketFault?.SocketErrorCode.ToString() ?? fault.GetType().Name;
            return (null, $"{link.Options.Host} port {link.Options.Port} cannot be reached: {cause}.");
        }
    }

    private async Task<LinkConnection> Connect(Socket socket, IPEndPoint peer)
    {
        LinkConnection? connection = null;
        await new Bootstrap()
            .Group(loops)
            .ChannelFactory(() => new TcpSocketChannel(socket))
            .Option(ChannelOption.ConnectTimeout, link.ManagementTimeout)
            .Option(ChannelOption.WriteBufferHighWaterMark, HighWaterBytes)
            .Option(ChannelOption.WriteBufferLowWaterMark, LowWaterBytes)
            .Handler(new ActionChannelInitializer<IChannel>(channel =>
            {
                var management = new ManagementDesk(link.Writer, link.Numbering, link.ManagementTimeout, link.Time);
                connection = new LinkConnection(channel, link.Options.Framing(), management, link.Time);
                channel.Pipeline
                    .AddLast("frame-in", new LinkFrameDecoder(link.Options.Framing()))
                    .AddLast("link", new LinkHandler(connection, inbox));
            }))
            .ConnectAsync(peer).ConfigureAwait(false);
        return connection!;
    }

    private Socket Open(AddressFamily family)
    {
        var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(LinuxTcpLevel, LinuxTcpUserTimeout, BitConverter.GetBytes((int)link.UnacknowledgedFor.TotalMilliseconds));
        }

        return socket;
    }
}
