using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Modules;

/// <summary>The two initialised engines of one key. Making them costs ten times one block, so they are kept.</summary>
internal sealed class KeyEngines(ReadOnlySpan<byte> key)
{
    internal IBlockCipher Encrypting { get; } = BlockCiphers.DesEngine(key, encrypt: true);

    internal IBlockCipher Decrypting { get; } = BlockCiphers.DesEngine(key, encrypt: false);
}
