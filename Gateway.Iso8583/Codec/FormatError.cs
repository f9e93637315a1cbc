namespace Gateway.Iso8583.Codec;

/// <summary>What is wrong with bytes that are not a message.</summary>
public enum FormatError
{
    /// <summary>The message ends before the element does.</summary>
    Truncated,

    /// <summary>The message type is not four decimal digits.</summary>
    BadMessageType,

    /// <summary>A bitmap is not hex where hex is expected.</summary>
    BadBitmap,

    /// <summary>A bitmap announces a further bitmap that the dialect does not have.</summary>
    BitmapNotAllowed,

    /// <summary>The bitmap announces an element that the dialect does not describe.</summary>
    UnknownElement,

    /// <summary>A length is not made of decimal digits, or counts half a byte.</summary>
    BadLength,

    /// <summary>A length is above the element's maximum.</summary>
    TooLong,

    /// <summary>A digit, a separator or a hex character is something else.</summary>
    BadDigit,

    /// <summary>The nibble that fills an odd number of BCD digits is not one that the dialect allows.</summary>
    BadFill,

    /// <summary>The sign of a signed amount is neither 'C' nor 'D'.</summary>
    BadSign,

    /// <summary>Bytes are left after the last element.</summary>
    TrailingBytes,
}
