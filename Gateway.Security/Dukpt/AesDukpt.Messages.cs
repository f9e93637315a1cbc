using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Security.Pins;

namespace Gateway.Security.Dukpt;

/// <content>What the keys of a transaction do to its messages. Each is derived here and erased, so none serves another usage.</content>
public static partial class AesDukpt
{
    private const int MinPanDigits = 12;
    private const int MaxPanDigits = 19;

    /// <summary>The MAC that belongs to the type of the key: CMAC of its cipher, or HMAC with SHA-256.</summary>
    /// <param name="transactionKey">The transaction key, 16, 24 or 32 bytes.</param>
    /// <param name="ksn">The KSN of the transaction, AES form.</param>
    /// <param name="usage">One of the three MAC usages: generation for a request, verification for a response.</param>
    /// <param name="type">The type of the MAC key, not stronger than the transaction key.</param>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="mac">4 bytes up to 8 (triple DES), 16 (AES) or 32 (HMAC), written: the leftmost of the code.</param>
    /// <exception cref="KeyException">The transaction key has another length, or the MAC key would be stronger than it.</exception>
    /// <exception cref="ArgumentException">KSN, usage, type or room are not as described.</exception>
    public static void Mac(
        ReadOnlySpan<byte> transactionKey,
        KeySerialNumber ksn,
        AesDukptUsage usage,
        DukptKeyType type,
        ReadOnlySpan<byte> data,
        Span<byte> mac)
    {
        if (usage is not (AesDukptUsage.MacGeneration or AesDukptUsage.MacVerification or AesDukptUsage.MacBoth))
        {
            throw new ArgumentException("A message is authenticated with a MAC key only.", nameof(usage));
        }

        var form = DukptKeyForm.Of(type);
        MessageChecks.Mac(mac, form.MacBytes);
        Span<byte> room = stackalloc byte[DukptKeyForm.MaxBytes];
        var key = room[..form.Bytes];
        WorkingKey(transactionKey, ksn, usage, type, key);
        if (form.Algorithm == KeyAlgorithm.Hmac)
        {
            Hmac(key, data, mac);
        }
        else
        {
            CmacChain.Once(BlockCiphers.Engine(form.Algorithm, key, encrypt: true), data, mac);
        }

        CryptographicOperations.ZeroMemory(room);
    }

    /// <summary>Encrypts a PIN block of ISO 9564 format 4, as a PIN entry device does. There is no public way back.</summary>
    /// <param name="transactionKey">The transaction key, 16, 24 or 32 bytes.</param>
    /// <param name="ksn">The KSN of the transaction, AES form.</param>
    /// <param name="type">The type of the PIN key: AES, not stronger than the transaction key.</param>
    /// <param name="pinField">The plain PIN field: control, length, digits, filler and eight random bytes; 16 bytes.</param>
    /// <param name="pan">The whole account number with its check digit, 12 to 19 digits.</param>
    /// <param name="encrypted">16 bytes, written; may be the PIN field itself.</param>
    /// <exception cref="KeyException">The transaction key has another length, or the PIN key would be stronger than it.</exception>
    /// <exception cref="ArgumentException">Anything else is not as described; the text repeats no value.</exception>
    /// <remarks>Source: ISO 9564-1:2017 section 9.4.2.</remarks>
    public static void EncryptPinBlock(
        ReadOnlySpan<byte> transactionKey,
        KeySerialNumber ksn,
        DukptKeyType type,
        ReadOnlySpan<byte> pinField,
        ReadOnlySpan<char> pan,
        Span<byte> encrypted)
    {
        var form = DukptKeyForm.Of(type);
        if (form.Algorithm != KeyAlgorithm.Aes)
        {
            throw new ArgumentException("A PIN block of format 4 is encrypted with AES.", nameof(type));
        }

        if (pinField.Length != BlockBytes || encrypted.Length != BlockBytes)
        {
            throw new ArgumentException("A PIN block of format 4 has 16 bytes.", nameof(pinField));
        }

        if (pan.Length is < MinPanDigits or > MaxPanDigits || pan.ContainsAnyExceptInRange('0', '9'))
        {
            throw new ArgumentException($"An account number is {MinPanDigits} to {MaxPanDigits} digits.", nameof(pan));
        }

        Span<byte> room = stackalloc byte[DukptKeyForm.MaxBytes];
        Span<byte> block = stackalloc byte[BlockBytes];
        var key = room[..form.Bytes];
        WorkingKey(transactionKey, ksn, AesDukptUsage.Pin, type, key);
        var engine = BlockCiphers.Engine(KeyAlgorithm.Aes, key, encrypt: true);
        engine.ProcessBlock(pinField, block);
        AccountField.CombineWhole(pan, block);
        engine.ProcessBlock(block, encrypted);
        CryptographicOperations.ZeroMemory(block);
        CryptographicOperations.ZeroMemory(room);
    }

