using Gateway.Security.Keys;

namespace Gateway.Host.Front;

/// <summary>The PIN keys shared with acquirers. Safe from any thread, never waits.</summary>
internal interface IZoneKeys
{
    /// <summary>The zone PIN key of an acquirer; null when none is loaded, and then no PIN can be carried on to it.</summary>
    WrappedKey? PinKey(string acquirer);
}
