namespace Gateway.Security.Pins;

/// <summary>How a PIN block is tied to an account number.</summary>
internal enum AccountUse
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The 12 digits before the check digit are combined with the clear block.</summary>
    Combined,

    /// <summary>A field of the whole account number is combined between two encipherments.</summary>
    Enciphered,
}
