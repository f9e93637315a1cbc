using Gateway.Host.Configuration;
using Gateway.Host.Estate;
using Gateway.Host.Front;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Host.Serving;

/// <summary>The zone PIN keys of the estate, as the terminal side asks for them, each with the format that its acquirer was configured with.</summary>
internal sealed class ZoneKeys(EstateState estate, IReadOnlyList<AcquirerOptions> acquirers) : IZoneKeys
{
    private readonly Dictionary<string, PinBlockFormat> _formats = acquirers.ToDictionary(options => options.Name, options => options.PinBlocks());

    /// <summary>The format of PIN blocks for an acquirer; null when none of that name is configured.</summary>
    public PinBlockFormat? FormatOf(string acquirer) => _formats.TryGetValue(acquirer, out var format) ? format : null;

    /// <inheritdoc/>
    public PinKey? PinKey(string acquirer)
    {
        // The format may have been changed since the key was loaded, and a key of the other cipher can make no such block.
        return FormatOf(acquirer) is { } format
            && estate.Key(acquirer, KeyUsage.ZonePin)?.Key.For(acquirer) is { } key
            && key.Algorithm == PinBlock.CipherOf(format)
            ? new PinKey(key, format)
            : null;
    }
}
