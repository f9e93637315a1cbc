using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Security.Pins;

namespace Gateway.Security.Modules;

/// <summary>What a PIN block is, or is to be, encrypted with.</summary>
/// <param name="Key">A terminal's or an acquirer's PIN key; for DUKPT the initial key of the device, or its base derivation key.</param>
/// <param name="Format">How the PIN lies in the block.</param>
/// <param name="Ksn">The key serial number of the transaction; default for a key that is used as it is.</param>
public readonly record struct PinKey(WrappedKey Key, PinBlockFormat Format, KeySerialNumber Ksn = default)
{
    /// <summary>Whether the key is derived for one transaction.</summary>
    public bool IsDerived => Ksn != default;
}
