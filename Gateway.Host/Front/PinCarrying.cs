using Gateway.Host.Estate;
using Gateway.Iso8583.Elements;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Host.Front;

/// <summary>Carries a PIN block from the terminal's key over to the acquirer's.</summary>
internal sealed class PinCarrying(ISecurityModule module, IZoneKeys zoneKeys, KeyUses uses)
{
    // The dialect's triple DES terminals have format 0.
    private const PinBlockFormat Format = PinBlockFormat.Iso0;

    /// <summary>The block under the acquirer's key; null when it cannot be carried over.</summary>
    public async ValueTask<byte[]?> Translate(
        string terminal, KeySet keys, string acquirer, Pan pan, byte[] block, CancellationToken cancellation)
    {
        var from = keys.Of(KeyUsage.TerminalPin, terminal);
        if (from is null || zoneKeys.PinKey(acquirer) is not { } to)
        {
            return null;
        }

        uses.Count(from);
        uses.Count(to.Key);
        var carried = new byte[PinBlock.BytesOf(to.Format)];
        var fault = await module.TranslatePin(new PinKey(from, Format), to, pan.Reveal(), block, carried, cancellation);
        return fault == PinFault.None ? carried : null;
    }
}
