namespace Gateway.Security.Pins;

/// <summary>How a PIN is laid out in a PIN block before encryption.</summary>
/// <remarks>Source: ISO 9564-1; the numbers are the standard's control field. More formats join when a dialect needs them.</remarks>
public enum PinBlockFormat
{
    /// <summary>Format 0: length, digits and filler, combined with the account number.</summary>
    Iso0 = 0,
}
