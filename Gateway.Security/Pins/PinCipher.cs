using System.Diagnostics;
using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Pins;

/// <summary>From a PIN field to an encrypted PIN block and back, in place: the account number joins here.</summary>
/// <remarks>Source: ISO 9564-1: one encipherment for formats 0 to 3, two around the account number field for format 4.</remarks>
internal static class PinCipher
{
    /// <summary>Refuses an engine of another cipher: a shorter block would leave half of a PIN block in the clear.</summary>
    internal static void Insist(PinBlockLayout layout, IBlockCipher engine)
    {
        if (engine.AlgorithmName != EngineName(layout.Cipher))
        {
            throw new KeyException($"A PIN block of format {layout.Format} goes under a key for {layout.Cipher} only.");
        }
    }

    internal static void Encipher(PinBlockLayout layout, IBlockCipher encrypting, ReadOnlySpan<char> pan, Span<byte> block)
    {
        if (layout.Account == AccountUse.Combined)
        {
            AccountField.Combine(pan, block);
        }

        encrypting.ProcessBlock(block, block);
        if (layout.Account == AccountUse.Enciphered)
        {
            AccountField.CombineWhole(pan, block);
            encrypting.ProcessBlock(block, block);
        }
    }

    internal static void Decipher(PinBlockLayout layout, IBlockCipher decrypting, ReadOnlySpan<char> pan, Span<byte> block)
    {
        decrypting.ProcessBlock(block, block);
        if (layout.Account == AccountUse.Enciphered)
        {
            AccountField.CombineWhole(pan, block);
            decrypting.ProcessBlock(block, block);
        }

        if (layout.Account == AccountUse.Combined)
        {
            AccountField.Combine(pan, block);
        }
    }

    private static string EngineName(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Tdes => "DESede",
        KeyAlgorithm.Aes => "AES",
        KeyAlgorithm.Sm4 => "SM4",
        _ => throw new UnreachableException($"No PIN block goes under a key for {algorithm}."),
    };
}
