namespace Gateway.Iso8583.Dialects;

/// <summary>What an element is made of, in the notation of ISO 8583.</summary>
public enum ElementContent
{
    /// <summary><c>n</c>: decimal digits.</summary>
    Numeric,

    /// <summary><c>h</c>: hexadecimal digits, counted one by one; what some call binary data with a length in nibbles.</summary>
    Hexadecimal,

    /// <summary><c>x+n</c>, <c>xn</c>: 'C' or 'D', then decimal digits.</summary>
    SignedNumeric,

    /// <summary><c>z</c>: track 2 or 3 as on the card, digits and separators; hex digits where a track travels encrypted.</summary>
    Track,

    /// <summary><c>a</c>, <c>an</c>, <c>as</c>, <c>ans</c>: characters; <see cref="ElementSpec.Characters"/> says which.</summary>
    Text,

    /// <summary><c>b</c>: bytes.</summary>
    Binary,
}
