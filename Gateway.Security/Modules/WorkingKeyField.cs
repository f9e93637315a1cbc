using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Modules;

/// <summary>One key's place in the key field of a sign-on reply: the key under the terminal master key, then its check value.</summary>
/// <remarks>
/// Source: UnionPay terminal messages, DE 62 of 0810: 24, 40 or 60 bytes for DE 60.3 = 001, 003, 004, and 60 under SM4 for 006.
/// </remarks>
internal static class WorkingKeyField
{
    internal const int CheckBytes = 4;
    internal const int SinglePart = 8 + CheckBytes;
    internal const int DoublePart = 16 + CheckBytes;

    /// <summary>Writes a key; a single-length key in a double-length place is followed by zeros, which are not encrypted.</summary>
    internal static void Write(IBlockCipher encrypting, KeyAlgorithm algorithm, ReadOnlySpan<byte> key, Span<byte> part)
    {
        part.Clear();
        BlockCiphers.Transform(encrypting, key, part);
        Convert.FromHexString(KeyCheckValue.Compute(algorithm, key), part[^CheckBytes..], out _, out _);
    }

    /// <summary>Reads a key into a new pinned array; its length is told by the content, and its check value must agree.</summary>
    internal static byte[] Read(KeyEngines master, ReadOnlySpan<byte> part, string name)
    {
        var isDes = KeyPolicy.IsDes(master.Algorithm);
        var encrypted = part[..^CheckBytes];
        if (isDes && encrypted.Length == 16 && !encrypted[8..].ContainsAnyExcept((byte)0))
        {
            encrypted = encrypted[..8];
        }

        var key = GC.AllocateUninitializedArray<byte>(encrypted.Length, pinned: true);
        BlockCiphers.Transform(master.Decrypting, encrypted, key);
        if (!KeyCheckValue.Matches(isDes ? BlockCiphers.OfDesLength(key.Length) : master.Algorithm, key, Convert.ToHexString(part[^CheckBytes..])))
        {
            Array.Clear(key);
            throw new KeyException($"The check value of the {name} key does not match: another terminal master key, or damage.");
        }

        return key;
    }
}
