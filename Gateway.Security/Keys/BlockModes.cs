using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Keys;

/// <summary>Chained blocks over an engine that many threads may share: nothing is allocated, and lengths are the caller's to check.</summary>
/// <remarks>Source: ISO/IEC 10116 (CBC).</remarks>
internal static class BlockModes
{
    /// <summary>Cipher block chaining, encryption; the vector is one block, data and encrypted may be the same bytes.</summary>
    internal static void EncryptCbc(IBlockCipher engine, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> data, Span<byte> encrypted)
    {
        var size = iv.Length;
        Span<byte> chain = stackalloc byte[BlockCiphers.MaxBlockBytes];
        chain = chain[..size];
        iv.CopyTo(chain);
        for (var at = 0; at < data.Length; at += size)
        {
            Combine(chain, data.Slice(at, size));
            engine.ProcessBlock(chain, chain);
            chain.CopyTo(encrypted[at..]);
        }
    }

    /// <summary>Cipher block chaining, decryption; the vector is one block, encrypted and data may be the same bytes.</summary>
    internal static void DecryptCbc(IBlockCipher engine, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> encrypted, Span<byte> data)
    {
        var size = iv.Length;
        Span<byte> chain = stackalloc byte[BlockCiphers.MaxBlockBytes];
        Span<byte> block = stackalloc byte[BlockCiphers.MaxBlockBytes];
        iv.CopyTo(chain);
        for (var at = 0; at < encrypted.Length; at += size)
        {
            encrypted.Slice(at, size).CopyTo(block);
            engine.ProcessBlock(block, data[at..]);
            Combine(data.Slice(at, size), chain[..size]);
            block.CopyTo(chain);
        }
    }

    /// <summary>Takes whole blocks into a chain of which only the last block is kept, in the place of the last one.</summary>
    internal static void Chain(IBlockCipher engine, Span<byte> chain, ReadOnlySpan<byte> blocks)
    {
        for (; !blocks.IsEmpty; blocks = blocks[chain.Length..])
        {
            Combine(chain, blocks[..chain.Length]);
            engine.ProcessBlock(chain, chain);
        }
    }

    /// <summary>CBC-MAC over whole blocks; as many leading bytes of it as fit are written.</summary>
    internal static void CbcMac(IBlockCipher engine, ReadOnlySpan<byte> blocks, Span<byte> mac)
    {
        Span<byte> chain = stackalloc byte[BlockCiphers.MaxBlockBytes];
        chain = chain[..engine.GetBlockSize()];
        chain.Clear();
        Chain(engine, chain, blocks);
        chain[..mac.Length].CopyTo(mac);
        CryptographicOperations.ZeroMemory(chain);
    }

    /// <summary>Exclusive-or of as many bytes as the other has.</summary>
    internal static void Combine(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (var at = 0; at < other.Length; at++)
        {
            target[at] ^= other[at];
        }
    }
}
