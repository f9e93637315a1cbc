using DotNetty.Buffers;
using DotNetty.Codecs;
using DotNetty.Transport.Channels;
using Gateway.Iso8583.Framing;

namespace Gateway.Host.Upstream;

/// <summary>Cuts the stream into frames, as <see cref="FrameSplitter"/> does, and hands on the message of each.</summary>
/// <remarks>
/// A length that cannot be, or a header of somebody else, is passed on as a <see cref="FrameFault"/>, once, after the frames before it;
/// nothing behind it is read, because where a frame begins is then anybody's guess. Messages are copied out and the shared buffer is
/// wiped: it may hold card data.
/// </remarks>
internal sealed class LinkFrameDecoder(FrameFormat format) : ByteToMessageDecoder
{
    private bool _isFirst = true;
    private bool _broken;

    /// <inheritdoc/>
    protected override void Decode(IChannelHandlerContext context, IByteBuffer input, List<object> output)
    {
        if (_broken)
        {
            input.SkipBytes(input.ReadableBytes);
            return;
        }

        var bytes = input.GetIoBuffer().AsSpan();
        var cut = FrameSplitter.Next(bytes, format, _isFirst);
        switch (cut.Verdict)
        {
            case FrameVerdict.KeepAlive:
                input.SkipBytes(cut.Consumed);
                break;
            case FrameVerdict.Frame:
                output.Add(Message(bytes.Slice(cut.Start, (int)cut.Length)));
                input.SetZero(input.ReaderIndex, cut.Consumed);
                input.SkipBytes(cut.Consumed);
                break;
            case FrameVerdict.Fault:
                output.Add(Broken(cut.Length, cut.Fault, cut.Diagnosis));
                input.SkipBytes(input.ReadableBytes);
                break;
        }
    }

    private object Message(ReadOnlySpan<byte> frame)
    {
        _isFirst = false;
        return Frame.TryRead(frame, format, out var parts, out var fault)
            ? frame[parts.BodyOffset..].ToArray()
            : Broken(-1, fault, FramingDoctor.DiagnoseFrame(frame, format));
    }

    private FrameFault Broken(long length, string fault, string diagnosis)
    {
        _broken = true;
        return new FrameFault(length, fault, diagnosis);
    }
}

/// <summary>The stream is no sequence of frames any more.</summary>
/// <param name="Length">The length that cannot be; -1 when it is none, or when something else is wrong.</param>
/// <param name="Fault">What is wrong, one sentence.</param>
/// <param name="Diagnosis">What the bytes look like, one sentence.</param>
internal sealed record FrameFault(long Length, string Fault, string Diagnosis);
