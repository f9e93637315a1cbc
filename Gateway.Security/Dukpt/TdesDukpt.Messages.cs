using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Security.Dukpt;

/// <content>What the keys of a transaction do to its messages. Each is derived here and erased, so none serves another purpose.</content>
public static partial class TdesDukpt
{
    private const int BlockBytes = BlockCiphers.DesBlockBytes;

    private static readonly MacProfile _retail = MacProfiles.Named("x9.19");

    /// <summary>The MAC of ANSI X9.24-1: the retail MAC of ANSI X9.19 with zero filling.</summary>
    /// <param name="transactionKey">The transaction key, 16 bytes.</param>
    /// <param name="purpose"><see cref="DukptPurpose.MacRequest"/> or <see cref="DukptPurpose.MacResponse"/>.</param>
    /// <param name="data">Any number of bytes; none is the same as one block of zeros.</param>
    /// <param name="mac">4 to 8 bytes, written: the leftmost of the code. The standard's own examples have 4.</param>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">The purpose is another, or there is room for fewer than 4 or more than 8 bytes.</exception>
    public static void Mac(ReadOnlySpan<byte> transactionKey, DukptPurpose purpose, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        CheckMac(purpose, mac);
        Span<byte> key = stackalloc byte[KeyBytes];
        WorkingKey(transactionKey, purpose, key);
        Span<byte> whole = stackalloc byte[BlockBytes];
        CbcMac.Of(_retail, KeyAlgorithm.Tdes, key).Compute(data, whole);
        whole[..mac.Length].CopyTo(mac);
        CryptographicOperations.ZeroMemory(whole);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>The CMAC under the same key, for terminals that use it in place of the retail MAC.</summary>
    /// <param name="transactionKey">The transaction key, 16 bytes.</param>
    /// <param name="purpose"><see cref="DukptPurpose.MacRequest"/> or <see cref="DukptPurpose.MacResponse"/>.</param>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="mac">4 to 8 bytes, written: the leftmost of the code.</param>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">The purpose is another, or there is room for fewer than 4 or more than 8 bytes.</exception>
    public static void Cmac(ReadOnlySpan<byte> transactionKey, DukptPurpose purpose, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        CheckMac(purpose, mac);
        Span<byte> key = stackalloc byte[KeyBytes];
        WorkingKey(transactionKey, purpose, key);
        CmacChain.Once(BlockCiphers.Engine(KeyAlgorithm.Tdes, key, encrypt: true), data, mac);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Encrypts a clear PIN block of 8 bytes, as a PIN entry device does. There is no public way back.</summary>
    /// <param name="transactionKey">The transaction key, 16 bytes.</param>
    /// <param name="clearBlock">The block as <see cref="Pins.PinBlock"/> makes it, 8 bytes.</param>
    /// <param name="encrypted">8 bytes, written; may be the clear block itself.</param>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">A block has another length.</exception>
    public static void EncryptPinBlock(ReadOnlySpan<byte> transactionKey, ReadOnlySpan<byte> clearBlock, Span<byte> encrypted)
    {
        if (clearBlock.Length != BlockBytes || encrypted.Length != BlockBytes)
        {
            throw new ArgumentException("A PIN block of triple DES has 8 bytes.", nameof(clearBlock));
        }

        Span<byte> key = stackalloc byte[KeyBytes];
        WorkingKey(transactionKey, DukptPurpose.Pin, key);
        BlockCiphers.Transform(BlockCiphers.Engine(KeyAlgorithm.Tdes, key, encrypt: true), clearBlock, encrypted);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Encrypts data in cipher block chaining.</summary>
    /// <param name="transactionKey">The transaction key, 16 bytes.</param>
    /// <param name="purpose"><see cref="DukptPurpose.DataRequest"/> or <see cref="DukptPurpose.DataResponse"/>.</param>
    /// <param name="iv">The initial vector, 8 bytes; zeros where nothing else was agreed.</param>
    /// <param name="data">Whole blocks of 8 bytes; filling them up is the message's business.</param>
    /// <param name="encrypted">As many bytes, written; may be the data itself.</param>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">The purpose is another, or vector, data or room have another length.</exception>
    public static void EncryptData(
        ReadOnlySpan<byte> transactionKey, DukptPurpose purpose, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> data, Span<byte> encrypted)
    {
        CheckData(purpose);
        MessageChecks.Cbc(BlockBytes, iv, data, encrypted);
        Span<byte> key = stackalloc byte[KeyBytes];
        WorkingKey(transactionKey, purpose, key);
        BlockModes.EncryptCbc(BlockCiphers.Engine(KeyAlgorithm.Tdes, key, encrypt: true), iv, data, encrypted);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Decrypts what <see cref="EncryptData"/> encrypted. It takes no key of another purpose, so it opens no PIN block.</summary>
    /// <param name="transactionKey">The transaction key, 16 bytes.</param>
    /// <param name="purpose"><see cref="DukptPurpose.DataRequest"/> or <see cref="DukptPurpose.DataResponse"/>.</param>
    /// <param name="iv">The initial vector, 8 bytes.</param>
    /// <param name="encrypted">Whole blocks of 8 bytes.</param>
    /// <param name="data">As many bytes, written; may be the encrypted bytes themselves. The caller erases them.</param>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">The purpose is another, or vector, data or room have another length.</exception>
    public static void DecryptData(
        ReadOnlySpan<byte> transactionKey, DukptPurpose purpose, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> encrypted, Span<byte> data)
    {
        CheckData(purpose);
        MessageChecks.Cbc(BlockBytes, iv, encrypted, data);
        Span<byte> key = stackalloc byte[KeyBytes];
        WorkingKey(transactionKey, purpose, key);
        BlockModes.DecryptCbc(BlockCiphers.Engine(KeyAlgorithm.Tdes, key, encrypt: false), iv, encrypted, data);
        CryptographicOperations.ZeroMemory(key);
    }

    private static void CheckMac(DukptPurpose purpose, ReadOnlySpan<byte> mac)
    {
        if (purpose is not (DukptPurpose.MacRequest or DukptPurpose.MacResponse))
        {
            throw new ArgumentException("A message is authenticated with a MAC key only.", nameof(purpose));
        }

        MessageChecks.Mac(mac, BlockBytes);
    }

    private static void CheckData(DukptPurpose purpose)
    {
        if (purpose is not (DukptPurpose.DataRequest or DukptPurpose.DataResponse))
        {
            throw new ArgumentException("Data is encrypted with a data key only.", nameof(purpose));
        }
    }
}
