namespace Gateway.Security.Keys;

/// <summary>The cipher that a key belongs to; a key of one is never used with another.</summary>
/// <remarks>The numbers are bound into stored keys: they are never changed or used again.</remarks>
public enum KeyAlgorithm
{
    /// <summary>Single DES, 8 bytes. Only MAC keys of old terminals have it.</summary>
    Des = 1,

    /// <summary>Triple DES, 16 or 24 bytes.</summary>
    Tdes = 2,

    /// <summary>AES, 16, 24 or 32 bytes.</summary>
    Aes = 3,

    /// <summary>SM4, 16 bytes.</summary>
    Sm4 = 4,

    /// <summary>Keyed hash, 16 to 64 bytes.</summary>
    Hmac = 5,
}
