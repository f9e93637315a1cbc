using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.EndToEnd;

/// <summary>The line between terminals and the gateway, listened to: what a thief on it would have, and the test has to look for.</summary>
internal sealed class TappedLine : IAsyncDisposable
{
    private static readonly MessageReader _reader = new(Dialect.Embedded("unionpay-pos"), checksParts: false);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly int _gateway;
    private readonly Action<IsoMessage> _hears;
    private readonly Task _accepting;

    /// <param name="gateway">Port of the gateway's listener.</param>
    /// <param name="hears">Told of every message before it is passed on.</param>
    internal TappedLine(int gateway, Action<IsoMessage> hears)
    {
        (_gateway, _hears) = (gateway, hears);
        _listener.Start();
        _accepting = Accept();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var end in _open.Keys)
        {
            end.Dispose();
        }

        await _accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Serve(TcpClient terminal)
    {
        using var near = terminal;
        using var far = new TcpClient { NoDelay = true };
        (_open[near], _open[far]) = (true, true);
        try
        {
            near.NoDelay = true;
            await far.ConnectAsync(IPAddress.Loopback, _gateway);
            await Task.WhenAny(Carry(near.GetStream(), far.GetStream()), Carry(far.GetStream(), near.GetStream()));
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }

        _open.TryRemove(near, out _);
        _open.TryRemove(far, out _);
    }

    private async Task Carry(NetworkStream from, NetworkStream to)
    {
        try
        {
            var length = new byte[2];
            while (true)
            {
                await from.ReadExactlyAsync(length);
                var frame = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await from.ReadExactlyAsync(frame);
                _hears(_reader.Read(frame.AsSpan(Frame.TryRead(frame, FrameFormat.UnionPay, out var parts, out var fault) ? parts.BodyOffset : throw new InvalidDataException(fault))));
                await to.WriteAsync((byte[])[.. length, .. frame]);
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException)
        {
        }
    }
}
