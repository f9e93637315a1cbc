using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Keys.Blocks;

/// <summary>Encryption and authentication of the key inside a block. The buffer is the header as ASCII, then the key field.</summary>
internal static class KeyBlockCipher
{
    /// <summary>Decrypts the key field in place and tells whether header, key and MAC belong together.</summary>
    internal static bool Open(KeyBlockVersion version, KeyBlockKeys keys, Span<byte> buffer, int header, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[version.MacBytes];
        var authenticating = Engine(version, keys.Authentication, encrypt: true);
        if (version.Binding == KeyBlockBinding.Variant)
        {
            BlockModes.CbcMac(authenticating, buffer, expected);
            if (!CryptographicOperations.FixedTimeEquals(expected, mac))
            {
                return false;
            }

            BlockModes.DecryptCbc(Engine(version, keys.Encryption, encrypt: false), buffer[..version.BlockBytes], buffer[header..], buffer[header..]);
            return true;
        }

        if (version.Binding == KeyBlockBinding.CounterMode)
        {
            Count(Engine(version, keys.Encryption, encrypt: true), mac, buffer[header..]);
        }
        else
        {
            BlockModes.DecryptCbc(Engine(version, keys.Encryption, encrypt: false), mac, buffer[header..], buffer[header..]);
        }

        CmacChain.Once(authenticating, buffer, expected);
        return CryptographicOperations.FixedTimeEquals(expected, mac);
    }

    /// <summary>Encrypts the key field in place and gives the MAC. Versions B, D and E.</summary>
    internal static void Close(KeyBlockVersion version, KeyBlockKeys keys, Span<byte> buffer, int header, Span<byte> mac)
    {
        CmacChain.Once(Engine(version, keys.Authentication, encrypt: true), buffer, mac);
        var encrypting = Engine(version, keys.Encryption, encrypt: true);
        if (version.Binding == KeyBlockBinding.CounterMode)
        {
            Count(encrypting, mac, buffer[header..]);
        }
        else
        {
            BlockModes.EncryptCbc(encrypting, mac, buffer[header..], buffer[header..]);
        }
    }

    private static void Count(IBlockCipher engine, ReadOnlySpan<byte> start, Span<byte> field)
    {
        var size = engine.GetBlockSize();
        Span<byte> counter = stackalloc byte[size];
        Span<byte> stream = stackalloc byte[size];
        start.CopyTo(counter);
        for (var at = 0; at < field.Length; at += size)
        {
            engine.ProcessBlock(counter, stream);
            var rest = Math.Min(size, field.Length - at);
            BlockModes.Combine(field.Slice(at, rest), stream[..rest]);
            for (var place = size - 1; place >= 0 && ++counter[place] == 0; place--)
            {
            }
        }

        CryptographicOperations.ZeroMemory(stream);
    }

    // A single-length protection key exists in versions A and C only.
    private static IBlockCipher Engine(KeyBlockVersion version, ReadOnlySpan<byte> key, bool encrypt)
        => version.Cipher == KeyAlgorithm.Aes
            ? BlockCiphers.Engine(KeyAlgorithm.Aes, key, encrypt)
            : BlockCiphers.DesEngine(key, encrypt);
}
