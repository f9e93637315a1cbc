using DotNetty.Buffers;
using DotNetty.Codecs;
using DotNetty.Transport.Channels;
using Gateway.Iso8583.Framing;

namespace Gateway.Host.Upstream;

/// <summary>Cuts the stream into frames: two bytes of big-endian length, then that many bytes.</summary>
/// <remarks>
/// A length that cannot be is passed on as a <see cref="FrameFault"/>, once, after the frames before it; nothing behind it is read,
/// because where a frame begins is then anybody's guess. Frames are copied out and the shared buffer is wiped: it may hold card data.
/// </remarks>
internal sealed class LinkFrameDecoder(int maxFrameBytes) : ByteToMessageDecoder
{
    internal const int LengthBytes = 2;

    private const int DiagnosedBytes = 16;

    private bool _broken;

    /// <inheritdoc/>
    protected override void Decode(IChannelHandlerContext context, IByteBuffer input, List<object> output)
    {
        if (_broken)
        {
            input.SkipBytes(input.ReadableBytes);
            return;
        }

        if (input.ReadableBytes < LengthBytes)
        {
            return;
        }

        var length = input.GetUnsignedShort(input.ReaderIndex);
        if (length == 0 || length > maxFrameBytes)
        {
            _broken = true;
            output.Add(Fault(input, length));
            return;
        }

        if (input.ReadableBytes < LengthBytes + length)
        {
            return;
        }

        var body = new byte[length];
        input.GetBytes(input.ReaderIndex + LengthBytes, body);
        input.SetZero(input.ReaderIndex, LengthBytes + length);
        input.SkipBytes(LengthBytes + length);
        output.Add(body);
    }

    private static FrameFault Fault(IByteBuffer input, int length)
    {
        var first = new byte[Math.Min(input.ReadableBytes, DiagnosedBytes)];
        input.GetBytes(input.ReaderIndex, first);
        input.SkipBytes(input.ReadableBytes);
        return new FrameFault(length, FramingDoctor.Diagnose(first));
    }
}

/// <summary>The stream is no sequence of frames any more.</summary>
/// <param name="Length">The length that cannot be.</param>
/// <param name="Diagnosis">What the bytes look like, none of them shown.</param>
internal sealed record FrameFault(int Length, string Diagnosis);
