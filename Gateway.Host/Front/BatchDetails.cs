using System.Globalization;
using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Front;

/// <summary>The transactions that a batch upload lists. Card numbers are passed over and never taken in.</summary>
/// <remarks>
/// DE 48 of network code 201: count n2, then for each card kind n2, trace n6, card number n20, amount n12. Codes 205 and 206 carry one
/// chip transaction in DE 11 and DE 4; 203 and 204 only the chip's certificates of a batch that balanced. Source: Q/CUP 009 family.
/// </remarks>
internal static class BatchDetails
{
    private const int Most = 8;
    private const int CountDigits = 2;
    private const int DetailDigits = 40;
    private const int TraceAt = 2;
    private const int PanAt = 8;
    private const int AmountAt = 28;

    /// <summary>Reads the list.</summary>
    /// <param name="message">A batch upload.</param>
    /// <param name="networkCode">DE 60.3.</param>
    /// <param name="stan">DE 11.</param>
    /// <param name="amount">DE 4; null when absent.</param>
    /// <param name="fault">One sentence, or null.</param>
    public static IReadOnlyList<BatchDetail> Read(IsoMessage message, string networkCode, int? stan, long? amount, out string? fault)
    {
        fault = null;
        switch (networkCode)
        {
            case "201":
                return Listed(message.Text(48) ?? "", out fault);
            case "205" or "206" when stan is null || amount is null:
                fault = "DE 4 or DE 11 of the chip transaction is missing.";
                return [];
            case "205" or "206":
                return [new BatchDetail(stan.Value, amount.Value)];
            default:
                return [];
        }
    }

    private static BatchDetail[] Listed(ReadOnlySpan<char> digits, out string? fault)
    {
        var count = digits.Length < CountDigits ? -1 : (int)Number(digits[..CountDigits]);
        if (count is < 0 or > Most || digits.Length != CountDigits + (count * DetailDigits))
        {
            fault = "DE 48 does not hold the number of details it begins with.";
            return [];
        }

        fault = null;
        var details = new BatchDetail[count];
        for (var at = 0; at < count; at++)
        {
            var detail = digits.Slice(CountDigits + (at * DetailDigits), DetailDigits);
            details[at] = new BatchDetail((int)Number(detail[TraceAt..PanAt]), Number(detail[AmountAt..]));
        }

        return details;
    }

    private static long Number(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
