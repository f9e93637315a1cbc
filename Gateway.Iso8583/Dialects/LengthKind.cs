namespace Gateway.Iso8583.Dialects;

/// <summary>How the length of an element is known.</summary>
public enum LengthKind
{
    /// <summary>Always the same; nothing on the wire says it.</summary>
    Fixed,

    /// <summary>Two digits in front: 0 to 99.</summary>
    LlVar,

    /// <summary>Three digits in front: 0 to 999.</summary>
    LllVar,
}
