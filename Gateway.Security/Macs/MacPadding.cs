namespace Gateway.Security.Macs;

/// <summary>How data is brought to whole blocks before a code is computed.</summary>
/// <remarks>The numbers are the methods of ISO/IEC 9797-1:2011, clause 6.3. Both sides must use the same.</remarks>
public enum MacPadding
{
    /// <summary>None to choose: CMAC, keyed hashes and UnionPay's code have a rule of their own.</summary>
    None = 0,

    /// <summary>
    /// Method 1: zeros up to a whole block, and none when the data fills its blocks; no data is one block of zeros. Zeros at the end of
    /// the data are not protected.
    /// </summary>
    Zeros = 1,

    /// <summary>Method 2: one bit 1 (hexadecimal 80), then zeros; a block is added when the data fills its blocks.</summary>
    OneAndZeros = 2,

    /// <summary>Method 3: the number of data bits as a block in front, then as method 1.</summary>
    Length = 3,
}
