using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Elements;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Upstream;

/// <summary>Builds what is sent to one acquirer: financial requests and reversal advices.</summary>
/// <param name="institutionId">Our acquiring institution id, DE 32.</param>
/// <param name="zone">Where the estate is, for local time and date.</param>
internal sealed class LinkMessages(string institutionId, TimeZoneInfo zone)
{
    private const int TerminalCharacters = 8;
    private const int MerchantCharacters = 15;

    // PIN block with account number (2) under a double-length key (6): said of blocks under triple DES, and there is no word for AES.
    private const string PinSecurityControl = "2600000000000000";
    private const int TdesBlockBytes = 8;

    /// <summary>A 0200: sale, balance inquiry or void.</summary>
    public IsoMessage Request(SendRequest send)
    {
        var (request, original, _, numbers) = send;
        var message = Start(LinkTypes.Financial, request.ProcessingCode, request.Amount, numbers, numbers)
            .Set(LinkElements.RetrievalReference, numbers.Rrn);
        Finish(message, request.Terminal, request.Merchant, request.Currency);
        Put(message, LinkElements.ConditionCode, request.ConditionCode);
        if (original is not null)
        {
            message.Set(LinkElements.OriginalElements, OriginalElements.Of(original.Upstream, institutionId));
        }

        if (request.CardData is { } card)
        {
            PutCard(message, card);
        }

        return message;
    }

    /// <summary>A 0420, or a 0421 from the second try on; the card number is added by whoever may open it.</summary>
    public IsoMessage Reversal(SendReversal send)
    {
        var (transaction, tries, numbers) = send;
        var type = tries > 1 ? LinkTypes.ReversalAdvice.Repeat() : LinkTypes.ReversalAdvice;
        var message = Start(type, transaction.ProcessingCode, transaction.Amount, numbers, transaction.Upstream)
            .Set(LinkElements.RetrievalReference, transaction.Rrn)
            .Set(LinkElements.OriginalElements, OriginalElements.Of(transaction.Upstream, institutionId));
        Finish(message, transaction.Key.Terminal, transaction.Key.Merchant, transaction.Currency);
        Put(message, LinkElements.ConditionCode, transaction.ConditionCode);
        Put(message, LinkElements.AuthorisationCode, transaction.AuthCode);
        return message;
    }

    private IsoMessage Start(MessageType type, string processingCode, long? amount, UpstreamNumbers numbers, UpstreamNumbers takenPlace)
    {
        var message = new IsoMessage(type)
            .Set(LinkElements.TransmissionTime, WireTime.Transmission(numbers.Sent))
            .Set(LinkElements.Stan, new Stan(numbers.Stan).ToString())
            .Set(LinkElements.LocalTime, WireTime.LocalTime(takenPlace.Sent, zone))
            .Set(LinkElements.LocalDate, WireTime.LocalDate(takenPlace.Sent, zone))
            .Set(LinkElements.AcquiringInstitution, institutionId);
        Put(message, LinkElements.ProcessingCode, processingCode);
        Put(message, LinkElements.Amount, amount is { } minor ? new Amount(minor).ToField() : null);
        return message;
    }

    private static void Finish(IsoMessage message, string terminal, string merchant, string currency)
    {
        message.Set(LinkElements.Terminal, terminal.PadRight(TerminalCharacters));
        message.Set(LinkElements.Merchant, merchant.PadRight(MerchantCharacters));
        Put(message, LinkElements.Currency, currency);
    }

    private static void PutCard(IsoMessage message, CardData card)
    {
        Put(message, LinkElements.PrimaryAccountNumber, card.Pan);
        Put(message, LinkElements.Expiry, card.Expiry);
        Put(message, LinkElements.EntryMode, card.EntryMode);
        Put(message, LinkElements.CardSequenceNumber, card.SequenceNumber);
        Put(message, LinkElements.PinCaptureCode, card.PinCaptureCode);
        Put(message, LinkElements.Track2, card.Track2);
        if (card.PinBlock is { } block)
        {
            message.Set(LinkElements.PinBlock, block);
            Put(message, LinkElements.SecurityControl, block.Length == TdesBlockBytes ? PinSecurityControl : null);
        }

        if (card.Icc is { } icc)
        {
            message.Set(LinkElements.Icc, icc);
        }
    }

    private static void Put(IsoMessage message, int element, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            message.Set(element, value);
        }
    }
}
