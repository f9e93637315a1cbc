using DotNetty.Buffers;
using DotNetty.Codecs;
using DotNetty.Transport.Channels;
using Gateway.Host.Diagnostics;
using Gateway.Iso8583.Framing;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Front;

/// <summary>Bytes to frames: two bytes of length, high byte first and not counting themselves, then that many bytes.</summary>
/// <remarks>
/// A length that cannot be ends the connection at once: skipping ahead would take the middle of a message for a beginning. A length
/// of zero is a keep-alive and comes out as an empty frame, several in a row as one. Frames come out as arrays of their own, so that
/// nothing behind this handler has to give memory back.
/// </remarks>
internal sealed class FrameDecoder : ByteToMessageDecoder
{
    // Enough for the framing doctor to tell a stranger by.
    private const int DiagnosedBytes = 16;

    private readonly Connection _connection;
    private readonly int _least;
    private readonly int _most;
    private readonly FrontMetrics _metrics;
    private readonly PeerAudit _audit;
    private readonly ILogger _logger;
    private bool _refused;

    /// <summary>Makes the decoder of one connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="least">Fewest bytes of a frame that can hold a message.</param>
    /// <param name="most">Most bytes of a frame.</param>
    /// <param name="front">What is counted, audited and logged with.</param>
    public FrameDecoder(Connection connection, int least, int most, TerminalFront front)
    {
        (_connection, _least, _most) = (connection, least, most);
        (_metrics, _audit, _logger) = (front.Metrics, front.Audit, front.Logger);
        SetCumulator(WipedBuffers.Join);
    }

    /// <summary>Whether a frame was begun and is not complete.</summary>
    public bool InFrame => !_refused && ActualReadableBytes > 0;

    /// <inheritdoc/>
    public override void ChannelInactive(IChannelHandlerContext context)
    {
        WipedBuffers.Wipe(InternalBuffer);
        _refused = true;
        base.ChannelInactive(context);
    }

    /// <inheritdoc/>
    protected override void Decode(IChannelHandlerContext context, IByteBuffer input, List<object> output)
    {
        if (_refused)
        {
            input.SkipBytes(input.ReadableBytes);
            return;
        }

        if (input.ReadableBytes < Frame.LengthBytes)
        {
            return;
        }

        var length = input.GetUnsignedShort(input.ReaderIndex);
        if (length == 0)
        {
            output.Add(SkipKeepAlives(input));
        }
        else if (length < _least || length > _most)
        {
            Refuse(context, input, length);
        }
        else if (input.ReadableBytes >= Frame.LengthBytes + length)
        {
            input.SkipBytes(Frame.LengthBytes);
            output.Add(WipedBuffers.Take(input, length));
            _metrics.FrameReceived();
        }
    }

    private byte[] SkipKeepAlives(IByteBuffer input)
    {
        while (input.ReadableBytes >= Frame.LengthBytes && input.GetUnsignedShort(input.ReaderIndex) == 0)
        {
            input.SkipBytes(Frame.LengthBytes);
            _metrics.KeepAlive();
        }

        return [];
    }

    private void Refuse(IChannelHandlerContext context, IByteBuffer input, int length)
    {
        _refused = true;
        Span<byte> first = stackalloc byte[Math.Min(DiagnosedBytes, input.ReadableBytes)];
        for (var at = 0; at < first.Length; at++)
        {
            first[at] = input.GetByte(input.ReaderIndex + at);
        }

        var diagnosis = FramingDoctor.Diagnose(first);
        _metrics.FrameRefused("Length");
        if (_audit.Write(_connection.Host, "bad-frame", $"A frame of {length} bytes was announced. {diagnosis}"))
        {
            FrontEvents.FrameLengthRefused(_logger, _connection.Number, _connection.Peer, length, _least, _most, diagnosis);
        }

        WipedBuffers.Wipe(input);
        input.SkipBytes(input.ReadableBytes);
        _connection.Close(context.Channel, CloseReason.BadFrame);
    }
}
