using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.EndToEnd;

/// <summary>The line between the gateway and the acquirer: it can be listened to, it can lose and delay, and it can be down.</summary>
internal sealed class AcquirerWire : IAsyncDisposable
{
    private readonly MessageReader _reader;
    private readonly int _acquirer;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<IsoMessage> _asked = new();
    private readonly ConcurrentQueue<byte[]> _withheld = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly Task _accepting;
    private volatile NetworkStream? _toGateway;
    private volatile bool _isDown;

    internal AcquirerWire(int acquirer, Dialect? dialect = null)
    {
        _reader = new MessageReader(dialect ?? Dialect.Embedded("iso8583-1987-ascii"), checksParts: false);
        _acquirer = acquirer;
        _listener.Start();
        _accepting = Accept();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the gateway said, management left out.</summary>
    internal IReadOnlyList<IsoMessage> Asked => [.. _asked];

    /// <summary>Which of the gateway's messages never arrive.</summary>
    internal Func<IsoMessage, bool> Loses { get; set; } = _ => false;

    /// <summary>Which of the acquirer's answers never arrive.</summary>
    internal Func<IsoMessage, bool> Forgets { get; set; } = _ => false;

    /// <summary>Which of the acquirer's answers wait for <see cref="Release"/>.</summary>
    internal Func<IsoMessage, bool> Withholds { get; set; } = _ => false;

    /// <summary>Which of the acquirer's answers arrive with another last byte.</summary>
    internal Func<IsoMessage, bool> Tampers { get; set; } = _ => false;

    /// <summary>Answers that wait.</summary>
    internal int Withheld => _withheld.Count;

    /// <summary>Whether who calls is hung up on; who is connected when it goes down, too.</summary>
    internal bool IsDown
    {
        get => _isDown;
        set
        {
            _isDown = value;
            if (value)
            {
                HangUp();
            }
        }
    }

    /// <summary>How many messages of a type the gateway sent.</summary>
    internal int Count(string type) => _asked.Count(message => message.Type.ToString() == type);

    /// <summary>Delivers what waits, on the line of now.</summary>
    internal async Task Release()
    {
        Withholds = _ => false;
        while (_withheld.TryDequeue(out var frame))
        {
            await _toGateway!.WriteAsync(frame);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        HangUp();
        await _accepting;
    }

    private void HangUp()
    {
        foreach (var end in _open.Keys)
        {
            end.Dispose();
        }
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

    private async Task Serve(TcpClient gateway)
    {
        using var gatewayEnd = gateway;
        using var acquirerEnd = new TcpClient();
        if (_isDown)
        {
            return;
        }

        (_open[gateway], _open[acquirerEnd]) = (true, true);
        try
        {
            await acquirerEnd.ConnectAsync(IPAddress.Loopback, _acquirer);
            var (near, far) = (gateway.GetStream(), acquirerEnd.GetStream());
            _toGateway = near;
            await Task.WhenAny(Carry(near, far, Ask), Carry(far, near, Answer));
        }
        catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }

        _ = _open.TryRemove(gateway, out _);
        _ = _open.TryRemove(acquirerEnd, out _);
    }

    private async Task Carry(NetworkStream from, NetworkStream to, Func<IsoMessage, byte[], bool> passes)
    {
        try
        {
            var length = new byte[2];
            while (true)
            {
                await from.ReadExactlyAsync(length);
                var frame = new byte[2 + BinaryPrimitives.ReadUInt16BigEndian(length)];
                length.CopyTo(frame, 0);
                await from.ReadExactlyAsync(frame.AsMemory(2));
                if (passes(_reader.Read(frame.AsSpan(2)), frame))
                {
                    await to.WriteAsync(frame);
                }
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException)
        {
        }
    }

    private bool Ask(IsoMessage message, byte[] frame)
    {
        if (message.Type.Class != 8)
        {
            _asked.Enqueue(message);
        }

        return !Loses(message);
    }

    private bool Answer(IsoMessage message, byte[] frame)
    {
        if (Tampers(message))
        {
            frame[^1] = frame[^1] == (byte)'0' ? (byte)'1' : (byte)'0';
        }

        if (Forgets(message))
        {
            return false;
        }

        if (!Withholds(message))
        {
            return true;
        }

        _withheld.Enqueue(frame);
        return false;
    }
}
