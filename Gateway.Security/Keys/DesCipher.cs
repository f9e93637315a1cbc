using System.Diagnostics;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Gateway.Security.Keys;

/// <summary>DES and triple DES in electronic code book mode, which is how payment keys and PIN blocks are encrypted.</summary>
/// <remarks>
/// The platform's own TripleDES refuses keys that exist in the field and needs a legacy provider for DES; what may be used
/// is <see cref="KeyPolicy"/>'s decision, so the cipher itself takes any key of 8, 16 or 24 bytes.
/// </remarks>
internal static class DesCipher
{
    internal const int BlockBytes = 8;

    /// <summary>An initialised engine. It keeps only its key schedule, so many threads may use it at once.</summary>
    internal static IBlockCipher Engine(ReadOnlySpan<byte> key, bool encrypt)
    {
        // The triple engine is a kind of the single one.
        var engine = key.Length switch
        {
            8 => new DesEngine(),
            16 or 24 => new DesEdeEngine(),
            _ => throw new KeyException("A DES key has 8, 16 or 24 bytes."),
        };
        engine.Init(encrypt, new KeyParameter(key));
        return engine;
    }

    /// <summary>Runs whole blocks through an engine.</summary>
    internal static void Transform(IBlockCipher engine, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var size = engine.GetBlockSize();
        Debug.Assert(input.Length % size == 0, "Only whole blocks are passed here.");
        for (var at = 0; at < input.Length; at += size)
        {
            engine.ProcessBlock(input[at..], output[at..]);
        }
    }
}
