namespace Gateway.Iso8583.Dialects;

/// <summary>Which characters a text element is meant for; held against the bytes only where the dialect says <c>strict</c>.</summary>
public enum CharacterClass
{
    /// <summary><c>a</c>: letters and spaces.</summary>
    Alphabetic,

    /// <summary><c>an</c>: letters, digits and spaces.</summary>
    AlphaNumeric,

    /// <summary><c>as</c>: letters, spaces and special characters.</summary>
    AlphaSpecial,

    /// <summary><c>ans</c>: all of them: every printable character.</summary>
    AlphaNumericSpecial,
}
