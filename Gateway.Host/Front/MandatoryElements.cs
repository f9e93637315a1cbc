using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Front;

/// <summary>What a message of a class cannot do without.</summary>
/// <remarks>
/// Less than the dialect's masks ask for: only what answering, tracing or forwarding needs. Reversals and sales already approved at the
/// terminal need next to nothing, because refusing them costs somebody money.
/// </remarks>
internal static class MandatoryElements
{
    private static readonly int[] _sale = [3, 4, 11, 22, 25, 42, 49, 60];
    private static readonly int[] _balance = [3, 11, 22, 25, 42, 49, 60];
    private static readonly int[] _void = [3, 4, 11, 25, 42, 49, 60, 61];
    private static readonly int[] _traced = [11, 42, 60];
    private static readonly int[] _totals = [11, 42, 48, 60];
    private static readonly int[] _untraced = [42, 60];

    /// <summary>The first element that is missing, in words; null when none is.</summary>
    public static string? Missing(MessageClass message, string networkCode, IsoMessage from)
    {
        foreach (var element in Of(message, networkCode))
        {
            if (!from.Has(element))
            {
                return $"DE {element} is missing.";
            }
        }

        return HasCard(message) && !from.Has(2) && !from.Has(35) ? "The card is missing: neither DE 2 nor DE 35 is there." : null;
    }

    private static int[] Of(MessageClass message, string networkCode) => message switch
    {
        MessageClass.Sale => _sale,
        MessageClass.Balance => _balance,
        MessageClass.SaleVoid => _void,
        MessageClass.Settlement => _totals,
        MessageClass.BatchUpload => networkCode == "201" ? _totals : _traced,
        MessageClass.SignOn or MessageClass.SignOff or MessageClass.Reversal => _traced,
        MessageClass.Echo or MessageClass.Download or MessageClass.StatusUpload => _untraced,
        _ => [],
    };

    private static bool HasCard(MessageClass message) => message is MessageClass.Sale or MessageClass.Balance;
}
