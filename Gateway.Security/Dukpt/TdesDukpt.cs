using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Dukpt;

/// <summary>Derived unique key per transaction with triple DES: from the base key to the keys of one transaction.</summary>
/// <remarks>
/// <para>
/// Base derivation key (BDK) → initial key of a device → transaction key → keys for PIN, MAC and data. The device forgets each
/// key after use; the host finds it again from its initial key and the KSN, in at most ten steps. All bits of an initial or
/// transaction key count, also those that are parity bits elsewhere: never adjust them.
/// </para>
/// <para>
/// Every key is written into bytes of the caller, who erases them. Input and output may be the same bytes. Safe from any thread.
/// Source: ANSI X9.24-1:2009 annex A, which is ANSI X9.24-3:2017 annex C.
/// </para>
/// </remarks>
public static partial class TdesDukpt
{
    /// <summary>Bytes of every key here, 16.</summary>
    public const int KeyBytes = 16;

    private const int HalfBytes = KeyBytes / 2;
    private const uint HighestCounterBit = 0x100000;

    private static ReadOnlySpan<byte> SecondKeyMask => [0xC0, 0xC0, 0xC0, 0xC0, 0, 0, 0, 0, 0xC0, 0xC0, 0xC0, 0xC0, 0, 0, 0, 0];

    // Which byte of each half the variant turns over, by purpose.
    private static ReadOnlySpan<byte> VariantByte => [7, 6, 4, 5, 3];

