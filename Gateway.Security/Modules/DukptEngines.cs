using System.Security.Cryptography;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Pins;

namespace Gateway.Security.Modules;

/// <summary>Engines of the keys of one DUKPT transaction, from a device's initial key or from the base key of many devices.</summary>
/// <remarks>They are used once and thrown away: the next transaction has other keys.</remarks>
internal static class DukptEngines
{
    /// <summary>The PIN key, of the cipher that the block's format has.</summary>
    internal static KeyEngines Pin(ReadOnlySpan<byte> source, bool isBase, KeySerialNumber ksn, PinBlockFormat format)
    {
        var cipher = PinBlock.CipherOf(format);
        Span<byte> room = stackalloc byte[KeyComponents.MaxBytes];
        try
        {
            return new KeyEngines(cipher, Derive(source, isBase, ksn, DukptPurpose.Pin, AesDukptUsage.Pin, cipher, room));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    /// <summary>The MAC key of a request or of its response, of the cipher that the profile has.</summary>
    internal static MacEngine Mac(ReadOnlySpan<byte> source, bool isBase, KeySerialNumber ksn, MacProfile profile, bool isResponse)
    {
        Span<byte> room = stackalloc byte[KeyComponents.MaxBytes];
        try
        {
            var (purpose, usage) = isResponse
                ? (DukptPurpose.MacResponse, AesDukptUsage.MacVerification)
                : (DukptPurpose.MacRequest, AesDukptUsage.MacGeneration);
            return new MacEngine(profile, Derive(source, isBase, ksn, purpose, usage, profile.KeyAlgorithm, room));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    private static ReadOnlySpan<byte> Derive(
        scoped ReadOnlySpan<byte> source, bool isBase, KeySerialNumber ksn, DukptPurpose purpose, AesDukptUsage usage, KeyAlgorithm wanted, Span<byte> room)
    {
        if (!ksn.IsValid)
        {
            throw new KeyException("The counter of the key serial number belongs to no transaction.");
        }

        Span<byte> initial = stackalloc byte[source.Length];
        try
        {
            if (ksn.Algorithm == KeyAlgorithm.Tdes)
            {
                return DeriveTdes(source, isBase, ksn, purpose, wanted, initial, room);
            }

            InitialAes(source, isBase, ksn, initial);
            var type = TypeOf(wanted, source.Length);
            var key = room[..AesDukpt.KeyBytes(type)];
            AesDukpt.Derive(initial, ksn, usage, type, key);
            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(initial);
        }
    }

    private static ReadOnlySpan<byte> DeriveTdes(
        scoped ReadOnlySpan<byte> source,
        bool isBase,
        KeySerialNumber ksn,
        DukptPurpose purpose,
        KeyAlgorithm wanted,
        scoped Span<byte> initial,
        Span<byte> room)
    {
        if (wanted != KeyAlgorithm.Tdes)
        {
            throw new KeyException($"Triple DES DUKPT has no keys for {wanted}.");
        }

        if (isBase)
        {
            TdesDukpt.InitialKey(source, ksn, initial);
        }
        else
        {
            source.CopyTo(initial);
        }

        var key = room[..TdesDukpt.KeyBytes];
        TdesDukpt.Derive(initial, ksn, purpose, key);
        return key;
    }

    private static void InitialAes(ReadOnlySpan<byte> source, bool isBase, KeySerialNumber ksn, Span<byte> initial)
    {
        if (isBase)
        {
            AesDukpt.InitialKey(source, ksn, initial);
        }
        else
        {
            source.CopyTo(initial);
        }
    }

    // As strong as the source where there is a choice: a derived key must not be stronger.
    private static DukptKeyType TypeOf(KeyAlgorithm wanted, int sourceBytes) => (wanted, sourceBytes) switch
    {
        (KeyAlgorithm.Tdes, _) => DukptKeyType.Tdes2,
        (KeyAlgorithm.Aes, 16) => DukptKeyType.Aes128,
        (KeyAlgorithm.Aes, 24) => DukptKeyType.Aes192,
        (KeyAlgorithm.Aes, _) => DukptKeyType.Aes256,
        (KeyAlgorithm.Hmac, 16) => DukptKeyType.Hmac128,
        (KeyAlgorithm.Hmac, 24) => DukptKeyType.Hmac192,
        (KeyAlgorithm.Hmac, _) => DukptKeyType.Hmac256,
        _ => throw new KeyException($"AES DUKPT has no keys for {wanted}."),
    };
}
