using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Keys;

/// <summary>The authentication codes that bind a key to its attributes, over engines that many threads may share.</summary>
/// <remarks>Source: NIST SP 800-38B for CMAC; ISO/IEC 9797-1 algorithm 1 for CBC-MAC.</remarks>
internal static class KeyMac
{
    /// <summary>CMAC over any number of bytes; as many leading bytes of it as fit are written.</summary>
    internal static void Cmac(IBlockCipher engine, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        var size = engine.GetBlockSize();
        Span<byte> state = stackalloc byte[size];
        Span<byte> last = stackalloc byte[size];
        state.Clear();
        last.Clear();

        // The last block is never empty, save when there is no data at all.
        var whole = data.Length == 0 ? 0 : (data.Length - 1) / size * size;
        Chain(engine, data[..whole], state);
        var rest = data[whole..];
        rest.CopyTo(last);
        if (rest.Length < size)
        {
            last[rest.Length] = 0x80;
        }

        Span<byte> subkey = stackalloc byte[size];
        subkey.Clear();
        engine.ProcessBlock(subkey, subkey);
        Double(subkey);
        if (rest.Length < size)
        {
            Double(subkey);
        }

        Xor(last, subkey);
        Chain(engine, last, state);
        state[..mac.Length].CopyTo(mac);
        CryptographicOperations.ZeroMemory(subkey);
        CryptographicOperations.ZeroMemory(last);
    }

    /// <summary>CBC-MAC over whole blocks; as many leading bytes of it as fit are written.</summary>
    internal static void Cbc(IBlockCipher engine, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        Span<byte> state = stackalloc byte[engine.GetBlockSize()];
        state.Clear();
        Chain(engine, data, state);
        state[..mac.Length].CopyTo(mac);
    }

    internal static void Xor(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (var at = 0; at < target.Length; at++)
        {
            target[at] ^= other[at];
        }
    }

    private static void Chain(IBlockCipher engine, ReadOnlySpan<byte> data, Span<byte> state)
    {
        for (var at = 0; at < data.Length; at += state.Length)
        {
            Xor(state, data.Slice(at, state.Length));
            engine.ProcessBlock(state, state);
        }
    }

    // Multiplication by x in GF(2^64) or GF(2^128).
    private static void Double(Span<byte> value)
    {
        var carry = value[0] >> 7;
        for (var at = 0; at < value.Length - 1; at++)
        {
            value[at] = (byte)((value[at] << 1) | (value[at + 1] >> 7));
        }

        var polynomial = value.Length == BlockCiphers.DesBlockBytes ? 0x1B : 0x87;
        value[^1] = (byte)((value[^1] << 1) ^ (carry * polynomial));
    }
}
