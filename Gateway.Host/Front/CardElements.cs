using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Front;

/// <summary>The card as the message has it, before any key is used on it. Prints as nothing and lives as long as one request.</summary>
internal sealed class CardElements
{
    /// <summary>DE 2, or the number in a clear track 2; null when an encrypted track is all there is.</summary>
    public string? Pan { get; private init; }

    /// <summary>DE 35 as received, separator '='; null when absent.</summary>
    public string? Track2 { get; private init; }

    /// <summary>DE 36 as received; null when absent.</summary>
    public string? Track3 { get; private init; }

    /// <summary>Whether the tracks are under the terminal's track key, DE 53 digit 3.</summary>
    public bool TracksEncrypted { get; private init; }

    /// <summary>DE 14, YYMM; null when absent.</summary>
    public string? Expiry { get; private init; }

    /// <summary>DE 22; null when absent.</summary>
    public string? EntryMode { get; private init; }

    /// <summary>DE 23; null when absent.</summary>
    public string? SequenceNumber { get; private init; }

    /// <summary>DE 26; null when absent.</summary>
    public string? PinCaptureCode { get; private init; }

    /// <summary>The PIN block under the terminal's PIN key, out of DE 52, or out of DE 62 under SM4; null when absent.</summary>
    public byte[]? PinBlock { get; private init; }

    /// <summary>DE 55; null when absent.</summary>
    public byte[]? Icc { get; private init; }

    /// <summary>Takes the card out of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="fault">One sentence, or null.</param>
    /// <returns>The card; null when the message has none or it is damaged.</returns>
    public static CardElements? Read(IsoMessage message, out string? fault)
    {
        fault = null;
        var number = message.Text(2);
        var track = message.Text(35);
        var encrypted = message.Text(53) is [_, _, '1', ..];
        if (number is not null && !Iso8583.Elements.Pan.TryParse(number, out _))
        {
            fault = "DE 2 is no card number.";
        }
        else if (track is not null && !encrypted)
        {
            fault = !Iso8583.Elements.Track2.TryParse(track, out var clear) ? "DE 35 is no track 2."
                : number is not null && clear.Pan.Reveal() != number ? "DE 2 and DE 35 name different cards."
                : null;
            number ??= fault is null ? clear.Pan.Reveal() : null;
        }

        return fault is not null || (number is null && track is null) ? null : new CardElements
        {
            Pan = number,
            Track2 = track,
            Track3 = message.Text(36),
            TracksEncrypted = encrypted,
            Expiry = message.Text(14),
            EntryMode = message.Text(22),
            SequenceNumber = message.Text(23),
            PinCaptureCode = message.Text(26),
            PinBlock = PinBlockOf(message),
            Icc = message.Has(55) ? message.Bytes(55).ToArray() : null,
        };
    }

    /// <summary>Whether a class brings a card of its own. A reversal takes back what was sent, whatever card it names.</summary>
    public static bool Belong(MessageClass message) => message is
        MessageClass.Sale or MessageClass.PreAuthorisation or MessageClass.Balance or MessageClass.CashOrTransfer or
        MessageClass.CompletionRequest or MessageClass.CompletionAdvice or MessageClass.SaleVoid or MessageClass.PreAuthorisationVoid or
        MessageClass.LinkedRefund or MessageClass.UnlinkedRefund or MessageClass.OfflineSale or MessageClass.ChipOfflineSale;

    private static byte[]? PinBlockOf(IsoMessage message)
    {
        if (message.Text(53) is [_, '4', ..])
        {
            return Field62.Find(message.Bytes(62), Field62.Sm4PinBlock) is { IsEmpty: false } block ? block.ToArray() : null;
        }

        return message.Has(52) ? message.Bytes(52).ToArray() : null;
    }

    /// <summary>A name, never a value.</summary>
    public override string ToString() => nameof(CardElements);
}
