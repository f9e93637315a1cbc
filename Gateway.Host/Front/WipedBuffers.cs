using DotNetty.Buffers;

namespace Gateway.Host.Front;

/// <summary>Card data leaves no copy behind in pooled memory, which is handed on as it is.</summary>
internal static class WipedBuffers
{
    /// <summary>Joins what came to what was there, and wipes whatever is given back to the pool.</summary>
    public static IByteBuffer Join(IByteBufferAllocator allocator, IByteBuffer held, IByteBuffer came)
    {
        var joined = held;
        if (held.WritableBytes < came.ReadableBytes || held.ReferenceCount > 1)
        {
            joined = allocator.Buffer(held.ReadableBytes + came.ReadableBytes);
            joined.WriteBytes(held, held.ReaderIndex, held.ReadableBytes);
            Wipe(held);
            held.Release();
        }

        joined.WriteBytes(came, came.ReaderIndex, came.ReadableBytes);
        Wipe(came);
        came.Release();
        return joined;
    }

    /// <summary>Takes bytes out of a buffer and leaves zeros in their place.</summary>
    public static byte[] Take(IByteBuffer buffer, int count)
    {
        var taken = new byte[count];
        var start = buffer.ReaderIndex;
        buffer.ReadBytes(taken);
        buffer.SetZero(start, count);
        return taken;
    }

    /// <summary>Overwrites what could still be read.</summary>
    public static void Wipe(IByteBuffer buffer) => buffer.SetZero(buffer.ReaderIndex, buffer.ReadableBytes);
}
