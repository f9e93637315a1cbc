namespace Gateway.Security.Pins;

/// <summary>Why a PIN block was not translated; the first that applies, in this order.</summary>
/// <remarks>
/// A block that decrypts to nonsense has one fault only, whatever the nonsense is: telling a wrong length from a wrong digit
/// would let a stranger learn about PINs by asking often.
/// </remarks>
public enum PinFault
{
    /// <summary>No fault: the block was translated.</summary>
    None,

    /// <summary>The rules of translation forbid this pair of formats; no key was touched.</summary>
    NotAllowed,

    /// <summary>The block was to get another account number than it came with.</summary>
    PanChanged,

    /// <summary>The encrypted block has not as many bytes as its format.</summary>
    BadLength,

    /// <summary>The account number has not the shape that one of the formats needs.</summary>
    BadPan,

    /// <summary>What was decrypted is not a PIN block of this account number: another key, another PAN or damage.</summary>
    BadFormat,
}
