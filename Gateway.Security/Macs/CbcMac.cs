using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Macs;

/// <summary>Algorithms 1, 2 and 3 of ISO/IEC 9797-1: one chain, and the engines its last block still goes through.</summary>
internal sealed class CbcMac(MacPadding padding, IBlockCipher chaining, params IBlockCipher[] finishing) : MacFunction
{
    /// <summary>The algorithm of a profile with its key taken apart.</summary>
    internal static CbcMac Of(MacProfile profile, KeyAlgorithm cipher, ReadOnlySpan<byte> key) => profile.Algorithm switch
    {
        MacAlgorithm.CbcTwice => Twice(profile.Padding, cipher, key),
        MacAlgorithm.Retail => Retail(profile.Padding, cipher, key),
        _ => new CbcMac(profile.Padding, BlockCiphers.Engine(cipher, key, encrypt: true)),
    };

    /// <inheritdoc/>
    internal override int Bytes => chaining.GetBlockSize();

    /// <inheritdoc/>
    internal override void Compute(ReadOnlySpan<byte> data, Span<byte> code)
    {
        Span<byte> chain = stackalloc byte[BlockCiphers.MaxBlockBytes];
        chain = chain[..chaining.GetBlockSize()];
        chain.Clear();
        if (padding == MacPadding.Length)
        {
            BinaryPrimitives.WriteInt64BigEndian(chain[^sizeof(long)..], 8L * data.Length);
            chaining.ProcessBlock(chain, chain);
        }

        var rest = data.Length % chain.Length;
        BlockModes.Chain(chaining, chain, data[..^rest]);
        if (rest > 0 || padding == MacPadding.OneAndZeros || data.IsEmpty)
        {
            BlockModes.Combine(chain, data[^rest..]);
            chain[rest] ^= padding == MacPadding.OneAndZeros ? (byte)0x80 : (byte)0;
            chaining.ProcessBlock(chain, chain);
        }

        foreach (var engine in finishing)
        {
            engine.ProcessBlock(chain, chain);
        }

        chain.CopyTo(code);
        CryptographicOperations.ZeroMemory(chain);
    }

    private static CbcMac Twice(MacPadding padding, KeyAlgorithm cipher, ReadOnlySpan<byte> key)
    {
        // Half of an odd length is a length that no cipher has.
        var half = key.Length / 2;
        return key.Length % 2 == 0 && IsKeyLength(cipher, half)
            ? new CbcMac(
                padding,
                BlockCiphers.Engine(cipher, key[..half], encrypt: true),
                BlockCiphers.Engine(cipher, key[half..], encrypt: true))
            : throw new KeyException($"The CBC MAC with a second key takes two {cipher} keys of the same length, one after the other.");
    }

    // The third step is under the third part, or under the first one again.
    private static CbcMac Retail(MacPadding padding, KeyAlgorithm cipher, ReadOnlySpan<byte> key)
    {
        var (part, size) = cipher == KeyAlgorithm.Tdes ? (KeyAlgorithm.Des, 8) : (cipher, 16);
        var parts = key.Length / size;
        if (key.Length % size != 0 || parts is not (2 or 3))
        {
            throw new KeyException($"A retail MAC key of {cipher} has {2 * size} or {3 * size} bytes.");
        }

        return new CbcMac(
            padding,
            BlockCiphers.Engine(part, key[..size], encrypt: true),
            BlockCiphers.Engine(part, key.Slice(size, size), encrypt: false),
            BlockCiphers.Engine(part, parts == 3 ? key[(2 * size)..] : key[..size], encrypt: true));
    }

    private static bool IsKeyLength(KeyAlgorithm cipher, int keyBytes) => (cipher, keyBytes) switch
    {
        (KeyAlgorithm.Des, 8) or (KeyAlgorithm.Tdes, 16 or 24) => true,
        (KeyAlgorithm.Aes, 16 or 24 or 32) or (KeyAlgorithm.Sm4, 16) => true,
        _ => false,
    };
}
