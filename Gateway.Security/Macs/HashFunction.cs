namespace Gateway.Security.Macs;

/// <summary>The hash functions that a keyed hash can be made of.</summary>
public enum HashFunction
{
    /// <summary>None: the code is made with a block cipher.</summary>
    None,

    /// <summary>SHA-1, 20 bytes: still sound in a keyed hash, for partners that have nothing newer.</summary>
    Sha1,

    /// <summary>SHA-224, 28 bytes.</summary>
    Sha224,

    /// <summary>SHA-256, 32 bytes.</summary>
    Sha256,

    /// <summary>SHA-384, 48 bytes.</summary>
    Sha384,

    /// <summary>SHA-512, 64 bytes.</summary>
    Sha512,

    /// <summary>SM3, 32 bytes.</summary>
    Sm3,
}
