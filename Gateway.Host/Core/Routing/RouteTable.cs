using Gateway.Host.Core.Switching;

namespace Gateway.Host.Core.Routing;

/// <summary>Which acquirer a request goes to: the first route that fits.</summary>
/// <param name="Routes">Ordered; the first that fits wins.</param>
internal sealed record RouteTable(IReadOnlyList<Route> Routes)
{
    /// <summary>The acquirer; null when no route fits.</summary>
    /// <param name="message">Class of the request.</param>
    /// <param name="pan">Card number, or its first digits; empty when there is no card.</param>
    /// <remarks>Classes without a card, and transactions that point at another, take the first route of all.</remarks>
    public string? Choose(MessageClass message, ReadOnlySpan<char> pan)
    {
        foreach (var route in Routes)
        {
            if (pan.IsEmpty || message == MessageClass.SaleVoid || pan.StartsWith(route.BinPrefix, StringComparison.Ordinal))
            {
                return route.Acquirer;
            }
        }

        return null;
    }
}

/// <summary>One route.</summary>
/// <param name="BinPrefix">First digits of the card numbers it takes; empty for all.</param>
/// <param name="Acquirer">Acquirer's name.</param>
internal sealed record Route(string BinPrefix, string Acquirer);
