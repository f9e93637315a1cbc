using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Dukpt;

/// <summary>What stands behind a <see cref="DukptKeyType"/>.</summary>
/// <param name="Algorithm">The cipher it is used with.</param>
/// <param name="Indicator">Its number in the derivation data.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="StrengthBits">What an attacker has to overcome.</param>
/// <remarks>
/// Source: ANSI X9.24-3:2017 section 6.3.2 for the indicators; NIST SP 800-57 part 1 rev. 5 table 2 for the strengths, by which
/// three-key triple DES is weaker than AES of 128 bits although it is longer.
/// </remarks>
internal readonly record struct DukptKeyForm(KeyAlgorithm Algorithm, ushort Indicator, int Bytes, int StrengthBits)
{
    /// <summary>The longest key, 32 bytes.</summary>
    internal const int MaxBytes = 32;

    private static readonly DukptKeyForm[] _forms =
    [
        new(KeyAlgorithm.Tdes, 0, 16, 80),
        new(KeyAlgorithm.Tdes, 1, 24, 112),
        new(KeyAlgorithm.Aes, 2, 16, 128),
        new(KeyAlgorithm.Aes, 3, 24, 192),
        new(KeyAlgorithm.Aes, 4, 32, 256),
        new(KeyAlgorithm.Hmac, 5, 16, 128),
        new(KeyAlgorithm.Hmac, 5, 24, 192),
        new(KeyAlgorithm.Hmac, 5, 32, 256),
    ];

    /// <summary>The longest authentication code that such a key makes.</summary>
    internal int MacBytes => Algorithm == KeyAlgorithm.Hmac ? HMACSHA256.HashSizeInBytes : BlockCiphers.BlockBytes(Algorithm);

    /// <summary>The row of a type.</summary>
    internal static DukptKeyForm Of(DukptKeyType type) => (uint)type < (uint)_forms.Length
        ? _forms[(int)type]
        : throw new ArgumentOutOfRangeException(nameof(type), type, "No key of AES DUKPT has this type.");

    /// <summary>The AES type that a key of a length belongs to.</summary>
    internal static DukptKeyType OfAes(int bytes) => bytes switch
    {
        16 => DukptKeyType.Aes128,
        24 => DukptKeyType.Aes192,
        32 => DukptKeyType.Aes256,
        _ => throw new KeyException("A key that AES DUKPT derives from has 16, 24 or 32 bytes."),
    };
}
