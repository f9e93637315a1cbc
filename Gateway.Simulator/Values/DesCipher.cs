using System.Security.Cryptography;
using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Gateway.Simulator.Values;

/// <summary>DES and triple DES as issuers and security modules use them: code book and the retail MAC. The only cipher of the simulator.</summary>
/// <remarks>Takes any key of a right length: the test keys of manuals repeat their halves, and must work here.</remarks>
internal static class DesCipher
{
    /// <summary>Bytes of a block, 8.</summary>
    internal const int BlockBytes = 8;

    /// <summary>Bytes of a double-length key, 16.</summary>
    internal const int DoubleBytes = 2 * BlockBytes;

    /// <summary>Encrypts whole blocks, each by itself.</summary>
    /// <param name="key">8, 16 or 24 bytes.</param>
    /// <param name="blocks">A multiple of 8 bytes.</param>
    internal static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> blocks) => Transform(Engine(key, encrypt: true), blocks);

    /// <summary>Decrypts whole blocks, each by itself.</summary>
    /// <param name="key">8, 16 or 24 bytes.</param>
    /// <param name="blocks">A multiple of 8 bytes.</param>
    internal static byte[] Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> blocks) => Transform(Engine(key, encrypt: false), blocks);

    /// <summary>The whole MAC of algorithm 3, 8 bytes. Source: ISO/IEC 9797-1, algorithm 3 with DES; EMV 4.3 book 2, A1.2.1.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="data">What it covers; nothing at all is one block of padding.</param>
    /// <param name="isMarked">Padding 2, a byte 80 before the zeros; otherwise padding 1, zeros as far as they are needed.</param>
    internal static byte[] Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, bool isMarked)
    {
        RequireDouble(key, "A key for a cryptogram");
        var blocks = Math.Max(1, (data.Length + (isMarked ? BlockBytes : BlockBytes - 1)) / BlockBytes);
        var padded = new byte[blocks * BlockBytes];
        data.CopyTo(padded);
        if (isMarked)
        {
            padded[data.Length] = 0x80;
        }

        var engine = Engine(key[..BlockBytes], encrypt: true);
        var chain = new byte[BlockBytes];
        for (var at = 0; at < padded.Length; at += BlockBytes)
        {
            Combine(chain, padded.AsSpan(at, BlockBytes));
            engine.ProcessBlock(chain, chain);
        }

        Engine(key[BlockBytes..], encrypt: false).ProcessBlock(chain, chain);
        engine.ProcessBlock(chain, chain);
        CryptographicOperations.ZeroMemory(padded);
        return chain;
    }

    /// <summary>Combines bytes with others by exclusive-or, as many as the others are.</summary>
    internal static void Combine(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (var at = 0; at < other.Length; at++)
        {
            target[at] ^= other[at];
        }
    }

    /// <summary>Refuses a key that has not 16 bytes.</summary>
    /// <exception cref="KeyException">It has another length.</exception>
    internal static void RequireDouble(ReadOnlySpan<byte> key, string name)
    {
        if (key.Length != DoubleBytes)
        {
            throw new KeyException($"{name} has {DoubleBytes} bytes.");
        }
    }

    // The triple engine is a kind of the single one.
    private static DesEngine Engine(ReadOnlySpan<byte> key, bool encrypt)
    {
        var engine = key.Length switch
        {
            BlockBytes => new DesEngine(),
            DoubleBytes or 3 * BlockBytes => new DesEdeEngine(),
            _ => throw new KeyException("A DES key has 8, 16 or 24 bytes."),
        };
        engine.Init(encrypt, new KeyParameter(key));
        return engine;
    }

    private static byte[] Transform(DesEngine engine, ReadOnlySpan<byte> blocks)
    {
        if (blocks.Length % BlockBytes != 0)
        {
            throw new ArgumentException($"DES takes whole blocks of {BlockBytes} bytes.", nameof(blocks));
        }

        var result = new byte[blocks.Length];
        for (var at = 0; at < blocks.Length; at += BlockBytes)
        {
            engine.ProcessBlock(blocks[at..], result.AsSpan(at));
        }

        return result;
    }
}
