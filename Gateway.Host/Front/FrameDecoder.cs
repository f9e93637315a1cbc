using DotNetty.Buffers;
using DotNetty.Codecs;
using DotNetty.Transport.Channels;
using Gateway.Host.Diagnostics;
using Gateway.Iso8583.Framing;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Front;

/// <summary>Bytes to frames, as <see cref="FrameSplitter"/> cuts them.</summary>
/// <remarks>
/// A length that cannot be ends the connection at once: skipping ahead would take the middle of a message for a beginning. A length
/// of zero is a keep-alive and comes out as an empty frame, several in a row as one. Frames come out as arrays of their own, so that
/// nothing behind this handler has to give memory back.
/// </remarks>
internal sealed class FrameDecoder : ByteToMessageDecoder
{
    private readonly Connection _connection;
    private readonly FrameFormat _format;
    private readonly FrontMetrics _metrics;
    private readonly PeerAudit _audit;
    private readonly ILogger _logger;
    private bool _isFirst = true;
    private bool _refused;

    /// <summary>Makes the decoder of one connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="format">What a frame looks like, and its limits.</param>
    /// <param name="front">What is counted, audited and logged with.</param>
    public FrameDecoder(Connection connection, FrameFormat format, TerminalFront front)
    {
        (_connection, _format) = (connection, format);
        (_metrics, _audit, _logger) = (front.Metrics, front.Audit, front.Logger);
        SetCumulator(WipedBuffers.Join);
    }

    /// <summary>Whether a frame was begun and is not complete.</summary>
    public bool InFrame => !_refused && ActualReadableBytes > 0;

    /// <summary>What a first frame that was begun looks like; empty when frames came before it.</summary>
    public string DiagnoseBegun()
        => _isFirst && InFrame ? FramingDoctor.Diagnose(InternalBuffer.GetIoBuffer(), _format) : string.Empty;

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

        var cut = FrameSplitter.Next(input.GetIoBuffer(), _format, _isFirst);
        switch (cut.Verdict)
        {
            case FrameVerdict.KeepAlive:
                input.SkipBytes(cut.Consumed);
                _metrics.KeepAlives(cut.Consumed / _format.Length.Bytes);
                output.Add(Array.Empty<byte>());
                break;
            case FrameVerdict.Frame:
                input.SkipBytes(cut.Start);
                output.Add(WipedBuffers.Take(input, (int)cut.Length));
                _isFirst = false;
                _metrics.FrameReceived();
                break;
            case FrameVerdict.Fault:
                Refuse(context, input, cut);
                break;
        }
    }

    private void Refuse(IChannelHandlerContext context, IByteBuffer input, FrameCut cut)
    {
        _refused = true;
        _metrics.FrameRefused("Length");
        if (_audit.Write(_connection.Host, "bad-frame", $"{cut.Fault} {cut.Diagnosis}"))
        {
            Tell(cut);
        }

        WipedBuffers.Wipe(input);
        input.SkipBytes(input.ReadableBytes);
        _connection.Close(context.Channel, CloseReason.BadFrame);
    }

    private void Tell(FrameCut cut)
    {
        if (cut.Length < 0)
        {
            FrontEvents.FrameRefused(_logger, _connection.Number, _connection.Peer, cut.Fault, cut.Diagnosis);
        }
        else
        {
            FrontEvents.FrameLengthRefused(
                _logger, _connection.Number, _connection.Peer, cut.Length, _format.LeastBytes, _format.MaxBytes, cut.Diagnosis);
        }
    }
}
