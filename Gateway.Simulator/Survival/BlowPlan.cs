using Gateway.Simulator.Values;

namespace Gateway.Simulator.Survival;

/// <summary>Draws what breaks, in which order and when. The same seed draws the same; what a blow meets under way is up to the machine.</summary>
internal static class BlowPlan
{
    private const double KilledTwice = 0.15;

    private static readonly DurationRange _trading = DurationRange.Milliseconds(200, 2500);
    private static readonly DurationRange _broken = DurationRange.Milliseconds(50, 1500);

    /// <summary>Draws.</summary>
    /// <param name="kills">How often the gateway is killed, in all.</param>
    /// <param name="hasDisk">Whether its disk can be filled.</param>
    /// <param name="dice">The dice.</param>
    internal static IReadOnlyList<Blow> Draw(int kills, bool hasDisk, Dice dice)
    {
        var kinds = new List<BlowKind>();
        Add(kinds, Math.Max(1, kills / 5), () => BlowKind.AcquirerKilled);
        Add(kinds, Math.Max(1, kills / 5), () => dice.Pick([BlowKind.CutInRequest, BlowKind.CutInAnswer]));
        if (hasDisk)
        {
            Add(kinds, Math.Max(1, kills / 10), () => dice.Happens(0.3) ? BlowKind.DiskFilledAndHostKilled : BlowKind.DiskFilled);
        }

        var left = kills - kinds.Count(kind => kind == BlowKind.DiskFilledAndHostKilled);
        while (left > 0)
        {
            var isTwice = left >= 2 && dice.Happens(KilledTwice);
            kinds.Add(isTwice ? BlowKind.HostKilledTwice : BlowKind.HostKilled);
            left -= isTwice ? 2 : 1;
        }

        Shuffle(kinds, dice);
        return [.. kinds.Select(kind => new Blow(kind, dice.Between(_trading), dice.Between(_broken), dice.Share()))];
    }

    private static void Add(List<BlowKind> kinds, int count, Func<BlowKind> kind)
        => kinds.AddRange(Enumerable.Range(0, count).Select(_ => kind()));

    // Fisher and Yates.
    private static void Shuffle(List<BlowKind> kinds, Dice dice)
    {
        for (var last = kinds.Count - 1; last > 0; last--)
        {
            var other = dice.Between(0, last);
            (kinds[last], kinds[other]) = (kinds[other], kinds[last]);
        }
    }
}
