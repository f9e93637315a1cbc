using Gateway.Host.Core.Records;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>A record ready to be written: its text was made by whoever appends, not by the writer everybody waits for.</summary>
internal readonly record struct EncodedRecord(string Kind, string Payload, JournalRecord Record)
{
    /// <summary>Encodes a record.</summary>
    public static EncodedRecord Of(JournalRecord record) => new(RecordKinds.Of(record), RecordCodec.Encode(record), record);
}

/// <summary>Writes records with everything that follows from them, inside whatever transaction is open.</summary>
internal sealed class RecordWriter : IDisposable
{
    private readonly Statement _version;

    private readonly Statement _insert;

    private readonly SecretShelf _secrets;

    private readonly MoneyTally _money;

    private readonly PostingProjection _postings;

    private readonly TransactionProjection _transactions;

    private readonly SettlementProjection _settlements;

    private readonly EstateProjection _estate;

    public RecordWriter(SqliteConnection connection, SecretShelf secrets, ChainHead head)
    {
        _version = new Statement(connection, "SELECT max(version) FROM records WHERE stream = $stream");
        _insert = new Statement(connection, "INSERT INTO records VALUES ($seq, $stream, $version, $attempt, $kind, $payload, $at, $chain)");
        _secrets = secrets;
        _money = new MoneyTally(connection);
        _postings = new PostingProjection(connection);
        _transactions = new TransactionProjection(connection, _money, _postings);
        _settlements = new SettlementProjection(connection, _money, _postings);
        _estate = new EstateProjection(connection);
        Head = head;
    }

    /// <summary>Where the chain ends, counting what is written and not yet committed.</summary>
    public ChainHead Head { get; private set; }

    /// <summary>Records a stream holds.</summary>
    public long Version(string stream) => _version.Scalar(stream) as long? ?? 0;

    /// <summary>Writes the records of one append.</summary>
    public void Write(JournalAppend append, IReadOnlyList<EncodedRecord> records)
    {
        var version = append.ExpectedVersion;
        foreach (var encoded in records)
        {
            version++;
            var at = Instant.Format(encoded.Record.At);
            var row = new RecordRow(append.Stream, version, append.Attempt, encoded.Kind, encoded.Payload, at);
            Head = RecordChain.Next(Head, row);
            _insert.Run(
                Head.Seq, row.Stream, row.Version, row.Attempt.ToByteArray(bigEndian: true), row.Kind, row.Payload, row.At, Head.Chain);
            _secrets.Keep(Head.Seq, append.Stream, encoded.Record);
            Project(append.Stream, encoded.Record);
        }

        _money.Flush();
    }

    /// <summary>Goes back to where the chain ended: what was written since was taken back.</summary>
    public void Rewind(ChainHead head)
    {
        Head = head;
        _money.Forget();
    }

    public void Dispose()
    {
        _version.Dispose();
        _insert.Dispose();
        _money.Dispose();
        _postings.Dispose();
        _transactions.Dispose();
        _settlements.Dispose();
    }

    private void Project(string stream, JournalRecord record)
    {
        switch (record)
        {
            case TransactionRecord about:
                _transactions.Apply(Head.Seq, about);
                break;
            case BatchClosed closed:
                _settlements.Apply(Head.Seq, JournalStream.TerminalOf(stream), closed);
                break;
            case EstateRecord estate:
                _estate.Apply(estate);
                break;
        }
    }
}
