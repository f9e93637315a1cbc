using System.Diagnostics;
using Gateway.Security.Keys;
using Gateway.Security.Pins;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Gateway.Simulator.Issuing;

/// <summary>Decrypts PIN blocks for <see cref="ClearPin"/>.</summary>
internal static class PinBlockDecryption
{
    /// <summary>Decrypts a block of the right length; of format 4, to its PIN field.</summary>
    internal static void Decrypt(
        PinBlockFormat format, ReadOnlySpan<byte> key, ReadOnlySpan<byte> block, ReadOnlySpan<char> pan, Span<byte> clear)
    {
        var engine = Engine(PinBlock.CipherOf(format), key);
        engine.ProcessBlock(block, clear);
        if (format != PinBlockFormat.Iso4)
        {
            return;
        }

        var account = Iso4Fields.PanField(pan);
        for (var at = 0; at < account.Length; at++)
        {
            clear[at] ^= account[at];
        }

        engine.ProcessBlock(clear, clear);
    }

    private static IBlockCipher Engine(KeyAlgorithm cipher, ReadOnlySpan<byte> key)
    {
        IBlockCipher engine = (cipher, key.Length) switch
        {
            (KeyAlgorithm.Tdes, 16 or 24) => new DesEdeEngine(),
            (KeyAlgorithm.Aes, 16 or 24 or 32) => AesUtilities.CreateEngine(),
            (KeyAlgorithm.Sm4, 16) => new SM4Engine(),
            (KeyAlgorithm.Tdes or KeyAlgorithm.Aes or KeyAlgorithm.Sm4, _)
                => throw new KeyException($"No key for {cipher} has this length."),
            _ => throw new UnreachableException($"No PIN block is under a key for {cipher}."),
        };
        engine.Init(forEncryption: false, new KeyParameter(key));
        return engine;
    }
}
