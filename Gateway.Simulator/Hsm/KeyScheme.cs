namespace Gateway.Simulator.Hsm;

/// <summary>How the parts of a key are encrypted under a local master key; the letter in front of the key.</summary>
/// <remarks><b>Source:</b> Thales payShield, key schemes; ANSI X9.17.</remarks>
public enum KeyScheme
{
    /// <summary>16 characters, with or without the letter: single length.</summary>
    Z,

    /// <summary>Double length, each part under a variant of its own.</summary>
    U,

    /// <summary>Triple length, each part under a variant of its own.</summary>
    T,

    /// <summary>Double length, in the plain way of ANSI X9.17.</summary>
    X,

    /// <summary>Triple length, in the plain way of ANSI X9.17.</summary>
    Y,
}
