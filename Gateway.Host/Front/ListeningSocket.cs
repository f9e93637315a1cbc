using System.Net;
using System.Net.Sockets;
using Gateway.Host.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Front;

/// <summary>The socket terminals connect to. What is set on it, every accepted connection inherits.</summary>
/// <remarks>
/// A terminal that loses power or its mobile network says no goodbye. Probes find it within half a minute when the line is quiet, and
/// unacknowledged answers within ten seconds.
/// </remarks>
internal static class ListeningSocket
{
    // A quiet line is probed after this long, then this often, and given up after so many probes.
    private const int ProbeAfterSeconds = 15;
    private const int ProbeEverySeconds = 5;
    private const int Probes = 3;

    // Sent and not acknowledged for this long is dead. Shorter than an acquirer's time to answer.
    private const int UnacknowledgedMilliseconds = 10_000;
    private const int LinuxTcpLevel = 6;
    private const int LinuxUserTimeout = 18;

    // Frames are some hundred bytes; larger buffers would only let a peer that never reads hold more of our memory.
    private const int BufferBytes = 64 * 1024;

    /// <summary>Makes the socket, not yet bound.</summary>
    public static Socket Open(IPAddress address, string listener, ILogger logger)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            SendBufferSize = BufferBytes,
            ReceiveBufferSize = BufferBytes,
        };
        Try("SO_KEEPALIVE", () =>
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, ProbeAfterSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, ProbeEverySeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        });
        if (OperatingSystem.IsLinux())
        {
            var limit = BitConverter.GetBytes(UnacknowledgedMilliseconds);
            Try("TCP_USER_TIMEOUT", () => socket.SetRawSocketOption(LinuxTcpLevel, LinuxUserTimeout, limit));
        }

        return socket;

        void Try(string option, Action set)
        {
            try
            {
                set();
            }
            catch (SocketException)
            {
                FrontEvents.SocketOptionRefused(logger, listener, option);
            }
        }
    }
}
