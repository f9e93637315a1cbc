namespace Gateway.Iso8583.Dialects;

/// <summary>What an element is made of, in the notation of ISO 8583.</summary>
public enum ElementContent
{
    /// <summary><c>n</c>: decimal digits.</summary>
    Numeric,

    /// <summary><c>x+n</c>: 'C' or 'D', then decimal digits.</summary>
    SignedNumeric,

    /// <summary><c>z</c>: track 2 or 3 as on the card, digits and separators; hex digits where a track travels encrypted.</summary>
    Track,

    /// <summary><c>a</c>, <c>an</c>, <c>ans</c>: characters, one byte each; no byte is refused, so national encodings pass.</summary>
    Text,

    /// <summary><c>b</c>: bytes.</summary>
    Binary,
}