    /// <summary>The initial key of a device, as it is loaded before its first transaction.</summary>
    /// <param name="bdk">The base derivation key, 16 bytes.</param>
    /// <param name="ksn">Any KSN of the device, triple DES form; its counter is not looked at.</param>
    /// <param name="initialKey">16 bytes, written; the caller erases them.</param>
    /// <exception cref="KeyException">The base key has another length.</exception>
    /// <exception cref="ArgumentException">The KSN has the other form, or there is room for another length.</exception>
    public static void InitialKey(ReadOnlySpan<byte> bdk, KeySerialNumber ksn, Span<byte> initialKey)
    {
        Check(bdk, "base derivation", initialKey);
        CheckForm(ksn);
        Span<byte> key = stackalloc byte[KeyBytes];
        Span<byte> id = stackalloc byte[HalfBytes];
        bdk.CopyTo(key);
        BinaryPrimitives.WriteUInt64BigEndian(id, ksn.Id);
        BlockCiphers.Transform(BlockCiphers.Engine(KeyAlgorithm.Tdes, key, encrypt: true), id, initialKey[..HalfBytes]);
        BlockModes.Combine(key, SecondKeyMask);
        BlockCiphers.Transform(BlockCiphers.Engine(KeyAlgorithm.Tdes, key, encrypt: true), id, initialKey[HalfBytes..]);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>The key of one transaction, from which its working keys are made.</summary>
    /// <param name="initialKey">The device's initial key, 16 bytes.</param>
    /// <param name="ksn">The KSN of the transaction, triple DES form, valid.</param>
    /// <param name="transactionKey">16 bytes, written; the caller erases them.</param>
    /// <exception cref="KeyException">The initial key has another length.</exception>
    /// <exception cref="ArgumentException">
    /// The KSN has the other form or no counter of a transaction, or there is room for another length.
    /// </exception>
    /// <remarks>Two DES key schedules for each one-bit of the counter: with ten of them the dearest step of a transaction.</remarks>
    public static void TransactionKey(ReadOnlySpan<byte> initialKey, KeySerialNumber ksn, Span<byte> transactionKey)
    {
        Check(initialKey, "initial", transactionKey);
        CheckForm(ksn);
        if (!ksn.IsValid)
        {
            throw new ArgumentException("The counter of this key serial number belongs to no transaction.", nameof(ksn));
        }

        initialKey.CopyTo(transactionKey);
        var register = ksn.Id << 16;
        for (var bit = HighestCounterBit; bit != 0; bit >>= 1)
        {
            if ((ksn.Counter & bit) != 0)
            {
                register |= bit;
                Step(transactionKey, register);
            }
        }
    }

    /// <summary>The key of one transaction for one purpose.</summary>
    /// <param name="transactionKey">The transaction key, 16 bytes.</param>
    /// <param name="purpose">What the key is for.</param>
    /// <param name="key">16 bytes, written; the caller erases them.</param>
    /// <exception cref="KeyException">The transaction key has another length.</exception>
    /// <exception cref="ArgumentException">The purpose is none, or there is room for another length.</exception>
    public static void WorkingKey(ReadOnlySpan<byte> transactionKey, DukptPurpose purpose, Span<byte> key)
    {
        Check(transactionKey, "transaction", key);
        if ((uint)purpose >= (uint)VariantByte.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No key of a transaction has this purpose.");
        }

        transactionKey.CopyTo(key);
        var at = VariantByte[(int)purpose];
        key[at] ^= 0xFF;
        key[HalfBytes + at] ^= 0xFF;
        if (purpose is DukptPurpose.DataRequest or DukptPurpose.DataResponse)
        {
            // One way: a data key that gets known must not lead back to the transaction key and so to the PIN key.
            BlockCiphers.Transform(BlockCiphers.Engine(KeyAlgorithm.Tdes, key, encrypt: true), key, key);
        }
    }

    /// <summary>The key of one transaction for one purpose, straight from the device's initial key.</summary>
    /// <param name="initialKey">The device's initial key, 16 bytes.</param>
    /// <param name="ksn">The KSN of the transaction, triple DES form, valid.</param>
    /// <param name="purpose">What the key is for.</param>
    /// <param name="key">16 bytes, written; the caller erases them.</param>
    /// <exception cref="KeyException">The initial key has another length.</exception>
    /// <exception cref="ArgumentException">KSN, purpose or room are not as described.</exception>
    public static void Derive(ReadOnlySpan<byte> initialKey, KeySerialNumber ksn, DukptPurpose purpose, Span<byte> key)
    {
        TransactionKey(initialKey, ksn, key);
        WorkingKey(key, purpose, key);
    }

    // The non-reversible key generation of the standard: right half first, then the left under the masked key.
    private static void Step(Span<byte> key, ulong register)
    {
        Span<byte> next = stackalloc byte[KeyBytes];
        Half(key, register, next[HalfBytes..]);
        BlockModes.Combine(key, SecondKeyMask);
        Half(key, register, next[..HalfBytes]);
        next.CopyTo(key);
        CryptographicOperations.ZeroMemory(next);
    }

    private static void Half(ReadOnlySpan<byte> key, ulong register, Span<byte> half)
    {
        var right = BinaryPrimitives.ReadUInt64BigEndian(key[HalfBytes..]);
        BinaryPrimitives.WriteUInt64BigEndian(half, register ^ right);
        BlockCiphers.Engine(KeyAlgorithm.Des, key[..HalfBytes], encrypt: true).ProcessBlock(half, half);
        BinaryPrimitives.WriteUInt64BigEndian(half, BinaryPrimitives.ReadUInt64BigEndian(half) ^ right);
    }

    private static void Check(ReadOnlySpan<byte> source, string name, ReadOnlySpan<byte> derived)
    {
        if (source.Length != KeyBytes)
        {
            throw new KeyException($"The {name} key of triple DES DUKPT has 16 bytes.");
        }

        if (derived.Length != KeyBytes)
        {
            throw new ArgumentException("A key of triple DES DUKPT needs 16 bytes.", nameof(derived));
        }
    }

    private static void CheckForm(KeySerialNumber ksn)
    {
        if (ksn.Algorithm != KeyAlgorithm.Tdes)
        {
            throw new ArgumentException("Triple DES DUKPT needs a key serial number of 10 bytes.", nameof(ksn));
        }
    }
}
