using Gateway.Host.Estate;
using Gateway.Host.Front;
using Gateway.Security.Keys;

namespace Gateway.Host.Serving;

/// <summary>The zone PIN keys of the estate, as the terminal side asks for them.</summary>
internal sealed class ZoneKeys(EstateState estate) : IZoneKeys
{
    /// <inheritdoc/>
    public WrappedKey? PinKey(string acquirer) => estate.Key(acquirer, KeyUsage.ZonePin)?.Key.For(acquirer);
}
