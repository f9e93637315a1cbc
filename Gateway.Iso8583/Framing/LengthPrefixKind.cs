namespace Gateway.Iso8583.Framing;

/// <summary>How the length in front of a frame is written.</summary>
/// <remarks>Source: the forms in use between terminals, concentrators and hosts, as public channel implementations agree on them.</remarks>
public enum LengthPrefixKind
{
    /// <summary>There is no length: something else says where the frame ends.</summary>
    None,

    /// <summary>Two bytes, a binary number, high byte first: 0 to 65535.</summary>
    Binary2,

    /// <summary>Two bytes, four packed decimal digits: 0 to 9999.</summary>
    Bcd2,

    /// <summary>Three bytes, a binary number, high byte first: 0 to 16777215.</summary>
    Binary3,

    /// <summary>Four bytes, a binary number, high byte first: 0 to 4294967295, of which 2147483647 can be served.</summary>
    Binary4,

    /// <summary>Four ASCII decimal digits: 0 to 9999, without a sign or a space.</summary>
    Ascii4,

    /// <summary>Four ASCII hex characters of either case: 0 to 65535.</summary>
    Hex4,
}
