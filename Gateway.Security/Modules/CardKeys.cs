using Gateway.Security.Keys;

namespace Gateway.Security.Modules;

/// <summary>The two keys of card numbers in the gateway's store, as they may be stored.</summary>
/// <param name="Data">Seals card numbers.</param>
/// <param name="Fingerprint">Makes the fingerprints.</param>
public sealed record CardKeys(WrappedKey Data, WrappedKey Fingerprint);
