using System.Security.Cryptography;
using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Macs;

/// <summary>CMAC: a chain whose last block is first combined with a value that only the key gives.</summary>
/// <remarks>Source: NIST SP 800-38B, sections 5.3 and 6; the same as algorithm 5 of ISO/IEC 9797-1.</remarks>
internal sealed class Cmac : MacFunction
{
    // The lexically first irreducible polynomials of 64 and of 128 bits.
    private const byte Reduction64 = 0x1B;
    private const byte Reduction128 = 0x87;

    private readonly IBlockCipher _engine;
    private readonly byte[] _whole;
    private readonly byte[] _partial;

    internal Cmac(KeyAlgorithm cipher, ReadOnlySpan<byte> key)
    {
        _engine = BlockCiphers.Engine(cipher, key, encrypt: true);
        _whole = GC.AllocateArray<byte>(Bytes, pinned: true);
        _partial = GC.AllocateArray<byte>(Bytes, pinned: true);
        _engine.ProcessBlock(_whole, _whole);
        Double(_whole, _whole);
        Double(_whole, _partial);
    }

    /// <inheritdoc/>
    internal override int Bytes => _engine.GetBlockSize();

    /// <inheritdoc/>
    internal override void Compute(ReadOnlySpan<byte> data, Span<byte> code)
    {
        Span<byte> chain = stackalloc byte[BlockCiphers.MaxBlockBytes];
        chain = chain[..Bytes];
        chain.Clear();

        // The last block, whole or not, is kept back.
        var last = data.IsEmpty ? 0 : (data.Length - 1) / chain.Length * chain.Length;
        CbcChain.Add(_engine, chain, data[..last]);
        var rest = data[last..];
        var isWhole = rest.Length == chain.Length;
        CbcChain.Combine(chain, rest);
        CbcChain.Combine(chain, isWhole ? _whole : _partial);
        if (!isWhole)
        {
            chain[rest.Length] ^= 0x80;
        }

        _engine.ProcessBlock(chain, code);
        CryptographicOperations.ZeroMemory(chain);
    }

    /// <inheritdoc/>
    internal override void Erase()
    {
        CryptographicOperations.ZeroMemory(_whole);
        CryptographicOperations.ZeroMemory(_partial);
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
