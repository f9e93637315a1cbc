namespace Gateway.Iso8583.Dialects;

/// <summary>What a length on the wire counts.</summary>
public enum LengthUnit
{
    /// <summary>What the value is made of: digits, characters, hex characters of binary data.</summary>
    Characters,

    /// <summary>Bytes: of the packed digits, of the text, of the binary data whatever its form.</summary>
    Bytes,

    /// <summary>Half bytes on the wire: two for each byte, one for each packed digit.</summary>
    Nibbles,
}
