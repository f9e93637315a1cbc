using Gateway.Simulator.Values;

namespace Gateway.Simulator.Load;

/// <summary>What happens at a counter, and how often: shares of all actions; the rest are plain sales.</summary>
internal sealed record TrafficMix
{
    /// <summary>Sales with a PIN.</summary>
    internal double PinSales { get; init; } = 0.15;

    /// <summary>Sales voided.</summary>
    internal double Voids { get; init; } = 0.07;

    /// <summary>Balance inquiries.</summary>
    internal double Balances { get; init; } = 0.06;

    /// <summary>Approved sales reversed by the terminal itself.</summary>
    internal double Reversals { get; init; } = 0.04;

    /// <summary>Sales whose line is cut before the answer, so that the terminal reverses blindly.</summary>
    internal double HangUps { get; init; } = 0.03;

    /// <summary>Requests said again after they were answered.</summary>
    internal double Repeats { get; init; } = 0.03;

    /// <summary>Pause between two actions of one terminal.</summary>
    internal required DurationRange Think { get; init; }

    /// <summary>Transactions after which a terminal settles by itself; a batch counts to 999 at most.</summary>
    internal int BatchLimit { get; init; } = 400;

    /// <summary>The cards that are presented, each as often as the others.</summary>
    internal IReadOnlyList<TestCard> Cards { get; init; } = TestCard.All;

    /// <summary>Smallest and largest amount of a sale, minor units.</summary>
    internal (int Smallest, int Largest) Amounts { get; init; } = (100, 50_000);

    /// <summary>Chooses the next action.</summary>
    internal TrafficAction Choose(Dice dice)
    {
        var chance = dice.Share();
        foreach (var (share, action) in Shares())
        {
            if ((chance -= share) < 0)
            {
                return action;
            }
        }

        return TrafficAction.Sale;
    }

    private (double Share, TrafficAction Action)[] Shares() =>
    [
        (PinSales, TrafficAction.PinSale),
        (Voids, TrafficAction.Void),
        (Balances, TrafficAction.Balance),
        (Reversals, TrafficAction.Reversal),
        (HangUps, TrafficAction.HangUp),
        (Repeats, TrafficAction.Repeat),
    ];
}
