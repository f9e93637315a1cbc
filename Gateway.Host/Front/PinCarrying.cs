using Gateway.Host.Estate;
using Gateway.Iso8583.Elements;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Host.Front;

/// <summary>Carries a PIN block from the terminal's key over to the acquirer's.</summary>
internal sealed class PinCarrying(ISecurityModule module, IZoneKeys zoneKeys, KeyUses uses)
{
    /// <summary>The block under the acquirer's key; null when it cannot be carried over.</summary>
    public async ValueTask<byte[]?> Translate(PinKey? from, string acquirer, Pan pan, byte[] block, CancellationToken cancellation)
    {
        if (from is not { } under || zoneKeys.PinKey(acquirer) is not { } to)
        {
            return null;
        }

        uses.Count(under.Key);
        uses.Count(to.Key);
        var carried = new byte[PinBlock.BytesOf(to.Format)];
        var fault = await module.TranslatePin(under, to, pan.Reveal(), block, carried, cancellation);
        return fault == PinFault.None ? carried : null;
    }
}
