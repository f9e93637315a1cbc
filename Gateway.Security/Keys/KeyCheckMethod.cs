namespace Gateway.Security.Keys;

/// <summary>How a key check value is computed. Two parties compare values of the same method only.</summary>
public enum KeyCheckMethod
{
    /// <summary>
    /// Zero bytes, one block of them, encrypted under the key: DES, triple DES and SM4 always, AES in older equipment.
    /// The legacy method, 00, of a KC or KP optional block.
    /// </summary>
    EncryptedZeros,

    /// <summary>CMAC over one block of zero bytes: AES today, triple DES where asked for. Method 01 of a KC or KP optional block.</summary>
    Cmac,

    /// <summary>HMAC-SHA-256 over no bytes at all, for keys of keyed hashes.</summary>
    EmptyHmac,
}
