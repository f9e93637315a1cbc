using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Modules;

/// <summary>The two initialised engines of one key. Making them costs ten times one block, so they are kept.</summary>
internal sealed class KeyEngines
{
    internal KeyEngines(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        Algorithm = algorithm;
        Encrypting = BlockCiphers.Engine(algorithm, key, encrypt: true);
        Decrypting = BlockCiphers.Engine(algorithm, key, encrypt: false);
    }

    /// <summary>The cipher.</summary>
    internal KeyAlgorithm Algorithm { get; }

    internal IBlockCipher Encrypting { get; }

    internal IBlockCipher Decrypting { get; }

    /// <summary>Engines of single or triple DES, as the number of key bytes says.</summary>
    internal static KeyEngines Des(ReadOnlySpan<byte> key) => new(BlockCiphers.OfDesLength(key.Length), key);
}
