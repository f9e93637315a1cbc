using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Host.Estate;

/// <summary>Whether a key can do what the gateway would use it for: one that cannot is refused when it comes, not when a sale needs it.</summary>
/// <param name="macOf">The MAC profile of an acquirer's link; null when its messages carry no MAC.</param>
internal sealed class KeyFit(Func<string, MacProfile?> macOf)
{
    /// <summary>Why a key is of no use, one sentence; null when it fits.</summary>
    public string? Fault(WrappedKey key) => key switch
    {
        { Usage: KeyUsage.ZonePin, Algorithm: not KeyAlgorithm.Tdes }
            => $"PINs go to acquirer {key.Owner} in format 0, under a Tdes key; this is one for {key.Algorithm}.",
        { Usage: KeyUsage.TerminalMaster, Algorithm: not (KeyAlgorithm.Tdes or KeyAlgorithm.Sm4) }
            => $"Working keys go to terminal {key.Owner} under a Tdes or Sm4 key; this is one for {key.Algorithm}.",
        { Usage: KeyUsage.ZoneMac, Algorithm: { } algorithm } when macOf(key.Owner) is { } profile && !profile.Takes(algorithm)
            => $"The MAC of acquirer {key.Owner} needs a key for {profile.KeyAlgorithm}; this is one for {algorithm}.",
        _ => null,
    };
}
