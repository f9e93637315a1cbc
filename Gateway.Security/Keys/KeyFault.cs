namespace Gateway.Security.Keys;

/// <summary>Why <see cref="KeyPolicy"/> refuses a key; the first that applies, in this order.</summary>
public enum KeyFault
{
    /// <summary>This usage takes no keys of the cipher.</summary>
    Algorithm,

    /// <summary>The length is not one that this usage allows.</summary>
    Length,

    /// <summary>Two neighbouring parts of the key are equal, so that it is no stronger than single DES.</summary>
    EqualParts,

    /// <summary>A part is one of the weak or semi-weak keys of DES.</summary>
    WeakPart,

    /// <summary>A part is published test material or an obvious pattern.</summary>
    TestKey,
}
