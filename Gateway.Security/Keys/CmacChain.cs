using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Keys;

/// <summary>CMAC over an engine that many threads may share, with subkeys that are kept or made for one code.</summary>
/// <remarks>Source: NIST SP 800-38B, sections 5.3 and 6; the same as algorithm 5 of ISO/IEC 9797-1.</remarks>
internal static class CmacChain
{
    // The lexically first irreducible polynomials of 64 and of 128 bits.
    private const byte Reduction64 = 0x1B;
    private const byte Reduction128 = 0x87;

    /// <summary>The values that only the key gives: for a last block that is whole, and for one that is not. Each as long as a block.</summary>
    internal static void Subkeys(IBlockCipher engine, Span<byte> whole, Span<byte> partial)
    {
        whole.Clear();
        engine.ProcessBlock(whole, whole);
        Double(whole, whole);
        Double(whole, partial);
    }

    /// <summary>The code of some data, one block.</summary>
    internal static void Compute(
        IBlockCipher engine, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> partial, ReadOnlySpan<byte> data, Span<byte> code)
    {
        Span<byte> chain = stackalloc byte[BlockCiphers.MaxBlockBytes];
        chain = chain[..whole.Length];
        chain.Clear();

        // The last block, whole or not, is kept back.
        var last = data.IsEmpty ? 0 : (data.Length - 1) / chain.Length * chain.Length;
        BlockModes.Chain(engine, chain, data[..last]);
        var rest = data[last..];
        var isWhole = rest.Length == chain.Length;
        BlockModes.Combine(chain, rest);
        BlockModes.Combine(chain, isWhole ? whole : partial);
        if (!isWhole)
        {
            chain[rest.Length] ^= 0x80;
        }

        engine.ProcessBlock(chain, chain);
        chain.CopyTo(code);
        CryptographicOperations.ZeroMemory(chain);
    }

    /// <summary>The code of some data under a key that is used for this one; as many leading bytes of it as fit are written.</summary>
    internal static void Once(IBlockCipher engine, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        var size = engine.GetBlockSize();
        Span<byte> subkeys = stackalloc byte[2 * BlockCiphers.MaxBlockBytes];
        Span<byte> code = stackalloc byte[BlockCiphers.MaxBlockBytes];
        var whole = subkeys[..size];
        var partial = subkeys.Slice(size, size);
        Subkeys(engine, whole, partial);
        Compute(engine, whole, partial, data, code);
        code[..mac.Length].CopyTo(mac);
        CryptographicOperations.ZeroMemory(subkeys);
        CryptographicOperations.ZeroMemory(code);
    }

    // Without a branch on the bit that is shifted out, which is secret.
    private static void Double(ReadOnlySpan<byte> value, Span<byte> doubled)
    {
        var reduction = value.Length == BlockCiphers.DesBlockBytes ? Reduction64 : Reduction128;
        var first = value[0] >> 7;
        for (var at = 0; at < value.Length - 1; at++)
        {
            doubled[at] = (byte)((value[at] << 1) | (value[at + 1] >> 7));
        }

        doubled[^1] = (byte)((value[^1] << 1) ^ (-first & reduction));
    }
}
