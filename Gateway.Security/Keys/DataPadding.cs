namespace Gateway.Security.Keys;

/// <summary>How data is brought to whole blocks before it is encrypted.</summary>
public enum DataPadding
{
    /// <summary>Not at all: the data must be whole blocks.</summary>
    None,

    /// <summary>
    /// Zeros, none when the data fills its blocks. They stay when the data is decrypted, because they cannot be told from it.
    /// </summary>
    Zeros,

    /// <summary>
    /// As many bytes as are missing, each saying how many; a whole block when none is missing. Source: RFC 5652, section 6.3.
    /// </summary>
    Pkcs7,
}
