using Dapper;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>A record with its number and kind, its secrets left where they are.</summary>
internal sealed record HistoryRecord(long Seq, string Kind, JournalRecord Record);

/// <summary>Records about a transaction, from one stretch of its terminal's stream.</summary>
/// <param name="Records">Oldest first.</param>
/// <param name="Next">Where the next stretch begins; null at the end of the stream.</param>
internal sealed record TransactionHistory(IReadOnlyList<HistoryRecord> Records, long? Next);

/// <summary>Finds the records about a transaction: its own, those of voids that name it, and the closing of its batch.</summary>
internal static class HistoryBooks
{
    /// <summary>Records looked at for one question: some ten milliseconds of reading.</summary>
    public const int Look = 2000;

    // A DUKPT terminal's key serial stands before the transaction it is about, in the same append.
    private const int Before = 8;

    /// <summary>One stretch of a terminal's stream.</summary>
    public static TransactionHistory Stretch(SqliteConnection connection, TraceKey key, long? after)
    {
        var stream = JournalStream.Terminal(key.Terminal);
        var begin = after ?? Opening(connection, key) - Before - 1;
        var end = begin + Look;
        var rows = connection.Query<(long Seq, string Kind, string Payload)>(
            $"""
            SELECT seq, kind, payload FROM records
            WHERE stream = $stream AND version > $begin AND version <= $end
              AND (({Names("key")}) OR ({Names("original")})
                   OR (kind = 'batch-closed' AND payload ->> '$.batch' = $Batch AND payload ->> '$.merchant' = $Merchant)
                   OR (kind = 'cards-erased' AND EXISTS (
                       SELECT 1 FROM json_each(payload, '$.keys')
                       WHERE value ->> '$.stan' = $Stan AND value ->> '$.batch' = $Batch AND value ->> '$.merchant' = $Merchant)))
            ORDER BY version
            """,
            new { stream, begin, end, key.Merchant, key.Batch, key.Stan });
        var last = connection.ExecuteScalar<long?>("SELECT max(version) FROM records WHERE stream = $stream", new { stream }) ?? 0;
        return new TransactionHistory(
            [.. rows.Select(row => new HistoryRecord(row.Seq, row.Kind, RecordCodec.Decode(row.Seq, row.Kind, row.Payload)))],
            end < last ? end : null);
    }

    private static long Opening(SqliteConnection connection, TraceKey key) => connection.ExecuteScalar<long?>(
        """
        SELECT version FROM records WHERE seq = (
            SELECT seq FROM transactions WHERE merchant = $Merchant AND terminal = $Terminal AND batch = $Batch AND stan = $Stan)
        """,
        new { key.Merchant, key.Terminal, key.Batch, key.Stan }) ?? 0;

    private static string Names(string member)
        => $"payload ->> '$.{member}.stan' = $Stan AND payload ->> '$.{member}.batch' = $Batch AND payload ->> '$.{member}.merchant' = $Merchant";
}
