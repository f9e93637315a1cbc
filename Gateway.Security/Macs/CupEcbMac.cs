using System.Security.Cryptography;
using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Macs;

/// <summary>UnionPay's "ECB" message authentication code of terminal messages, the content of DE 64.</summary>
/// <remarks>
/// <para>
/// The data, zero-filled to whole blocks, is folded into one block by exclusive-or and spelled out as upper-case hexadecimal
/// characters. The first half of the characters is encrypted, combined with the second half, and encrypted again; the first 8
/// hexadecimal characters of the result are the code, as ASCII. Zero filling means that data and the same data with zeros
/// after it have the same code: the length must be fixed by other means, as the message format does.
/// </para>
/// <para>
/// Which bytes of a message are covered is not decided here. Safe from any thread. Source: Q/CUP 009 terminal messages, as
/// independent implementations show it; docs/security.md.
/// </para>
/// </remarks>
public static class CupEcbMac
{
    /// <summary>Bytes of the code, 8.</summary>
    public const int Bytes = 8;

    /// <summary>Computes the code with DES (8-byte key) or triple DES (16 or 24 bytes).</summary>
    /// <param name="key">The clear MAC key.</param>
    /// <param name="data">Any number of bytes; none is the same as one block of zeros.</param>
    /// <returns>8 ASCII characters, each '0' to '9' or 'A' to 'F'.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static byte[] Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
        => Compute(BlockCiphers.DesEngine(key, encrypt: true), data);

    /// <summary>Computes the code with SM4, whose blocks have 16 bytes.</summary>
    /// <param name="key">The clear MAC key, 16 bytes.</param>
    /// <param name="data">Any number of bytes; none is the same as one block of zeros.</param>
    /// <returns>8 ASCII characters, each '0' to '9' or 'A' to 'F'.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    public static byte[] ComputeSm4(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
        => Compute(BlockCiphers.Engine(KeyAlgorithm.Sm4, key, encrypt: true), data);

    /// <summary>Computes the code with an engine initialised for encryption.</summary>
    internal static byte[] Compute(IBlockCipher engine, ReadOnlySpan<byte> data)
    {
        var code = new byte[Bytes];
        Compute(engine, data, code);
        return code;
    }

    /// <summary>Computes the code into the 8 bytes that it has, without allocating.</summary>
    internal static void Compute(IBlockCipher engine, ReadOnlySpan<byte> data, Span<byte> code)
    {
        Span<byte> block = stackalloc byte[BlockCiphers.MaxBlockBytes];
        Block(engine, data, block[..engine.GetBlockSize()]);
        Convert.TryToHexString(block[..(Bytes / 2)], code, out _);
        CryptographicOperations.ZeroMemory(block);
    }

    /// <summary>The whole last block, of which the code spells the beginning.</summary>
    internal static void Block(IBlockCipher engine, ReadOnlySpan<byte> data, Span<byte> block)
    {
        var size = block.Length;
        block.Clear();
        for (; data.Length > size; data = data[size..])
        {
            BlockModes.Combine(block, data[..size]);
        }

        BlockModes.Combine(block, data);
        Span<byte> spelled = stackalloc byte[2 * BlockCiphers.MaxBlockBytes];
        Convert.TryToHexString(block, spelled, out _);
        engine.ProcessBlock(spelled[..size], block);
        BlockModes.Combine(block, spelled.Slice(size, size));
        engine.ProcessBlock(block, block);
    }
}
