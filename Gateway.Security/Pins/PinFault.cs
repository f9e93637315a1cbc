namespace Gateway.Security.Pins;

/// <summary>Why a PIN block was not translated.</summary>
/// <remarks>
/// A block that decrypts to nonsense has one fault only, whatever the nonsense is: telling a wrong length from a wrong digit
/// would let a stranger learn about PINs by asking often.
/// </remarks>
public enum PinFault
{
    /// <summary>No fault: the block was translated.</summary>
    None,

    /// <summary>The encrypted block has not exactly 8 bytes.</summary>
    BadLength,

    /// <summary>The account number is not 13 to 19 digits.</summary>
    BadPan,

    /// <summary>What was decrypted is not a PIN block of this account number: another key, another PAN or damage.</summary>
    BadFormat,
}
