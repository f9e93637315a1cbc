namespace Gateway.Iso8583.Dialects;

/// <summary>How the length of an element is known; the number of an entry is the number of its Ls.</summary>
/// <remarks>
/// Digits of length in ASCII and EBCDIC, half of them (rounded up) as BCD bytes, one byte for each L in binary, and two hex
/// characters for each L in hex.
/// </remarks>
public enum LengthKind
{
    /// <summary>Always the same; nothing on the wire says it.</summary>
    Fixed,

    /// <summary>One digit in front: 0 to 9.</summary>
    LVar,

    /// <summary>Two digits in front: 0 to 99.</summary>
    LlVar,

    /// <summary>Three digits in front: 0 to 999.</summary>
    LllVar,

    /// <summary>Four digits in front: 0 to 9999.</summary>
    LlllVar,

    /// <summary>Five digits in front.</summary>
    LllllVar,

    /// <summary>Six digits in front.</summary>
    LlllllVar,

    /// <summary>Seven digits in front.</summary>
    LllllllVar,

    /// <summary>Eight digits in front: four BCD bytes.</summary>
    LlllllllVar,
}
