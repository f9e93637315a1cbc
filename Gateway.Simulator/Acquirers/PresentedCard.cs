using Gateway.Iso8583.Elements;
using Gateway.Iso8583.Messages;

namespace Gateway.Simulator.Acquirers;

/// <summary>Finds in a request which card was presented.</summary>
internal static class PresentedCard
{
    /// <summary>Account number of DE 2, or else of track 2; null without either.</summary>
    internal static string? PanOf(IsoMessage request)
        => Pan.TryParse(request.Text(2), out var pan) ? pan.Reveal() : TrackOf(request)?.Pan.Reveal();

    /// <summary>Track 2 of DE 35; null when there is none in clear.</summary>
    internal static Track2? TrackOf(IsoMessage request) => Track2.TryParse(request.Text(35), out var track) ? track : null;

    /// <summary>Two digits of card sequence number: DE 23, or else tag 5F34, or else 00.</summary>
    internal static string SequenceOf(IsoMessage request, IReadOnlyDictionary<string, byte[]> tags)
        => request.Text(23) is { Length: 3 } text && text.All(char.IsAsciiDigit) ? text[1..]
            : tags.GetValueOrDefault("5F34") is [< 0x9A and var number] && (number & 0xF) < 10 ? Convert.ToHexString([number])
            : "00";
}
