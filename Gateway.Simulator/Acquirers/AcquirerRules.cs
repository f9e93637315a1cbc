using System.Globalization;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Acquirers;

/// <summary>How a simulated acquirer behaves. The first that applies: an amount rule, lose, drop, decline, approve.</summary>
internal sealed record AcquirerRules
{
    /// <summary>Seed of its dice.</summary>
    internal ulong Seed { get; init; } = 1;

    /// <summary>Time to answer. Default at once.</summary>
    internal DurationRange Delay { get; init; }

    /// <summary>Codes and the share of requests, 0 to 1, that each declines.</summary>
    internal IReadOnlyList<(string Code, double Share)> Declines { get; init; } = [];

    /// <summary>Share of requests that are approved and never answered; of reversals too.</summary>
    internal double DropShare { get; init; }

    /// <summary>Share of requests that are never seen.</summary>
    internal double LoseShare { get; init; }

    /// <summary>Rules for endings of amounts; they go before chance.</summary>
    internal IReadOnlyList<AmountRule> Amounts { get; init; } = [];

    /// <summary>How late a late answer is. Default 5 s.</summary>
    internal TimeSpan LateBy { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads a share such as 2% or 0.02.</summary>
    internal static bool TryParseShare(string text, out double share)
    {
        var isPercent = text.EndsWith('%');
        var isNumber = double.TryParse(
            isPercent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share);
        share = isPercent ? share / 100 : share;
        return isNumber && share is >= 0 and <= 1;
    }

    /// <summary>Reads CODE=SHARE, such as 51=2%.</summary>
    internal static bool TryParseDecline(string text, out (string Code, double Share) decline)
    {
        decline = default;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || !AmountRule.IsCode(text[..equals]) || !TryParseShare(text[(equals + 1)..], out var share))
        {
            return false;
        }

        decline = (text[..equals], share);
        return true;
    }
}
