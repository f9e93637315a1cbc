using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Macs;

/// <summary>UnionPay's code as one algorithm among the others: the last block before its first half is spelled.</summary>
internal sealed class UnionPayMac(KeyAlgorithm cipher, ReadOnlySpan<byte> key) : MacFunction
{
    private readonly IBlockCipher _engine = BlockCiphers.Engine(cipher, key, encrypt: true);

    /// <inheritdoc/>
    internal override int Bytes => _engine.GetBlockSize();

    /// <inheritdoc/>
    internal override void Compute(ReadOnlySpan<byte> data, Span<byte> code) => CupEcbMac.Block(_engine, data, code[..Bytes]);
}
