using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Elements;

namespace Gateway.Host.Front;

/// <summary>A card whose number and tracks are in the clear. Prints as nothing.</summary>
internal sealed class ClearCard(Pan pan, string? track2, string? track3)
{
    /// <summary>The number.</summary>
    public Pan Pan { get; } = pan;

    /// <summary>What the acquirer gets.</summary>
    /// <param name="elements">The rest of the card, as received.</param>
    /// <param name="pinBlock">The PIN block under the acquirer's key; null when there is none.</param>
    public CardData ForAcquirer(CardElements elements, byte[]? pinBlock) => new()
    {
        Pan = Pan.Reveal(),
        Expiry = elements.Expiry ?? ExpiryOnTrack(),
        EntryMode = elements.EntryMode,
        SequenceNumber = elements.SequenceNumber,
        PinCaptureCode = pinBlock is null ? null : elements.PinCaptureCode,
        Track2 = track2,
        Track3 = track3,
        PinBlock = pinBlock,
        Icc = elements.Icc,
    };

    /// <summary>A name, never a value.</summary>
    public override string ToString() => nameof(ClearCard);

    private string? ExpiryOnTrack() => track2?.Split('=') is [_, { Length: >= 4 } rest] ? rest[..4] : null;
}
