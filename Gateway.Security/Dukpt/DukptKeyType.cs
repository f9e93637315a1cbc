namespace Gateway.Security.Dukpt;

/// <summary>The cipher and length of a key that AES DUKPT derives.</summary>
/// <remarks>Source: ANSI X9.24-3:2017 section 6.2.</remarks>
public enum DukptKeyType
{
    /// <summary>Triple DES, two keys, 16 bytes.</summary>
    Tdes2,

    /// <summary>Triple DES, three keys, 24 bytes.</summary>
    Tdes3,

    /// <summary>AES, 16 bytes.</summary>
    Aes128,

    /// <summary>AES, 24 bytes.</summary>
    Aes192,

    /// <summary>AES, 32 bytes.</summary>
    Aes256,

    /// <summary>Keyed hash, 16 bytes.</summary>
    Hmac128,

    /// <summary>Keyed hash, 24 bytes.</summary>
    Hmac192,

    /// <summary>Keyed hash, 32 bytes.</summary>
    Hmac256,
}
