namespace Gateway.Security.Macs;

/// <summary>How a code stands in the message.</summary>
public enum MacCoding
{
    /// <summary>The bytes as they are.</summary>
    Binary,

    /// <summary>
    /// Two characters '0' to '9' or 'A' to 'F' a byte, as ASCII: 4 bytes fill the 8 of DE 64. Small letters are a wrong code, because
    /// no terminal sends them and one code has one spelling.
    /// </summary>
    HexText,
}
