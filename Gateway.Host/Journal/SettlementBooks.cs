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
