using Gateway.Host.Core.Records;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Keeps the table batches, and marks what a closed batch counted.</summary>
internal sealed class SettlementProjection(SqliteConnection connection, MoneyTally money, PostingProjection postings) : IDisposable
{
    /// <summary>The transactions that the closing of a batch counts.</summary>
    public const string OpenInBatch = """
        WHERE merchant = $merchant AND terminal = $terminal AND batch = $batch AND state = 'Approved' AND settled = 'None'
        """;

    /// <summary>What a transaction counts: 1 up, -1 down, 0 when it moves no money; as <see cref="TransactionEntry.Sign"/>.</summary>
    public const string Sign = "(CASE class WHEN 'Sale' THEN 1 WHEN 'SaleVoid' THEN -1 ELSE 0 END)";

    /// <summary>Its amount with that sign.</summary>
    public const string Net = $"{Sign} * amount";

    private readonly Statement _insert = new(connection, """
        INSERT INTO batches
        VALUES ($seq, $merchant, $terminal, $batch, $stan, $at, $balanced, $quarantined,
                $claimDebit, $claimDebitCount, $claimCredit, $claimCreditCount,
                $hostDebit, $hostDebitCount, $hostCredit, $hostCreditCount,
                $postedDebit, $postedDebitCount, $postedCredit, $postedCreditCount)
        """);

    private readonly Statement _open = new(connection, $"""
        SELECT coalesce(sum({Sign}), 0), coalesce(sum({Net}), 0)
        FROM transactions {OpenInBatch} AND approved_upstream = 1
        """);

    private readonly Statement _mark = new(connection, $"UPDATE transactions SET settled = $settled {OpenInBatch}");

    /// <summary>Applies the closing of a batch.</summary>
    public void Apply(long seq, string terminal, BatchClosed closed)
    {
        var claim = closed.Claim;
        var (host, posted) = (closed.Host, closed.Posted);
        var isBalanced = closed is { Domestic: Core.Settlement.BalanceResult.Balanced, Foreign: Core.Settlement.BalanceResult.Balanced };
        _insert.Run(
            seq, closed.Merchant, terminal, closed.Batch, closed.Stan, Instant.Format(closed.At),
            isBalanced ? 1 : 0, closed.Quarantined ? 1 : 0,
            claim.Domestic.DebitAmount + claim.Foreign.DebitAmount, claim.Domestic.DebitCount + claim.Foreign.DebitCount,
            claim.Domestic.CreditAmount + claim.Foreign.CreditAmount, claim.Domestic.CreditCount + claim.Foreign.CreditCount,
            host.DebitAmount, host.DebitCount, host.CreditAmount, host.CreditCount,
            posted.DebitAmount, posted.DebitCount, posted.CreditAmount, posted.CreditCount);

        money.Close(posted, Open(closed.Merchant, terminal, closed.Batch), closed.Quarantined);
        var fate = closed.Quarantined ? BatchFate.Quarantined : BatchFate.Posted;
        postings.Close(terminal, closed, fate);
        _mark.Run(fate.ToString(), closed.Merchant, terminal, closed.Batch);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _open.Dispose();
        _mark.Dispose();
    }

    private MoneyLine Open(string merchant, string terminal, int batch)
    {
        using var row = _open.Rows(merchant, terminal, batch);
        row.Read();
        return new MoneyLine(row.GetInt32(0), row.GetInt64(1));
    }
}
