using System.Security.Cryptography;
using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Macs;

/// <summary>CMAC whose subkeys are kept: a chain whose last block is first combined with a value that only the key gives.</summary>
internal sealed class Cmac : MacFunction
{
    private readonly IBlockCipher _engine;
    private readonly byte[] _whole;
    private readonly byte[] _partial;

    internal Cmac(KeyAlgorithm cipher, ReadOnlySpan<byte> key)
    {
        _engine = BlockCiphers.Engine(cipher, key, encrypt: true);
        _whole = GC.AllocateArray<byte>(Bytes, pinned: true);
        _partial = GC.AllocateArray<byte>(Bytes, pinned: true);
        CmacChain.Subkeys(_engine, _whole, _partial);
    }

    /// <inheritdoc/>
    internal override int Bytes => _engine.GetBlockSize();

    /// <inheritdoc/>
    internal override void Compute(ReadOnlySpan<byte> data, Span<byte> code) => CmacChain.Compute(_engine, _whole, _partial, data, code);

    /// <inheritdoc/>
    internal override void Erase()
    {
        CryptographicOperations.ZeroMemory(_whole);
        CryptographicOperations.ZeroMemory(_partial);
    }
}
