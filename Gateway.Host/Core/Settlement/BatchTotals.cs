namespace Gateway.Host.Core.Settlement;

/// <summary>Counts and amounts of one batch, as DE 48 of a settlement counts them.</summary>
/// <param name="DebitAmount">Sales in minor units, voided ones included.</param>
/// <param name="DebitCount">Number of sales.</param>
/// <param name="CreditAmount">Voids and refunds in minor units.</param>
/// <param name="CreditCount">Number of voids and refunds.</param>
internal readonly record struct BatchTotals(long DebitAmount, int DebitCount, long CreditAmount, int CreditCount)
{
    /// <summary>What the merchant is owed: debits less credits, minor units.</summary>
    public long Net => DebitAmount - CreditAmount;

    /// <summary>These totals with one transaction more.</summary>
    public BatchTotals Add(bool credit, long amount) => credit
        ? this with { CreditAmount = CreditAmount + amount, CreditCount = CreditCount + 1 }
        : this with { DebitAmount = DebitAmount + amount, DebitCount = DebitCount + 1 };
}

/// <summary>The totals a terminal claims in a settlement request.</summary>
/// <param name="Domestic">Cards of the home scheme.</param>
/// <param name="Foreign">Cards of foreign schemes.</param>
internal sealed record SettlementClaim(BatchTotals Domestic, BatchTotals Foreign);

/// <summary>How one half of a settlement came out, the digit on the wire.</summary>
internal enum BalanceResult
{
    /// <summary>Terminal and gateway agree.</summary>
    Balanced = 1,

    /// <summary>They do not; the terminal uploads its details.</summary>
    NotBalanced = 2,
}
