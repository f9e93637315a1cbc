using System.Globalization;
using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Elements;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Front;

/// <summary>From elements to a request: the one place where element numbers become words.</summary>
internal static class RequestReader
{
    private const int OriginalDigits = 12;

    /// <summary>Understands a message.</summary>
    /// <param name="message">A request, whole or as far as it could be read.</param>
    /// <param name="replyTo">Where the answer goes.</param>
    /// <param name="damage">What stopped the reading, in one sentence; null when the message is whole.</param>
    /// <returns>The request; null when it does not say which terminal is to be answered.</returns>
    public static ReadRequest? Read(IsoMessage message, ReplyAddress replyTo, string? damage = null)
    {
        if (message.Text(41) is not { } terminal || !IsPrintable(terminal))
        {
            return null;
        }

        var field60 = Field60.Read(message.Text(60));
        var original = ReadOriginal(message.Text(61), out var fault);
        var processingCode = message.Text(3) ?? "";
        var condition = message.Text(25) ?? "";
        var kind = MessageClasses.Of(message.Type, processingCode, condition, field60, original is not null, message.Bytes(55));
        var request = new TerminalRequest
        {
            Class = kind,
            MessageType = message.Type.ToString(),
            Terminal = terminal,
            Merchant = message.Text(42) is { } merchant && IsPrintable(merchant) ? merchant : "",
            ReplyTo = replyTo,
            Stan = Stan.TryParse(message.Text(11), out var stan) ? stan.Value : null,
            Batch = field60.Batch,
            NetworkCode = field60.NetworkCode,
            ProcessingCode = processingCode,
            ConditionCode = condition,
            Amount = Amount.TryParse(message.Text(4), out var amount) ? amount.MinorUnits : null,
            Currency = message.Text(49) is { } currency && IsPrintable(currency) ? currency : "",
            ReversalCause = kind == MessageClass.Reversal && message.Text(39) is { } cause && IsPrintable(cause) ? cause : "",
            Original = original,
        };
        damage ??= MandatoryElements.Missing(kind, field60.NetworkCode, message) ?? (kind == MessageClass.SaleVoid ? fault : null);
        return damage is null ? Complete(message, request) : new ReadRequest(request, Card: null, MacPresent: false, damage);
    }

    private static ReadRequest Complete(IsoMessage message, TerminalRequest request)
    {
        string? fault = null;
        CardElements? card = null;
        if (request.Class == MessageClass.Settlement)
        {
            request = request with { Claim = ReadClaim(message.Text(48)!) };
            fault = request.Claim is null ? "DE 48 is neither 62 nor 31 digits." : null;
        }
        else if (request.Class == MessageClass.BatchUpload)
        {
            request = request with { Details = BatchDetails.Read(message, request.NetworkCode, request.Stan, request.Amount, out fault) };
        }
        else if (CardElements.Belong(request.Class))
        {
            card = CardElements.Read(message, out fault);
        }

        return new ReadRequest(request, card, message.Has(64), fault);
    }

    // Some terminals send the home half alone: the other one is zero then.
    private static SettlementClaim? ReadClaim(string digits)
        => SettlementField.Read(digits.Length == SettlementField.Digits / 2 ? digits.PadRight(SettlementField.Digits, '0') : digits);

    private static OriginalReference? ReadOriginal(string? digits, out string? fault)
    {
        fault = digits is { Length: < OriginalDigits } ? "DE 61 is too short to name a transaction." : null;
        if (digits is null || fault is not null)
        {
            return null;
        }

        var batch = int.Parse(digits.AsSpan(0, 6), NumberStyles.None, CultureInfo.InvariantCulture);
        var stan = int.Parse(digits.AsSpan(6, 6), NumberStyles.None, CultureInfo.InvariantCulture);

        // What the terminal does not know it fills with zeros.
        return batch == 0 && stan == 0 ? null : new OriginalReference(batch, stan);
    }

    // These values are shown in logs and books: nothing that could break a line may come through.
    private static bool IsPrintable(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
