using Gateway.Security.Modules;

namespace Gateway.Host.Front;

/// <summary>The PIN keys shared with acquirers. Safe from any thread, never waits.</summary>
internal interface IZoneKeys
{
    /// <summary>
    /// The zone PIN key of an acquirer and the format that it wants PINs in; null when no key for that format is loaded, and then no PIN can be
    /// carried on to it.
    /// </summary>
    PinKey? PinKey(string acquirer);
}
