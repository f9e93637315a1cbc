namespace Gateway.Iso8583.Framing;

/// <summary>How a message type is written.</summary>
internal enum TypeScript
{
    /// <summary>No message type stands there.</summary>
    None,

    /// <summary>Two packed bytes.</summary>
    Bcd,

    /// <summary>Four ASCII digits.</summary>
    Ascii,

    /// <summary>Four EBCDIC digits.</summary>
    Ebcdic,
}

/// <summary>What seems to stand at a place: a TPDU, a UnionPay header, a message type. A guess by shape.</summary>
/// <param name="Tpdu">A TPDU comes first.</param>
/// <param name="Header">Six bytes of decimal digits that begin with the application class come next.</param>
/// <param name="Type">The message type after them.</param>
internal readonly record struct MessageStart(bool Tpdu, bool Header, TypeScript Type)
{
    /// <summary>Whether anything was recognised.</summary>
    public bool IsKnown => Tpdu || Header || Type != TypeScript.None;

    /// <summary>Looks at a place.</summary>
    public static MessageStart At(ReadOnlySpan<byte> bytes)
    {
        var type = TypeAt(bytes);
        if (type != TypeScript.None)
        {
            return new MessageStart(false, false, type);
        }

        if (bytes is not [0x60 or 0x61 or 0x68, ..])
        {
            return default;
        }

        // A header of 60 and a TPDU of 60 look alike; what comes behind them tells, and where nothing does it is a TPDU.
        var behindTpdu = bytes[Math.Min(Framing.Tpdu.Bytes, bytes.Length)..];
        if (TypeAt(behindTpdu) is var direct and not TypeScript.None)
        {
            return new MessageStart(true, false, direct);
        }

        if (IsHeader(behindTpdu))
        {
            return new MessageStart(true, true, TypeAt(behindTpdu[Math.Min(PosHeader.Bytes, behindTpdu.Length)..]));
        }

        var behindHeader = bytes[Math.Min(PosHeader.Bytes, bytes.Length)..];
        return IsHeader(bytes) && TypeAt(behindHeader) is var behind and not TypeScript.None
            ? new MessageStart(false, true, behind)
            : new MessageStart(bytes[0] == 0x60, false, TypeScript.None);
    }

    /// <summary>The script of the message type at a place.</summary>
    public static TypeScript TypeAt(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 4 && IsType(bytes[0] - '0', bytes[1] - '0', bytes[2] - '0', bytes[3] - '0'))
        {
            return TypeScript.Ascii;
        }

        if (bytes.Length >= 4 && IsType(bytes[0] - 0xF0, bytes[1] - 0xF0, bytes[2] - 0xF0, bytes[3] - 0xF0))
        {
            return TypeScript.Ebcdic;
        }

        return bytes.Length >= 2 && IsType(bytes[0] >> 4, bytes[0] & 0x0F, bytes[1] >> 4, bytes[1] & 0x0F)
            ? TypeScript.Bcd
            : TypeScript.None;
    }

    /// <summary>Whether the digits are the version and the class of a message type: 01 to 08, 11 to 18, 21 to 28.</summary>
    public static bool IsTypeBeginning(int version, int messageClass) => version is >= 0 and <= 2 && messageClass is >= 1 and <= 8;

    // Origins up to 5, functions up to 4: what is in use, and little enough to tell a type from any number.
    private static bool IsType(int version, int messageClass, int function, int origin)
        => IsTypeBeginning(version, messageClass) && function is >= 0 and <= 4 && origin is >= 0 and <= 5;

    private static bool IsHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [0x60 or 0x61, ..])
        {
            return false;
        }

        foreach (var one in bytes[..Math.Min(PosHeader.Bytes, bytes.Length)])
        {
            if (one >> 4 > 9 || (one & 0x0F) > 9)
            {
                return false;
            }
        }

        return true;
    }
}
