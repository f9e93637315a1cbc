using System.Globalization;

namespace Gateway.Simulator.Values;

/// <summary>So many transactions that come to so much, in minor units.</summary>
internal readonly record struct MoneyCount(int Count, long Amount)
{
    public static MoneyCount operator +(MoneyCount left, MoneyCount right) => new(left.Count + right.Count, left.Amount + right.Amount);

    public static MoneyCount operator -(MoneyCount left, MoneyCount right) => new(left.Count - right.Count, left.Amount - right.Amount);

    /// <summary>Counts and adds up.</summary>
    internal static MoneyCount Of(IEnumerable<long> amounts)
        => amounts.Aggregate(default(MoneyCount), (sum, amount) => new MoneyCount(sum.Count + 1, sum.Amount + amount));

    /// <summary>Minor units with a point before the last two digits: 12500 is 125.00.</summary>
    internal static string Text(long minorUnits) => (minorUnits / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>For example <c>12 for 1,250.00</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count:#,##0} for {Text(Amount)}");
}
