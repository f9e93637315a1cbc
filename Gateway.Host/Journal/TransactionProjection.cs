using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Keeps the table transactions: one row a trace key, changed by every record about it.</summary>
internal sealed class TransactionProjection(SqliteConnection connection, MoneyTally money, PostingProjection postings) : IDisposable
{
    private const string ByKey = "WHERE merchant = $merchant AND terminal = $terminal AND batch = $batch AND stan = $stan";

    private readonly Statement _find = new(connection, $"""
        SELECT class, amount, state, response_code, reason, auth_code, settlement_date, approved_upstream,
               reversal, reversal_tries, answered_at, settled, contradicted, reversal_code
        FROM transactions {ByKey}
        """);

    private readonly Statement _insert = new(connection, """
        INSERT INTO transactions
            (merchant, terminal, batch, stan, seq, class, amount, currency, card_masked, original, acquirer, rrn, hold_id, hold_level,
             hold_reason, opened_at, opened_ms, last4, state, response_code, reason, approved_upstream, reversal, reversal_tries, answered_at, settled)
        VALUES
            ($merchant, $terminal, $batch, $stan, $seq, $class, $amount, $currency, $card, $original, $acquirer, $rrn, $hold, $level,
             $holdReason, $at, $openedMs, $last4, $state, $code, $reason, 0, 'None', 0, $answered, 'None')
        """);

    private readonly Statement _update = new(connection, $"""
        UPDATE transactions
        SET state = $state, response_code = $code, reason = $reason, auth_code = $auth, settlement_date = $date,
            approved_upstream = $approved, reversal = $reversal, reversal_tries = $tries, answered_at = $answered,
            contradicted = $contradicted, reversal_code = $reversalCode
        {ByKey}
        """);

    /// <summary>Applies one record. A record about a transaction that was never opened has nothing to change.</summary>
    public void Apply(long seq, TransactionRecord record)
    {
        var before = Find(record.Key);
        if (before is null)
        {
            if (TransactionFold.Open(record) is { } opened)
            {
                Insert(seq, record, opened);
                money.Move(null, opened);
                postings.Move(record, null, opened);
            }

            return;
        }

        var after = TransactionFold.Apply(before, record);
        if (after != before)
        {
            Update(record.Key, after);
            money.Move(before, after);
            postings.Move(record, before, after);
        }
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
    }

    private TransactionEntry? Find(TraceKey key)
    {
        using var row = _find.Rows(key.Merchant, key.Terminal, key.Batch, key.Stan);
        return !row.Read() ? null : new TransactionEntry
        {
            Class = Enum.Parse<MessageClass>(row.GetString(0)),
            Amount = row.GetInt64(1),
            State = Enum.Parse<TransactionState>(row.GetString(2)),
            ResponseCode = row.GetString(3),
            Reason = Text(4),
            AuthCode = Text(5),
            SettlementDate = Text(6),
            ApprovedUpstream = row.GetBoolean(7),
            Reversal = Enum.Parse<ReversalDuty>(row.GetString(8)),
            ReversalTries = row.GetInt32(9),
            AnsweredAt = Text(10) is { } at ? Instant.Parse(at) : null,
            Settled = Enum.Parse<BatchFate>(row.GetString(11)),
            Contradicted = row.GetBoolean(12),
            ReversalCode = Text(13),
        };

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }

    private void Insert(long seq, TransactionRecord record, TransactionEntry entry)
    {
        var opening = record as OpeningRecord;
        var refused = record as Refused;
        var key = record.Key;
        _insert.Run(
            key.Merchant, key.Terminal, key.Batch, key.Stan, seq, entry.Class.ToString(), entry.Amount,
            opening?.Currency ?? "", opening?.CardMasked, opening?.Original?.ToString(), (record as Forwarded)?.Acquirer, opening?.Rrn,
            refused?.HoldId, refused?.HoldLevel, refused?.HoldReason, Instant.Format(record.At), record.At.ToUnixTimeMilliseconds(), LastFour(opening?.CardMasked),
            entry.State.ToString(), entry.ResponseCode, entry.Reason, Answered(entry));
    }

    private static string? LastFour(string? masked) => masked is { Length: > 4 } ? masked[^4..] : masked;

    private void Update(TraceKey key, TransactionEntry entry) => _update.Run(
        entry.State.ToString(), entry.ResponseCode, entry.Reason, entry.AuthCode, entry.SettlementDate, entry.ApprovedUpstream ? 1 : 0,
        entry.Reversal.ToString(), entry.ReversalTries, Answered(entry), entry.Contradicted ? 1 : 0, entry.ReversalCode, key.Merchant, key.Terminal, key.Batch, key.Stan);

    private static string? Answered(TransactionEntry entry) => entry.AnsweredAt is { } at ? Instant.Format(at) : null;
}
