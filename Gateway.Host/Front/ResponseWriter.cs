using System.Globalization;
using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;

namespace Gateway.Host.Front;

/// <summary>From an answer to the bytes a terminal reads: the request's own elements, what was decided, and the MAC.</summary>
/// <param name="format">What stands in front of a message.</param>
/// <param name="writer">Writes the terminals' dialect.</param>
/// <param name="module">Computes the MAC.</param>
/// <param name="institutions">Institution id of each acquirer, 1 to 11 digits: DE 32.</param>
/// <remarks>
/// What does not fit its element is left out when a terminal can do without: an approval must reach it. Source: the field masks of the
/// Q/CUP 009 family, as a host's tables and recorded answers agree on them.
/// </remarks>
internal sealed class ResponseWriter(
    FrameFormat format,
    MessageWriter writer,
    ISecurityModule module,
    IReadOnlyDictionary<string, string> institutions)
{
    private const int AuthCodeLength = 6;
    private const int RrnLength = 12;
    private const int HalfTotalsDigits = 31;
    private const int MostAdditionalAmounts = 40;
    private const int MostIcc = 255;

    /// <summary>Writes an answer, signed with the key its request was under when it approves something.</summary>
    /// <returns>The frame without its length.</returns>
    public async ValueTask<byte[]> Write(Exchange exchange, TerminalAnswer answer, CancellationToken cancellation)
    {
        var message = Compose(exchange, answer);
        var key = IsSigned(message, answer) ? exchange.Keys.Mac : null;
        if (key is not null)
        {
            message.Set(64, new byte[MacCheck.MacBytes]);
        }

        var body = writer.Write(message);
        if (key is { } under)
        {
            await module.GenerateMac(under, body.AsMemory(..^MacCheck.MacBytes), body.AsMemory(^MacCheck.MacBytes..), cancellation);
        }

        return Frame.Write(format, exchange.Parts.ForAnswer(), body);
    }

    private IsoMessage Compose(Exchange exchange, TerminalAnswer answer)
    {
        var message = exchange.Begin()
            .Set(12, answer.At.ToString("HHmmss", CultureInfo.InvariantCulture))
            .Set(13, answer.At.ToString("MMdd", CultureInfo.InvariantCulture));
        var institution = answer.Acquirer is null ? null : institutions.GetValueOrDefault(answer.Acquirer);
        SetIf(message, 15, answer.SettlementDate, answer.SettlementDate.Length == 4);
        SetIf(message, 32, institution);
        SetIf(message, 37, answer.Rrn, answer.Rrn.Length == RrnLength);
        SetIf(message, 38, answer.AuthCode.PadRight(AuthCodeLength), answer.AuthCode.Length is > 0 and <= AuthCodeLength);
        SetIf(message, 39, answer.ResponseCode);
        SetIf(message, 48, Totals(exchange, answer));
        SetIf(message, 54, answer.AdditionalAmounts, answer.AdditionalAmounts.Length is > 0 and <= MostAdditionalAmounts);
        if (message.Text(60) is { } field60 && answer.Batch > 0)
        {
            message.Set(60, Field60.WithBatch(field60, answer.Batch));
        }

        if (answer.Icc is { Length: > 0 and <= MostIcc } icc)
        {
            message.Set(55, icc);
        }

        if (answer.Field62 is { } field62)
        {
            message.Set(62, field62);
        }

        SetNotes(message, exchange, answer, institution);
        return message;
    }

    private static void SetNotes(IsoMessage message, Exchange exchange, TerminalAnswer answer, string? institution)
    {
        if (HoldNotice.For(answer.Reason) is { } notice && exchange.Class != MessageClass.Settlement)
        {
            message.Set(63, notice);
        }

        if (message.Type.Class != 2 || answer.ResponseCode != ResponseCodes.Approved)
        {
            return;
        }

        // The issuer is not known here: its eleven places stay blank.
        SetIf(message, 44, new string(' ', 11) + institution?.PadRight(11), institution is not null);
        SetIf(message, 63, "CUP", exchange.Class != MessageClass.Balance);
    }

    private static string? Totals(Exchange exchange, TerminalAnswer answer) => exchange.Class switch
    {
        MessageClass.BatchUpload => exchange.Field48,
        _ when answer.SettlementTotals.Length == 0 => null,
        // A terminal that sends the home half alone reads the home half alone.
        _ when exchange.Field48?.Length == HalfTotalsDigits => answer.SettlementTotals[..HalfTotalsDigits],
        _ => answer.SettlementTotals,
    };

    private static bool IsSigned(IsoMessage message, TerminalAnswer answer)
        => answer.ResponseCode == ResponseCodes.Approved && message.Type.Class is 1 or 2 or 4;

    private static void SetIf(IsoMessage message, int element, string? value, bool fits = true)
    {
        if (fits && value is not null)
        {
            message.Set(element, value);
        }
    }
}
