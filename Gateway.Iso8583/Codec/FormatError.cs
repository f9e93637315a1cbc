namespace Gateway.Iso8583.Codec;

/// <summary>What is wrong with bytes that are not a message, or with a value that cannot become bytes.</summary>
public enum FormatError
{
    /// <summary>The message ends before the element does.</summary>
    Truncated,

    /// <summary>The message type is not what the dialect calls one.</summary>
    BadMessageType,

    /// <summary>A bitmap is not hex where hex is expected.</summary>
    BadBitmap,

    /// <summary>A bitmap announces a further bitmap that the dialect does not have.</summary>
    BitmapNotAllowed,

    /// <summary>The bitmap announces an element that the dialect does not describe.</summary>
    UnknownElement,

    /// <summary>A length is not made of digits, counts half a byte, or is smaller than itself.</summary>
    BadLength,

    /// <summary>A length is above the element's maximum.</summary>
    TooLong,

    /// <summary>A length is below the element's minimum.</summary>
    TooShort,

    /// <summary>A digit, a separator or a hex character is something else.</summary>
    BadDigit,

    /// <summary>A character is outside what the element or its encoding allows.</summary>
    BadCharacter,

    /// <summary>The nibble that fills an odd number of BCD digits is not one that the dialect allows.</summary>
    BadFill,

    /// <summary>The sign of a signed amount is neither 'C' nor 'D'.</summary>
    BadSign,

    /// <summary>A tag inside an element is not one.</summary>
    BadTag,

    /// <summary>Bytes are left after the last element, or after the last part of one.</summary>
    TrailingBytes,
}
