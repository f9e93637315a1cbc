using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>A connection to the gateway's listener, byte by byte.</summary>
internal sealed class PosLine : IDisposable
{
    private static readonly MessageReader _reader = new(Dialect.Embedded("unionpay-pos"));

    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly FrameFormat _format;
    private NetworkStream _stream = null!;

    private PosLine(FrameFormat format) => _format = format;

    internal static async Task<PosLine> Open(int port, FrameFormat? format = null)
    {
        var line = new PosLine(format ?? FrameFormat.UnionPay);
        await line._client.ConnectAsync(IPAddress.Loopback, port);
        line._stream = line._client.GetStream();
        return line;
    }

    internal async Task Send(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes);

    /// <summary>The next frame.</summary>
    internal async Task<PosReply> Receive()
    {
        var frame = await Next() ?? throw new IOException("The gateway has hung up.");
        Assert.That(Frame.TryRead(frame, _format, out var parts, out var fault), Is.True, fault);
        var body = frame[parts.BodyOffset..];
        return new PosReply(parts.Tpdu, parts.Header, _reader.Read(body), body);
    }

    /// <summary>Waits until the gateway hangs up, and makes sure that it says nothing before.</summary>
    internal async Task HungUp() => Assert.That(await Next(), Is.Null, "The gateway said something instead of hanging up.");

    public void Dispose() => _client.Dispose();

    private async Task<byte[]?> Next()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var length = new byte[2];
        try
        {
            if (await _stream.ReadAtLeastAsync(length, 2, throwOnEndOfStream: false, limit.Token) < 2)
            {
                return null;
            }

            var frame = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await _stream.ReadExactlyAsync(frame, limit.Token);
            return frame;
        }
        catch (IOException lost) when (lost.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return null;
        }
    }
}

/// <summary>What the gateway answered.</summary>
internal sealed record PosReply(Tpdu Tpdu, PosHeader Header, IsoMessage Message, byte[] Body)
{
    internal string? Code => Message.Text(39);

    internal string? Rrn => Message.Text(37);

    internal string? AuthCode => Message.Text(38);

    internal string? this[int element] => Message.Text(element);

    public override string ToString() => $"{Message} code {Code}";
}
