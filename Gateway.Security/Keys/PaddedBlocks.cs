using System.Security.Cryptography;

namespace Gateway.Security.Keys;

/// <summary>Data with and without the padding that makes it whole blocks.</summary>
internal static class PaddedBlocks
{
    /// <summary>A copy of the data, filled up; unpadded data as it is.</summary>
    internal static byte[] Apply(DataPadding padding, int size, ReadOnlySpan<byte> data)
    {
        var over = data.Length % size;
        var missing = padding switch
        {
            DataPadding.None => 0,
            DataPadding.Zeros => over == 0 ? 0 : size - over,
            DataPadding.Pkcs7 => size - over,
            _ => throw new ArgumentOutOfRangeException(nameof(padding), "This is no padding of data."),
        };
        var blocks = new byte[data.Length + missing];
        data.CopyTo(blocks);
        blocks.AsSpan(data.Length).Fill(padding == DataPadding.Pkcs7 ? (byte)missing : (byte)0);
        return blocks;
    }

    /// <summary>The data without its padding; the blocks are erased when that is another array.</summary>
    internal static byte[] Remove(DataPadding padding, int size, byte[] blocks)
    {
        switch (padding)
        {
            case DataPadding.None or DataPadding.Zeros: return blocks;
            case not DataPadding.Pkcs7: throw new ArgumentOutOfRangeException(nameof(padding), "This is no padding of data.");
        }

        try
        {
            var count = Count(size, blocks);
            return count > 0 ? blocks[..^count] : throw new KeyException("What was decrypted does not end in its padding.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(blocks);
        }
    }

    // Bytes of padding, 0 when it is wrong. The whole last block is looked at, whatever its last byte says.
    private static int Count(int size, ReadOnlySpan<byte> blocks)
    {
        if (blocks.IsEmpty)
        {
            return 0;
        }

        int count = blocks[^1];
        var wrong = count < 1 || count > size ? 1 : 0;
        for (var back = 1; back <= size; back++)
        {
            wrong |= back <= count ? blocks[^back] ^ count : 0;
        }

        return wrong == 0 ? count : 0;
    }
}
