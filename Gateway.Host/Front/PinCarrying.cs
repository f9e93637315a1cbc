using Gateway.Host.Estate;
using Gateway.Iso8583.Elements;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Host.Front;

/// <summary>Carries a PIN block from the terminal's key over to the acquirer's.</summary>
internal sealed class PinCarrying(ISecurityModule module, IZoneKeys zoneKeys)
{
    /// <summary>The block under the acquirer's key; null when it cannot be carried over.</summary>
    public async ValueTask<byte[]?> Translate(
        string terminal, KeySet keys, string acquirer, Pan pan, byte[] block, CancellationToken cancellation)
    {
        var from = keys.Of(KeyUsage.TerminalPin, terminal);
        var to = zoneKeys.PinKey(acquirer);
        return from is null || to is null ? null : (await module.TranslatePin(from, to, pan.Reveal(), block, cancellation)).Block;
    }
}
