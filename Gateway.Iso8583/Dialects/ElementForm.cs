namespace Gateway.Iso8583.Dialects;

/// <summary>How a value, a length, a message type or a bitmap is put into bytes.</summary>
public enum ElementForm
{
    /// <summary><c>bcd</c>: two digits a byte; track separators are nibble D, hexadecimal digits A to F as they are.</summary>
    Bcd,

    /// <summary><c>ascii</c>: one character of seven bits a byte; a byte above 7F is refused.</summary>
    Ascii,

    /// <summary><c>latin1</c>: one character a byte, and every byte is a character, so that unknown encodings pass unchanged.</summary>
    Latin1,

    /// <summary><c>ebcdic-037</c>: code page 037 (USA, Canada). Bytes stand as hexadecimal characters in it.</summary>
    Ebcdic037,

    /// <summary><c>ebcdic-500</c>: code page 500 (international). Bytes stand as hexadecimal characters in it.</summary>
    Ebcdic500,

    /// <summary><c>ebcdic-1047</c>: code page 1047 (open systems). Bytes stand as hexadecimal characters in it.</summary>
    Ebcdic1047,

    /// <summary><c>gbk</c>: Chinese text, one or two bytes a character; lengths count bytes.</summary>
    Gbk,

    /// <summary><c>utf-8</c>: Unicode text; lengths count bytes.</summary>
    Utf8,

    /// <summary><c>binary</c>: bytes as they are; a length as a big-endian number.</summary>
    Binary,

    /// <summary><c>hex</c>: two characters '0'-'9', 'A'-'F' a byte.</summary>
    Hex,
}
