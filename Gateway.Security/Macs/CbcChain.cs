using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Macs;

/// <summary>Cipher block chaining of which only the last block is kept.</summary>
internal static class CbcChain
{
    /// <summary>Takes whole blocks into the chain, in the place of the last one.</summary>
    internal static void Add(IBlockCipher engine, Span<byte> chain, ReadOnlySpan<byte> blocks)
    {
        for (; !blocks.IsEmpty; blocks = blocks[chain.Length..])
        {
            Combine(chain, blocks[..chain.Length]);
            engine.ProcessBlock(chain, chain);
        }
    }

    /// <summary>Exclusive-or of the first bytes of a block.</summary>
    internal static void Combine(Span<byte> block, ReadOnlySpan<byte> other)
    {
        for (var at = 0; at < other.Length; at++)
        {
            block[at] ^= other[at];
        }
    }
}
