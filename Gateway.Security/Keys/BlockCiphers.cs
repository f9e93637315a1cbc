using System.Diagnostics;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Gateway.Security.Keys;

/// <summary>Block ciphers in electronic code book mode, which is how payment keys and PIN blocks are encrypted.</summary>
/// <remarks>
/// The platform's own TripleDES refuses keys that exist in the field and needs a legacy provider for DES; what may be used
/// is <see cref="KeyPolicy"/>'s decision, so the cipher itself takes any key of a length that it has.
/// </remarks>
internal static class BlockCiphers
{
    /// <summary>Bytes of a DES and of a triple DES block, 8.</summary>
    internal const int DesBlockBytes = 8;

    /// <summary>The longest block of any cipher here, 16 bytes.</summary>
    internal const int MaxBlockBytes = 16;

    /// <summary>An initialised engine. It keeps only its key schedule, so many threads may use it at once.</summary>
    internal static IBlockCipher Engine(KeyAlgorithm algorithm, ReadOnlySpan<byte> key, bool encrypt)
    {
        // The triple engine is a kind of the single one, and takes no key of 8 bytes.
        IBlockCipher engine = (algorithm, key.Length) switch
        {
            (KeyAlgorithm.Des, 8) => new DesEngine(),
            (KeyAlgorithm.Tdes, 16 or 24) => new DesEdeEngine(),
            (KeyAlgorithm.Aes, 16 or 24 or 32) => AesUtilities.CreateEngine(),
            (KeyAlgorithm.Sm4, 16) => new SM4Engine(),
            _ => throw new KeyException(LengthFault(algorithm)),
        };
        engine.Init(encrypt, new KeyParameter(key));
        return engine;
    }

    /// <summary>A DES engine for 8 bytes, a triple DES engine for 16 or 24.</summary>
    internal static IBlockCipher DesEngine(ReadOnlySpan<byte> key, bool encrypt) => Engine(OfDesLength(key.Length), key, encrypt);

    /// <summary>Single or triple DES, as the number of key bytes says.</summary>
    internal static KeyAlgorithm OfDesLength(int keyBytes) => keyBytes switch
    {
        8 => KeyAlgorithm.Des,
        16 or 24 => KeyAlgorithm.Tdes,
        _ => throw new KeyException("A DES key has 8, 16 or 24 bytes."),
    };

    /// <summary>Bytes of a block, 8 or 16.</summary>
    internal static int BlockBytes(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Des or KeyAlgorithm.Tdes => DesBlockBytes,
        KeyAlgorithm.Aes or KeyAlgorithm.Sm4 => MaxBlockBytes,
        _ => throw new KeyException($"A key for {algorithm} belongs to no block cipher."),
    };

    /// <summary>Runs whole blocks through an engine; input and output may be the same bytes.</summary>
    internal static void Transform(IBlockCipher engine, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var size = engine.GetBlockSize();
        Debug.Assert(input.Length % size == 0, "Only whole blocks are passed here.");
        for (var at = 0; at < input.Length; at += size)
        {
            engine.ProcessBlock(input[at..], output[at..]);
        }
    }

    private static string LengthFault(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Des => "A DES key has 8 bytes.",
        KeyAlgorithm.Tdes => "A triple DES key has 16 or 24 bytes.",
        KeyAlgorithm.Aes => "An AES key has 16, 24 or 32 bytes.",
        KeyAlgorithm.Sm4 => "An SM4 key has 16 bytes.",
        _ => $"A key for {algorithm} belongs to no block cipher.",
    };
}
