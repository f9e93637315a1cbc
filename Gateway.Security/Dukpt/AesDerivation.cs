using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Dukpt;

/// <summary>The one step that all keys of AES DUKPT come from, and the way down the bits of a counter.</summary>
/// <remarks>Source: ANSI X9.24-3:2017 sections 6.1 and 6.3.</remarks>
internal static class AesDerivation
{
    private const int BlockBytes = BlockCiphers.MaxBlockBytes;
    private const byte DataVersion = 1;

    /// <summary>From the highest one-bit of the counter down: each gives the key of the counter so far.</summary>
    internal static void Walk(ReadOnlySpan<byte> initialKey, ulong id, uint counter, Span<byte> key)
    {
        var type = DukptKeyForm.OfAes(initialKey.Length);
        CheckRoom(key, initialKey.Length);
        initialKey.CopyTo(key);
        var reached = 0u;
        for (var bit = 0x80000000; bit != 0; bit >>= 1)
        {
            if ((counter & bit) != 0)
            {
                reached |= bit;
                Derive(key, AesDukptUsage.KeyDerivation, type, id, reached, key);
            }
        }
    }

    /// <summary>One key from another; source and key may be the same bytes.</summary>
    internal static void Derive(
        ReadOnlySpan<byte> source, AesDukptUsage usage, DukptKeyType type, ulong id, uint counter, Span<byte> key)
    {
        var form = DukptKeyForm.Of(type);
        if (form.StrengthBits > DukptKeyForm.Of(DukptKeyForm.OfAes(source.Length)).StrengthBits)
        {
            throw new KeyException("A derived key must not be stronger than the key it is derived from.");
        }

        CheckRoom(key, form.Bytes);
        var engine = BlockCiphers.Engine(KeyAlgorithm.Aes, source, encrypt: true);
        Span<byte> data = stackalloc byte[BlockBytes];
        Span<byte> block = stackalloc byte[BlockBytes];
        Write(usage, form, id, counter, data);
        for (var at = 0; at < key.Length; at += BlockBytes)
        {
            engine.ProcessBlock(data, block);
            block[..Math.Min(BlockBytes, key.Length - at)].CopyTo(key[at..]);
            // A longer key goes on with the next block; what is left of it is never zeros.
            data[1]++;
        }

        CryptographicOperations.ZeroMemory(block);
    }

    /// <summary>The derivation data of a key's first block.</summary>
    internal static void Write(AesDukptUsage usage, DukptKeyForm form, ulong id, uint counter, Span<byte> data)
    {
        data[0] = DataVersion;
        data[1] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(data[2..], (ushort)usage);
        BinaryPrimitives.WriteUInt16BigEndian(data[4..], form.Indicator);
        BinaryPrimitives.WriteUInt16BigEndian(data[6..], (ushort)(8 * form.Bytes));
        BinaryPrimitives.WriteUInt64BigEndian(data[8..], usage == AesDukptUsage.InitialKey ? id : id << 32 | counter);
    }

    private static void CheckRoom(ReadOnlySpan<byte> key, int bytes)
    {
        if (key.Length != bytes)
        {
            throw new ArgumentException($"The derived key needs {bytes} bytes.", nameof(key));
        }
    }
}
