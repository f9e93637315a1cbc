using System.Security.Cryptography;
using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Dukpt;

/// <summary>What is done to messages with the key of one transaction: chaining and message authentication, without allocation.</summary>
/// <remarks>
/// Lengths are checked before, with the checks here. Source: NIST SP 800-38A (CBC), SP 800-38B (CMAC); ISO/IEC 9797-1 algorithm 3
/// with padding method 1 (retail MAC).
/// </remarks>
internal static class BlockModes
{
    /// <summary>Cipher block chaining, encryption; data and encrypted may be the same bytes.</summary>
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

    /// <summary>Cipher block chaining, decryption; encrypted and data may be the same bytes.</summary>
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

    /// <summary>The retail MAC under a key of 16 bytes, its leftmost bytes as many as there is room for.</summary>
    internal static void RetailMac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        const int Size = BlockCiphers.DesBlockBytes;
        var left = BlockCiphers.Engine(KeyAlgorithm.Des, key[..Size], encrypt: true);
        var right = BlockCiphers.Engine(KeyAlgorithm.Des, key[Size..], encrypt: false);
        Span<byte> chain = stackalloc byte[Size];
        chain.Clear();
        var at = 0;
        do
        {
            // The zeros of the padding change nothing, and no data at all is one block of them.
            Combine(chain, data[at..Math.Min(at + Size, data.Length)]);
            left.ProcessBlock(chain, chain);
            at += Size;
        }
        while (at < data.Length);

        right.ProcessBlock(chain, chain);
        left.ProcessBlock(chain, chain);
        chain[..mac.Length].CopyTo(mac);
        CryptographicOperations.ZeroMemory(chain);
    }

    /// <summary>The CMAC under an engine initialised for encryption, its leftmost bytes as many as there is room for.</summary>
    internal static void Cmac(IBlockCipher engine, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        var size = engine.GetBlockSize();
        Span<byte> chain = stackalloc byte[BlockCiphers.MaxBlockBytes];
        Span<byte> last = stackalloc byte[BlockCiphers.MaxBlockBytes];
        chain = chain[..size];
        last = last[..size];
        chain.Clear();
        last.Clear();
        engine.ProcessBlock(last, last);
        Double(last);
        var at = 0;
        for (; data.Length - at > size; at += size)
        {
            Combine(chain, data.Slice(at, size));
            engine.ProcessBlock(chain, chain);
        }

        if (data.Length - at < size)
        {
            Double(last);
            last[data.Length - at] ^= 0x80;
        }

        Combine(last, data[at..]);
        Combine(chain, last);
        engine.ProcessBlock(chain, chain);
        chain[..mac.Length].CopyTo(mac);
        CryptographicOperations.ZeroMemory(chain);
        CryptographicOperations.ZeroMemory(last);
    }

    /// <summary>Refuses a code that is too short to say anything or longer than the algorithm's.</summary>
    internal static void CheckMac(ReadOnlySpan<byte> mac, int most)
    {
        if (mac.Length < 4 || mac.Length > most)
        {
            throw new ArgumentException($"A message authentication code has 4 to {most} bytes here.", nameof(mac));
        }
    }

    /// <summary>Refuses vector, data and room that do not belong together.</summary>
    internal static void CheckCbc(int size, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> input, ReadOnlySpan<byte> output)
    {
        if (iv.Length != size)
        {
            throw new ArgumentException($"The initial vector has {size} bytes, as the cipher's block.", nameof(iv));
        }

        if (input.Length % size != 0)
        {
            throw new ArgumentException($"Data is encrypted in whole blocks of {size} bytes; fill it up before.", nameof(input));
        }

        if (output.Length != input.Length)
        {
            throw new ArgumentException("Encrypted data is as long as clear data.", nameof(output));
        }
    }

    /// <summary>Exclusive-or of as many bytes as the other has.</summary>
    internal static void Combine(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (var at = 0; at < other.Length; at++)
        {
            target[at] ^= other[at];
        }
    }

    // Multiplication by x in the field of the block size, with its own constant.
    private static void Double(Span<byte> block)
    {
        var carry = block[0] >> 7;
        for (var at = 0; at < block.Length - 1; at++)
        {
            block[at] = (byte)(block[at] << 1 | block[at + 1] >> 7);
        }

        var constant = block.Length == BlockCiphers.DesBlockBytes ? 0x1B : 0x87;
        block[^1] = (byte)(block[^1] << 1 ^ -carry & constant);
    }
}
