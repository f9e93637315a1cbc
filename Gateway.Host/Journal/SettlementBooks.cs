using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Questions about batches and money.</summary>
internal static class SettlementBooks
{
    static SettlementBooks() => InstantHandler.Register();

    /// <summary>Closed batches of a terminal, newest first.</summary>
    public static IReadOnlyList<BatchRow> Batches(SqliteConnection connection, string terminal)
        => [.. connection.Query<BatchRow>(
            """
            SELECT merchant, terminal, batch, closed_at AS ClosedAt, balanced, quarantined,
                   terminal_debit AS TerminalDebit, terminal_debit_count AS TerminalDebitCount,
                   terminal_credit AS TerminalCredit, terminal_credit_count AS TerminalCreditCount,
                   host_debit AS HostDebit, host_debit_count AS HostDebitCount,
                   host_credit AS HostCredit, host_credit_count AS HostCreditCount
            FROM batches WHERE terminal = $terminal ORDER BY seq DESC LIMIT $Most
            """,
            new { terminal, TransactionBooks.Most })];

    /// <summary>Lines of the settlement report after another, at most <see cref="TransactionBooks.Most"/>.</summary>
    public static IReadOnlyList<PostingRow> Postings(SqliteConnection connection, DateOnly day, string? merchant, PostingRow? after)
        => [.. connection.Query<PostingRow>(
            $"""
            SELECT p.id, p.day, p.merchant, p.terminal, p.batch, p.stan, p.kind, p.is_reversal AS IsReversal, p.amount, p.at,
                   t.class, t.currency, t.card_masked AS CardMasked, t.acquirer, t.rrn, t.auth_code AS AuthCode,
                   t.settlement_date AS SettlementDate, t.original
            FROM postings p INDEXED BY postings_by_day
            JOIN transactions t ON t.merchant = p.merchant AND t.terminal = p.terminal AND t.batch = p.batch AND t.stan = p.stan
            WHERE p.day = $day AND {(merchant is null ? "(p.merchant, p.id) > ($afterMerchant, $afterId)" : "p.merchant = $merchant AND p.id > $afterId")}
            ORDER BY p.merchant, p.id LIMIT $Most
            """,
            new
            {
                day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                merchant,
                afterMerchant = after?.Merchant ?? "",
                afterId = after?.Id ?? 0,
                TransactionBooks.Most,
            })];

    /// <summary>Where all money is.</summary>
    public static MoneyStatement Money(SqliteConnection connection)
    {
        var lines = connection.Query<(string Line, int Count, long Amount)>("SELECT line, count, amount FROM money")
            .ToDictionary(row => Enum.Parse<MoneyName>(row.Line), row => new MoneyLine(row.Count, row.Amount));
        return new MoneyStatement(
            lines[MoneyName.Approved], lines[MoneyName.Posted], lines[MoneyName.Open],
            lines[MoneyName.Reversed], lines[MoneyName.Reversing], lines[MoneyName.Resolved], lines[MoneyName.Quarantined], lines[MoneyName.KeptApart],
            lines[MoneyName.OpenRequests].Count, lines[MoneyName.OwedReversals].Count);
    }
}
