using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Pins;

namespace Gateway.Host.Estate;

/// <summary>Whether a key can do what the gateway would use it for: one that cannot is refused when it comes, not when a sale needs it.</summary>
/// <param name="macOf">The MAC profile of an acquirer's link; null when its messages carry no MAC.</param>
/// <param name="pinFormatOf">The format of PIN blocks for an acquirer; null when none of that name is configured.</param>
internal sealed class KeyFit(Func<string, MacProfile?> macOf, Func<string, PinBlockFormat?> pinFormatOf)
{
    /// <summary>The cipher that an acquirer's zone PIN key is for.</summary>
    public KeyAlgorithm PinCipher(string acquirer) => PinBlock.CipherOf(pinFormatOf(acquirer) ?? PinBlockFormat.Iso0);

    /// <summary>Why a key is of no use, one sentence; null when it fits.</summary>
    public string? Fault(WrappedKey key) => key switch
    {
        { Usage: KeyUsage.ZonePin, Algorithm: { } algorithm } when pinFormatOf(key.Owner) is { } format && algorithm != PinBlock.CipherOf(format)
            => $"PINs go to acquirer {key.Owner} as {PinFormatNames.Of(format)}, under a key for {PinBlock.CipherOf(format)}; this is one for {algorithm}.",
        { Usage: KeyUsage.TerminalMaster, Algorithm: not KeyAlgorithm.Tdes }
            => $"Working keys go to terminal {key.Owner} under a Tdes key; this is one for {key.Algorithm}.",
        { Usage: KeyUsage.ZoneMac, Algorithm: { } algorithm } when macOf(key.Owner) is { } profile && !profile.Takes(algorithm)
            => $"The MAC of acquirer {key.Owner} needs a key for {profile.KeyAlgorithm}; this is one for {algorithm}.",
        _ => null,
    };
}
