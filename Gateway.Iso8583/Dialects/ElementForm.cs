namespace Gateway.Iso8583.Dialects;

/// <summary>How a value is put into bytes.</summary>
public enum ElementForm
{
    /// <summary><c>bcd</c>: two digits a byte; track separators are nibble D.</summary>
    Bcd,

    /// <summary><c>ascii</c>: one character a byte.</summary>
    Ascii,

    /// <summary><c>binary</c>: bytes as they are.</summary>
    Binary,

    /// <summary><c>hex</c>: two characters '0'-'9', 'A'-'F' a byte.</summary>
    Hex,
}
