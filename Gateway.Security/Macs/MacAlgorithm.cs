namespace Gateway.Security.Macs;

/// <summary>How a message authentication code is computed.</summary>
/// <remarks>Source: ISO/IEC 9797-1:2011 for the algorithms that it numbers.</remarks>
public enum MacAlgorithm
{
    /// <summary>
    /// Algorithm 1: the last block of cipher block chaining. ANSI X9.9 with single DES. Safe only where the length of the data is
    /// fixed or said in front (<see cref="MacPadding.Length"/>).
    /// </summary>
    Cbc = 1,

    /// <summary>Algorithm 2 (EMAC): the last block encrypted once more under a second key.</summary>
    CbcTwice = 2,

    /// <summary>
    /// Algorithm 3, the retail MAC: chaining under one key, the last block decrypted under a second one and encrypted again. ANSI X9.19.
    /// </summary>
    Retail = 3,

    /// <summary>Algorithm 5: CMAC. NIST SP 800-38B.</summary>
    Cmac = 5,

    /// <summary>A keyed hash. FIPS 198-1; ISO/IEC 9797-2 algorithm 2.</summary>
    Hmac = 6,

    /// <summary>UnionPay's "ECB" code of terminal messages; see <see cref="CupEcbMac"/>.</summary>
    CupEcb = 7,
}
