using System.Globalization;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>What a line of the settlement report is about.</summary>
internal enum PostingKind
{
    /// <summary>Paid out: counted in a batch that was closed.</summary>
    Posted,

    /// <summary>Approved, in a batch of a terminal that is not trusted: settled and not paid out.</summary>
    Quarantined,

    /// <summary>Acknowledged without any acquirer's approval, until a human decides.</summary>
    KeptApart,
}

/// <summary>Keeps the table postings: what was paid out or kept apart, and what was taken back of it, each on the day it happened.</summary>
/// <remarks>The same changes that <see cref="MoneyTally"/> sums up, itemised; a test holds the two together.</remarks>
internal sealed class PostingProjection(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT INTO postings (day, merchant, terminal, batch, stan, kind, is_reversal, amount, at)
        VALUES ($day, $merchant, $terminal, $batch, $stan, $kind, $reversal, $amount, $at)
        """);

    private readonly Statement _close = new(connection, $"""
        INSERT INTO postings (day, merchant, terminal, batch, stan, kind, is_reversal, amount, at)
        SELECT $day, merchant, terminal, batch, stan, $kind, 0, {SettlementProjection.Net}, $at
        FROM transactions {SettlementProjection.OpenInBatch} AND {SettlementProjection.Sign} <> 0 AND approved_upstream = 1
        ORDER BY stan
        """);

    /// <summary>A batch is being closed: what is open in it becomes one line a transaction.</summary>
    public void Close(string terminal, BatchClosed closed, BatchFate fate)
        => _close.Run(Day(closed.At), Kind(fate).ToString(), Instant.Format(closed.At), closed.Merchant, terminal, closed.Batch);

    /// <summary>A transaction's row changed, or came into being.</summary>
    public void Move(TransactionRecord record, TransactionEntry? before, TransactionEntry after)
    {
        if (before is null)
        {
            if (after.State == TransactionState.Quarantined)
            {
                Insert(record, PostingKind.KeptApart, isReversal: false, Apart(after) * after.Amount);
            }
        }
        else if (after.State == TransactionState.Reversed && before.State == TransactionState.Quarantined)
        {
            Insert(record, PostingKind.KeptApart, isReversal: true, -Apart(after) * after.Amount);
        }
        else if (after.State == TransactionState.Reversed && before.State == TransactionState.Approved
            && before.Settled != BatchFate.None && before.Sign != 0)
        {
            Insert(record, Kind(before.Settled), isReversal: true, -after.Sign * after.Amount);
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _close.Dispose();
    }

    private void Insert(TransactionRecord record, PostingKind kind, bool isReversal, long amount)
    {
        var key = record.Key;
        _insert.Run(
            Day(record.At), key.Merchant, key.Terminal, key.Batch, key.Stan, kind.ToString(), isReversal ? 1 : 0, amount,
            Instant.Format(record.At));
    }

    private static int Apart(TransactionEntry row) => row.Class == MessageClass.SaleVoid ? -1 : 1;

    private static PostingKind Kind(BatchFate fate) => fate == BatchFate.Quarantined ? PostingKind.Quarantined : PostingKind.Posted;

    // Records carry the offset of the estate's time zone, so the date they show is the business day.
    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
