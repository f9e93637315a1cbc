using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Iso8583.Elements;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Host.Front;

/// <summary>Turns the card of a message into what may be kept of it and what only the acquirer may see.</summary>
internal sealed class CardReading(ISecurityModule module, KeyUses uses)
{
    /// <summary>Reads the card; the tracks are deciphered when the message says they are encrypted.</summary>
    /// <returns>The card, or the fault in one sentence.</returns>
    public async ValueTask<(ClearCard? Card, string? Fault)> Read(MessageKeys keys, CardElements card, CancellationToken cancellation)
    {
        var (track2, track3) = (card.Track2, card.Track3);
        if (card.TracksEncrypted)
        {
            track2 = await Decipher(keys.Track, track2, cancellation);
            track3 = await Decipher(keys.Track, track3, cancellation);
            if (track2 is "" || track3 is "")
            {
                return (null, $"DE {(track2 is "" ? 35 : 36)} cannot be deciphered.");
            }
        }

        var track = default(Track2);
        if (track2 is not null && !Track2.TryParse(track2, out track))
        {
            return (null, "DE 35 is no track 2.");
        }

        if (card.Pan is null || !Pan.TryParse(card.Pan, out var pan))
        {
            pan = track.Pan;
        }

        return track2 is not null && track.Pan != pan
            ? (null, "DE 2 and DE 35 name different cards.")
            : (new ClearCard(pan, track2 is null ? null : track.Reveal(), track3), null);
    }

    /// <summary>What may be kept of the card: masked, hashed, and sealed for this trace alone.</summary>
    public async ValueTask<CardReference> Reference(Pan pan, TraceKey key, CancellationToken cancellation) => new(
        pan.ToString(),
        await module.Fingerprint(pan.Reveal(), cancellation),
        await module.SealCard(pan.Reveal(), key.ToString(), cancellation));

    // An absent track stays absent; one that cannot be deciphered comes back empty.
    private async ValueTask<string?> Decipher(WrappedKey? key, string? track, CancellationToken cancellation)
    {
        if (track is null || key is null)
        {
            return track is null ? null : "";
        }

        uses.Count(key);
        return await module.DecryptTrack(key, track, cancellation);
    }
}