    /// <summary>Encrypts data in cipher block chaining.</summary>
    /// <param name="transactionKey">The transaction key, 16, 24 or 32 bytes.</param>
    /// <param name="ksn">The KSN of the transaction, AES form.</param>
    /// <param name="usage">One of the three data usages: encryption for a request, decryption for a response.</param>
    /// <param name="type">The type of the data key: triple DES or AES, not stronger than the transaction key.</param>
    /// <param name="iv">The initial vector, one block of the cipher; zeros where nothing else was agreed.</param>
    /// <param name="data">Whole blocks; filling them up is the message's business.</param>
    /// <param name="encrypted">As many bytes, written; may be the data itself.</param>
    /// <exception cref="KeyException">The transaction key has another length, or the data key would be stronger than it.</exception>
    /// <exception cref="ArgumentException">Anything else is not as described.</exception>
    public static void EncryptData(
        ReadOnlySpan<byte> transactionKey,
        KeySerialNumber ksn,
        AesDukptUsage usage,
        DukptKeyType type,
        ReadOnlySpan<byte> iv,
        ReadOnlySpan<byte> data,
        Span<byte> encrypted)
    {
        MessageChecks.Cbc(DataBlockBytes(usage, type), iv, data, encrypted);
        Span<byte> room = stackalloc byte[DukptKeyForm.MaxBytes];
        var key = room[..KeyBytes(type)];
        WorkingKey(transactionKey, ksn, usage, type, key);
        BlockModes.EncryptCbc(BlockCiphers.Engine(DukptKeyForm.Of(type).Algorithm, key, encrypt: true), iv, data, encrypted);
        CryptographicOperations.ZeroMemory(room);
    }

    /// <summary>Decrypts what <see cref="EncryptData"/> encrypted. It takes no key of another usage, so it opens no PIN block.</summary>
    /// <param name="transactionKey">The transaction key, 16, 24 or 32 bytes.</param>
    /// <param name="ksn">The KSN of the transaction, AES form.</param>
    /// <param name="usage">One of the three data usages: encryption for a request, decryption for a response.</param>
    /// <param name="type">The type of the data key: triple DES or AES, not stronger than the transaction key.</param>
    /// <param name="iv">The initial vector, one block of the cipher.</param>
    /// <param name="encrypted">Whole blocks.</param>
    /// <param name="data">As many bytes, written; may be the encrypted bytes themselves. The caller erases them.</param>
    /// <exception cref="KeyException">The transaction key has another length, or the data key would be stronger than it.</exception>
    /// <exception cref="ArgumentException">Anything else is not as described.</exception>
    public static void DecryptData(
        ReadOnlySpan<byte> transactionKey,
        KeySerialNumber ksn,
        AesDukptUsage usage,
        DukptKeyType type,
        ReadOnlySpan<byte> iv,
        ReadOnlySpan<byte> encrypted,
        Span<byte> data)
    {
        MessageChecks.Cbc(DataBlockBytes(usage, type), iv, encrypted, data);
        Span<byte> room = stackalloc byte[DukptKeyForm.MaxBytes];
        var key = room[..KeyBytes(type)];
        WorkingKey(transactionKey, ksn, usage, type, key);
        BlockModes.DecryptCbc(BlockCiphers.Engine(DukptKeyForm.Of(type).Algorithm, key, encrypt: false), iv, encrypted, data);
        CryptographicOperations.ZeroMemory(room);
    }

    private static void Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, data, whole);
        whole[..mac.Length].CopyTo(mac);
        CryptographicOperations.ZeroMemory(whole);
    }

    private static int DataBlockBytes(AesDukptUsage usage, DukptKeyType type)
    {
        if (usage is not (AesDukptUsage.DataEncryption or AesDukptUsage.DataDecryption or AesDukptUsage.DataBoth))
        {
            throw new ArgumentException("Data is encrypted with a data key only.", nameof(usage));
        }

        var algorithm = DukptKeyForm.Of(type).Algorithm;
        return algorithm == KeyAlgorithm.Hmac
            ? throw new ArgumentException("A keyed hash encrypts nothing.", nameof(type))
            : BlockCiphers.BlockBytes(algorithm);
    }
}
