using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Dukpt;

/// <summary>Derived unique key per transaction with AES: from the base key to the keys of one transaction.</summary>
/// <remarks>
/// <para>
/// Base derivation key (BDK) → initial key of a device → transaction key → working keys. All but the working keys are AES of the
/// base key's length; a working key may have any type that is not stronger than its source. Each key is the encryption, under
/// its source, of a block that says what the key will be; a key of more than 128 bits takes a second block, counted 2.
/// </para>
/// <para>
/// Every key is written into bytes of the caller, who erases them. Input and output may be the same bytes. Safe from any thread.
/// Source: ANSI X9.24-3:2017 section 6.
/// </para>
/// </remarks>
public static partial class AesDukpt
{
    /// <summary>Bytes of the derivation data, 16.</summary>
    public const int DerivationDataBytes = BlockBytes;

    private const int BlockBytes = BlockCiphers.MaxBlockBytes;
    private const uint UpdateCounter = uint.MaxValue;

    /// <summary>Bytes of a key by its type.</summary>
    /// <param name="type">Any type.</param>
    /// <returns>16, 24 or 32.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The type is none.</exception>
    public static int KeyBytes(DukptKeyType type) => DukptKeyForm.Of(type).Bytes;

    /// <summary>The block whose encryption is the first 16 bytes of a key.</summary>
    /// <param name="usage">What the key is for; for <see cref="AesDukptUsage.InitialKey"/> the counter takes no part.</param>
    /// <param name="type">The type of the key.</param>
    /// <param name="ksn">The KSN, AES form.</param>
    /// <param name="data">16 bytes, written.</param>
    /// <exception cref="ArgumentException">
    /// Usage or type are none, the KSN has the other form, or there is room for another length.
    /// </exception>
    public static void DerivationData(AesDukptUsage usage, DukptKeyType type, KeySerialNumber ksn, Span<byte> data)
    {
        CheckForm(ksn);
        CheckUsage(usage);
        if (data.Length != DerivationDataBytes)
        {
            throw new ArgumentException("Derivation data has 16 bytes.", nameof(data));
        }

        AesDerivation.Write(usage, DukptKeyForm.Of(type), ksn.Id, ksn.Counter, data);
    }

    /// <summary>The initial key of a device, as it is loaded before its first transaction.</summary>
    /// <param name="bdk">The base derivation key, 16, 24 or 32 bytes.</param>
    /// <param name="ksn">Any KSN of the device, AES form; its counter is not looked at.</param>
    /// <param name="initialKey">As many bytes as the base key, written; the caller erases them.</param>
    /// <exception cref="KeyException">The base key has another length.</exception>
    /// <exception cref="ArgumentException">The KSN has the other form, or there is room for another length.</exception>
    public static void InitialKey(ReadOnlySpan<byte> bdk, KeySerialNumber ksn, Span<byte> initialKey)
    {
        CheckForm(ksn);
        AesDerivation.Derive(bdk, AesDukptUsage.InitialKey, DukptKeyForm.OfAes(bdk.Length), ksn.Id, counter: 0, initialKey);
    }

    /// <summary>The key of one transaction, from which its working keys are derived.</summary>
    /// <param name="initialKey">The device's initial key, 16, 24 or 32 bytes.</param>
    /// <param name="ksn">The KSN of the transaction, AES form, valid.</param>
    /// <param name="transactionKey">As many bytes, written; the caller erases them.</param>
    /// <exception cref="KeyException">The initial key has another length.</exception>
    /// <exception cref="ArgumentException">
    /// The KSN has the other form or no counter of a transaction, or there is room for another length.
    /// </exception>
    public static void TransactionKey(ReadOnlySpan<byte> initialKey, KeySerialNumber ksn, Span<byte> transactionKey)
    {
        CheckForm(ksn);
        if (!ksn.IsValid)
        {
            throw new ArgumentException("The counter of this key serial number belongs to no transaction.", nameof(ksn));
        }

        AesDerivation.Walk(initialKey, ksn.Id, ksn.Counter, transactionKey);
    }

