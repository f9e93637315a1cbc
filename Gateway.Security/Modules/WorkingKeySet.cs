using System.Diagnostics.CodeAnalysis;

namespace Gateway.Security.Modules;

/// <summary>Which working keys a terminal asks for at sign-on.</summary>
/// <remarks>Source: UnionPay terminal messages, DE 60.3 of the sign-on request; the numbers are that code.</remarks>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "A double-length key is what it is called.")]
public enum WorkingKeySet
{
    /// <summary>001: single-length keys. Only the MAC key is issued; a single-length PIN key is never made.</summary>
    SinglePinless = 1,

    /// <summary>003: double-length PIN key and MAC key.</summary>
    Double = 3,

    /// <summary>004: double-length PIN key, MAC key and track key.</summary>
    DoubleWithTrack = 4,

    /// <summary>006: PIN key, MAC key and track key for SM4, under an SM4 master key.</summary>
    Sm4 = 6,
}
