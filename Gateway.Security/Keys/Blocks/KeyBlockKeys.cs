using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Keys.Blocks;

/// <summary>The two keys under which a key block really stands: one encrypts (KBEK), one authenticates (KBAK).</summary>
/// <remarks>
/// <para>Not safe to use while another thread disposes it. Both keys are erased by <see cref="Dispose"/>.</para>
/// <para>
/// Source: ANSI TR-31:2018, 5.3, for variants (the protecting key with 45 or 4D on every byte) and for derivation (CMAC over
/// counter, purpose, cipher and length), as in ANSI X9.143:2021; ISO 20038:2017 for the purpose 0002 of counter mode.
/// </para>
/// </remarks>
public sealed class KeyBlockKeys : IDisposable
{
    private const byte EncryptionVariant = 0x45;
    private const byte AuthenticationVariant = 0x4D;
    private const ushort ForEncryption = 0;
    private const ushort ForAuthentication = 1;
    private const ushort ForCounterMode = 2;

    private readonly byte[] _encryption;
    private readonly byte[] _authentication;

    private KeyBlockKeys(int bytes)
    {
        _encryption = GC.AllocateArray<byte>(bytes, pinned: true);
        _authentication = GC.AllocateArray<byte>(bytes, pinned: true);
    }

    /// <summary>The key block encryption key, as long as the protecting key.</summary>
    public ReadOnlySpan<byte> Encryption => _encryption;

    /// <summary>The key block authentication key, as long as the protecting key.</summary>
    public ReadOnlySpan<byte> Authentication => _authentication;

    /// <summary>Derives both keys.</summary>
    /// <param name="version">The block's version: A to E.</param>
    /// <param name="protectionKey">
    /// The key block protection key (KBPK): 16 or 24 bytes of triple DES for A to C, and 8 of DES for A and C;
    /// 16, 24 or 32 bytes of AES for D and E.
    /// </param>
    /// <returns>The keys, which the caller disposes.</returns>
    /// <exception cref="KeyException">There is no such version, or it has no protection keys of that length.</exception>
    public static KeyBlockKeys Derive(char version, ReadOnlySpan<byte> protectionKey)
    {
        var kind = KeyBlockVersion.Of(version);
        var fits = kind.Cipher == KeyAlgorithm.Aes
            ? protectionKey.Length is 16 or 24 or 32
            : protectionKey.Length is 16 or 24 || (protectionKey.Length == 8 && kind.IsLegacy);
        if (!fits)
        {
            var lengths = kind.Cipher == KeyAlgorithm.Aes ? "16, 24 or 32" : "16 or 24";
            throw new KeyException($"The protection key of a version {version} key block has {lengths} bytes.");
        }

        var keys = new KeyBlockKeys(protectionKey.Length);
        if (kind.Binding == KeyBlockBinding.Variant)
        {
            Vary(protectionKey, EncryptionVariant, keys._encryption);
            Vary(protectionKey, AuthenticationVariant, keys._authentication);
            return keys;
        }

        var engine = BlockCiphers.Engine(kind.Cipher, protectionKey, encrypt: true);
        var purpose = kind.Binding == KeyBlockBinding.CounterMode ? ForCounterMode : ForEncryption;
        Derive(engine, kind, purpose, keys._encryption);
        Derive(engine, kind, ForAuthentication, keys._authentication);
        return keys;
    }

    /// <summary>Erases both keys.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_encryption);
        CryptographicOperations.ZeroMemory(_authentication);
    }

    private static void Vary(ReadOnlySpan<byte> protectionKey, byte variant, Span<byte> key)
    {
        protectionKey.CopyTo(key);
        foreach (ref var value in key)
        {
            value ^= variant;
        }
    }

    private static void Derive(IBlockCipher engine, KeyBlockVersion kind, ushort purpose, Span<byte> key)
    {
        Span<byte> input = stackalloc byte[8];
        Span<byte> mac = stackalloc byte[kind.BlockBytes];
        input.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(input[1..], purpose);
        BinaryPrimitives.WriteUInt16BigEndian(input[4..], Cipher(kind.Cipher, key.Length));
        BinaryPrimitives.WriteUInt16BigEndian(input[6..], (ushort)(8 * key.Length));
        for (var at = 0; at < key.Length; at += mac.Length)
        {
            input[0]++;
            CmacChain.Once(engine, input, mac);
            mac[..Math.Min(mac.Length, key.Length - at)].CopyTo(key[at..]);
        }

        CryptographicOperations.ZeroMemory(mac);
    }

    // Two-key and three-key triple DES, then AES of 128, 192 and 256 bits.
    private static ushort Cipher(KeyAlgorithm algorithm, int bytes)
        => (ushort)(algorithm == KeyAlgorithm.Aes ? (bytes / 8) : (bytes / 8) - 2);
}
