using System.Net;
using System.Net.Sockets;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Host.Front;

/// <summary>A terminal's end of a real socket.</summary>
internal sealed class TerminalWire : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private TerminalWire(Socket socket) => Socket = socket;

    internal Socket Socket { get; }

    internal static async Task<TerminalWire> Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).WaitAsync(_patience);
        return new TerminalWire(socket);
    }

    internal async Task Send(params byte[][] pieces)
    {
        foreach (var piece in pieces)
        {
            await Socket.SendAsync(piece).WaitAsync(_patience);
        }
    }

    /// <summary>The next frame, TPDU and header still on it; null when the other side closed.</summary>
    internal async Task<byte[]?> ReceiveFrame(LengthPrefix? prefix = null)
    {
        var expected = prefix ?? LengthPrefix.TwoBytes;
        var length = await Receive(expected.Bytes);
        return length is null ? null : await Receive((int)expected.Read(length, ushort.MaxValue).Length);
    }

    /// <summary>The next message.</summary>
    internal async Task<IsoMessage> ReceiveMessage()
    {
        var frame = await ReceiveFrame();
        Assert.That(frame, Is.Not.Null, "The connection was closed instead of answering.");
        Assert.That(Frame.TryRead(frame, FrameFormat.UnionPay, out var parts, out var fault), fault);
        return Device.Read(frame![parts.BodyOffset..]);
    }

    /// <summary>Passes when the other side closes without having said anything more.</summary>
    internal async Task AssertClosed() => Assert.That(await Receive(1), Is.Null, "Bytes came where the connection should be closed.");

    public void Dispose() => Socket.Dispose();

    private async Task<byte[]?> Receive(int count)
    {
        var bytes = new byte[count];
        for (var got = 0; got < count;)
        {
            try
            {
                var some = await Socket.ReceiveAsync(bytes.AsMemory(got)).AsTask().WaitAsync(_patience);
                if (some == 0)
                {
                    return null;
                }

                got += some;
            }
            catch (SocketException)
            {
                return null;
            }
        }

        return bytes;
    }
}
