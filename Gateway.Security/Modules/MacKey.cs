using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Security.Modules;

/// <summary>What a MAC is made and checked with.</summary>
/// <param name="Key">A MAC key; for DUKPT the initial key of the device, or its base derivation key.</param>
/// <param name="Profile">How the code is computed, cut and spelled.</param>
/// <param name="Ksn">The key serial number of the transaction; default for a key that is used as it is.</param>
public readonly record struct MacKey(WrappedKey Key, MacProfile Profile, KeySerialNumber Ksn = default)
{
    /// <summary>Whether the key is derived for one transaction.</summary>
    public bool IsDerived => Ksn != default;
}