    /// <summary>The key of one transaction for one usage.</summary>
    /// <param name="transactionKey">The transaction key, 16, 24 or 32 bytes.</param>
    /// <param name="ksn">The KSN of the transaction, AES form.</param>
    /// <param name="usage">What the key is for.</param>
    /// <param name="type">Its type, not stronger than the transaction key.</param>
    /// <param name="key"><see cref="KeyBytes"/> bytes, written; the caller erases them.</param>
    /// <exception cref="KeyException">The transaction key has another length, or the key would be stronger than it.</exception>
    /// <exception cref="ArgumentException">KSN, usage, type or room are not as described.</exception>
    public static void WorkingKey(
        ReadOnlySpan<byte> transactionKey, KeySerialNumber ksn, AesDukptUsage usage, DukptKeyType type, Span<byte> key)
    {
        CheckForm(ksn);
        CheckUsage(usage);
        AesDerivation.Derive(transactionKey, usage, type, ksn.Id, ksn.Counter, key);
    }

    /// <summary>The key of one transaction for one usage, straight from the device's initial key.</summary>
    /// <param name="initialKey">The device's initial key, 16, 24 or 32 bytes.</param>
    /// <param name="ksn">The KSN of the transaction, AES form, valid.</param>
    /// <param name="usage">What the key is for.</param>
    /// <param name="type">Its type, not stronger than the initial key.</param>
    /// <param name="key"><see cref="KeyBytes"/> bytes, written; the caller erases them.</param>
    /// <exception cref="KeyException">The initial key has another length, or the key would be stronger than it.</exception>
    /// <exception cref="ArgumentException">KSN, usage, type or room are not as described.</exception>
    public static void Derive(ReadOnlySpan<byte> initialKey, KeySerialNumber ksn, AesDukptUsage usage, DukptKeyType type, Span<byte> key)
    {
        Span<byte> room = stackalloc byte[DukptKeyForm.MaxBytes];
        var transactionKey = room[..KeyBytes(DukptKeyForm.OfAes(initialKey.Length))];
        TransactionKey(initialKey, ksn, transactionKey);
        try
        {
            WorkingKey(transactionKey, ksn, usage, type, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    /// <summary>The key under which a device is sent a new initial key.</summary>
    /// <param name="initialKey">The device's present initial key, 16, 24 or 32 bytes.</param>
    /// <param name="ksn">Any KSN of the device, AES form; its counter is not looked at.</param>
    /// <param name="type">Its type, not stronger than the initial key.</param>
    /// <param name="key"><see cref="KeyBytes"/> bytes, written; the caller erases them.</param>
    /// <exception cref="KeyException">The initial key has another length, or the key would be stronger than it.</exception>
    /// <exception cref="ArgumentException">The KSN has the other form, the type is none, or there is room for another length.</exception>
    /// <remarks>It belongs to counter FFFFFFFF, which no transaction can reach. Source: ANSI X9.24-3:2017 section 6.5.</remarks>
    public static void UpdateKey(ReadOnlySpan<byte> initialKey, KeySerialNumber ksn, DukptKeyType type, Span<byte> key)
    {
        CheckForm(ksn);
        Span<byte> room = stackalloc byte[DukptKeyForm.MaxBytes];
        var source = room[..KeyBytes(DukptKeyForm.OfAes(initialKey.Length))];
        AesDerivation.Walk(initialKey, ksn.Id, UpdateCounter, source);
        try
        {
            AesDerivation.Derive(source, AesDukptUsage.KeyEncryption, type, ksn.Id, UpdateCounter, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    private static void CheckForm(KeySerialNumber ksn)
    {
        if (ksn.Algorithm != KeyAlgorithm.Aes)
        {
            throw new ArgumentException("AES DUKPT needs a key serial number of 12 bytes.", nameof(ksn));
        }
    }

    private static void CheckUsage(AesDukptUsage usage)
    {
        if (!Enum.IsDefined(usage))
        {
            throw new ArgumentOutOfRangeException(nameof(usage), usage, "No key of AES DUKPT has this usage.");
        }
    }
}
