using Dapper;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>A record as it was read, with its place in the chain.</summary>
internal sealed record SealedRecord(ChainHead Head, RecordRow Row, StoredRecord Record);

/// <summary>Reads records back, a page at a time, so that no reader keeps an append waiting for long.</summary>
internal sealed class RecordReader(SqliteConnection connection, SecretShelf secrets)
{
    /// <summary>Records on a page: some ten milliseconds of reading.</summary>
    public const int Page = 1000;

    private const string Columns = "seq, stream, version, attempt, kind, payload, at, chain";

    /// <summary>Where the chain ends.</summary>
    public ChainHead Head()
    {
        using var row = connection.ExecuteReader("SELECT seq, chain FROM records ORDER BY seq DESC LIMIT 1");
        return row.Read() ? new ChainHead(row.GetInt64(0), (byte[])row.GetValue(1)) : ChainHead.Empty;
    }

    /// <summary>The seal of one record; null when it is missing.</summary>
    public byte[]? SealOf(long seq) => connection.ExecuteScalar<byte[]>("SELECT chain FROM records WHERE seq = $seq", new { seq });

    /// <summary>The page of records after this head, each checked against the one before.</summary>
    /// <exception cref="JournalException">A record is missing, was changed or cannot be read; the sentence names it.</exception>
    public IReadOnlyList<SealedRecord> After(ChainHead head)
    {
        var page = Read($"SELECT {Columns} FROM records WHERE seq > $Seq ORDER BY seq LIMIT $Page", new { head.Seq, Page });
        foreach (var record in page)
        {
            if (record.Head.Seq != head.Seq + 1)
            {
                throw new JournalException($"Journal record {head.Seq + 1} is missing.");
            }

            head = RecordChain.Next(head, record.Row);
            if (!head.IsSameAs(record.Head))
            {
                throw new JournalException($"Journal record {head.Seq} is not what was written: it does not fit the chain.");
            }
        }

        return page;
    }

    /// <summary>The page of a stream's records after this version.</summary>
    /// <exception cref="JournalException">A record cannot be read; the sentence names it.</exception>
    public IReadOnlyList<SealedRecord> Stream(string stream, long version)
        => Read(
            $"SELECT {Columns} FROM records WHERE stream = $stream AND version > $version ORDER BY version LIMIT $Page",
            new { stream, version, Page });

    private List<SealedRecord> Read(string sql, object values)
    {
        var page = new List<SealedRecord>();
        long? seq = null;
        try
        {
            using var rows = connection.ExecuteReader(sql, values);
            while (rows.Read())
            {
                seq = rows.GetInt64(0);
                var attempt = new Guid((byte[])rows.GetValue(3), bigEndian: true);
                var row = new RecordRow(
                    rows.GetString(1), rows.GetInt64(2), attempt, rows.GetString(4), rows.GetString(5), rows.GetString(6));
                page.Add(new SealedRecord(new ChainHead(seq.Value, (byte[])rows.GetValue(7)), row, Open(seq.Value, row)));
            }

            return page;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidCastException or InvalidOperationException)
        {
            // A column of another shape than any that was written. The fault is not passed on: its text may quote the column.
            throw new JournalException($"Journal record {seq} is damaged.");
        }
        catch (SqliteException fault)
        {
            var place = seq is null ? "" : $" after record {seq}";
            throw new JournalException($"The journal cannot be read{place}: SQLite error {fault.SqliteErrorCode}.", fault);
        }
    }

    private StoredRecord Open(long seq, RecordRow row)
        => new(row.Stream, row.Version, row.Attempt, secrets.Join(seq, RecordCodec.Decode(seq, row.Kind, row.Payload)));
}
