using System.Globalization;

namespace Gateway.Host.Core.Settlement;

/// <summary>DE 48 of a settlement: 62 digits, the home-scheme half and the foreign half, each with a result digit.</summary>
/// <remarks>
/// One half is debit amount n12, debit count n3, credit amount n12, credit count n3, result n1. Source: the settlement message of the
/// Q/CUP 009 family, as a terminal, two hosts and recorded traffic show it. docs/settlement.md has the layout.
/// </remarks>
internal static class SettlementField
{
    /// <summary>Digits of the whole element.</summary>
    public const int Digits = 62;

    private const int HalfDigits = 31;

    /// <summary>Reads the terminal's claim; null when it is not 62 digits.</summary>
    public static SettlementClaim? Read(string digits)
        => digits.Length == Digits && digits.All(char.IsAsciiDigit)
            ? new SettlementClaim(ReadHalf(digits.AsSpan(0, HalfDigits)), ReadHalf(digits.AsSpan(HalfDigits)))
            : null;

    /// <summary>Compares a claim with the gateway's totals.</summary>
    /// <remarks>
    /// The gateway does not know which scheme a card is of, so it compares the halves together. A difference is shown in the home
    /// half: that makes the terminal upload its details.
    /// </remarks>
    public static (BalanceResult Domestic, BalanceResult Foreign) Compare(SettlementClaim claim, BatchTotals host)
        => (Sum(claim.Domestic, claim.Foreign) == host ? BalanceResult.Balanced : BalanceResult.NotBalanced, BalanceResult.Balanced);

    /// <summary>Writes the answer: the claim when it balances, the gateway's totals in the home half when it does not.</summary>
    public static string Write(SettlementClaim claim, BatchTotals host)
    {
        var (domestic, foreign) = Compare(claim, host);
        var home = domestic == BalanceResult.Balanced ? claim.Domestic : Less(host, claim.Foreign);
        return WriteHalf(home, domestic) + WriteHalf(claim.Foreign, foreign);
    }

    private static BatchTotals ReadHalf(ReadOnlySpan<char> half) => new(
        long.Parse(half[..12], CultureInfo.InvariantCulture),
        int.Parse(half[12..15], CultureInfo.InvariantCulture),
        long.Parse(half[15..27], CultureInfo.InvariantCulture),
        int.Parse(half[27..30], CultureInfo.InvariantCulture));

    private static string WriteHalf(BatchTotals totals, BalanceResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{totals.DebitAmount % 1_000_000_000_000:D12}{totals.DebitCount % 1000:D3}{totals.CreditAmount % 1_000_000_000_000:D12}{totals.CreditCount % 1000:D3}{(int)result}");

    private static BatchTotals Sum(BatchTotals one, BatchTotals other) => new(
        one.DebitAmount + other.DebitAmount, one.DebitCount + other.DebitCount,
        one.CreditAmount + other.CreditAmount, one.CreditCount + other.CreditCount);

    private static BatchTotals Less(BatchTotals all, BatchTotals part) => new(
        Math.Max(0, all.DebitAmount - part.DebitAmount), Math.Max(0, all.DebitCount - part.DebitCount),
        Math.Max(0, all.CreditAmount - part.CreditAmount), Math.Max(0, all.CreditCount - part.CreditCount));
}
