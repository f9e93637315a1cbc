using Dapper;
using Gateway.Host.Core.Switching;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Questions about transactions. Each runs along an index and ends at a limit.</summary>
internal static class TransactionBooks
{
    /// <summary>Rows given at most, whatever is asked for.</summary>
    public const int Most = 1000;

    /// <summary>A row as <see cref="TransactionRow"/> shows it.</summary>
    public const string Shown = """
        merchant, terminal, batch, stan, class, state, amount, currency, response_code AS ResponseCode, reason,
               hold_id AS HoldId, hold_level AS HoldLevel, hold_reason AS HoldReason, card_masked AS CardMasked,
               acquirer, rrn, auth_code AS AuthCode, original,
               reversal, reversal_tries AS ReversalTries, contradicted, reversal_code AS ReversalCode, opened_at AS OpenedAt, answered_at AS AnsweredAt
        """;

    private const string Columns = $"SELECT {Shown} FROM transactions";

    static TransactionBooks() => InstantHandler.Register();

    /// <summary>Transactions of a terminal with this trace number, newest first.</summary>
    public static IReadOnlyList<TransactionRow> Find(SqliteConnection connection, string terminal, int stan, int? batch)
        => [.. connection.Query<TransactionRow>(
            $"{Columns} WHERE terminal = $terminal AND stan = $stan {InBatch(batch)} ORDER BY seq DESC LIMIT $Most",
            new { terminal, stan, batch, Most })];

    /// <summary>One transaction.</summary>
    public static TransactionRow? One(SqliteConnection connection, TraceKey key)
        => connection.QuerySingleOrDefault<TransactionRow>(
            $"{Columns} WHERE merchant = $Merchant AND terminal = $Terminal AND batch = $Batch AND stan = $Stan",
            new { key.Merchant, key.Terminal, key.Batch, key.Stan });

    /// <summary>Transactions of a terminal, newest first.</summary>
    public static IReadOnlyList<TransactionRow> Latest(SqliteConnection connection, string terminal, int? batch, int limit)
        => [.. connection.Query<TransactionRow>(
            $"{Columns} WHERE terminal = $terminal {(batch is null ? "ORDER BY opened_ms DESC, seq DESC" : $"{InBatch(batch)} ORDER BY seq DESC")} LIMIT $limit",
            new { terminal, batch, limit = Math.Clamp(limit, 0, Most) })];

    /// <summary>Transactions with a reversal that is not acknowledged, oldest first.</summary>
    public static IReadOnlyList<TransactionRow> Owed(SqliteConnection connection, int limit)
        => [.. connection.Query<TransactionRow>(
            $"{Columns} WHERE reversal IN ('AwaitingOutcome', 'Owed') ORDER BY seq LIMIT $limit",
            new { limit = Math.Clamp(limit, 0, Most) })];

    // Two texts instead of one condition that is sometimes true: each finds its own index.
    private static string InBatch(int? batch) => batch is null ? "" : "AND batch = $batch";
}
