using Dapper;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Everything that hangs on one open connection. After a failure nobody understands it is thrown away and opened anew.</summary>
internal sealed class JournalStore : IDisposable
{
    private JournalStore(SqliteConnection connection, JournalOptions options)
    {
        Connection = connection;
        Secrets = new SecretShelf(connection);
        Reader = new RecordReader(connection, Secrets);
        Writer = new RecordWriter(connection, Secrets, Reader.Head());
        Audit = new AuditBook(connection, options.AuditKept);
    }

    public SqliteConnection Connection { get; }

    public SecretShelf Secrets { get; }

    public RecordReader Reader { get; }

    public RecordWriter Writer { get; }

    public AuditBook Audit { get; }

    /// <summary>Whether a transaction is open.</summary>
    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle) == 0;

    /// <summary>Opens the journal and compares its end with the watermark.</summary>
    /// <exception cref="JournalException">It cannot be had, or records are missing.</exception>
    public static JournalStore Open(JournalOptions options, Watermark watermark)
    {
        var connection = DatabaseFile.Open(options.File);
        try
        {
            var store = new JournalStore(connection, options);
            watermark.Check(store.Writer.Head, store.Reader.SealOf);
            return store;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new JournalException(DatabaseFile.Sentence(options.File, fault.SqliteErrorCode), fault);
        }
        catch (JournalException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Moves everything from the write-ahead log into the database and cuts the log to nothing.</summary>
    /// <returns>Whether it could be done.</returns>
    /// <remarks>
    /// Whatever is read afterwards was written to the database anew and is durable, whatever an earlier flush did; and what was erased is
    /// gone from the log too.
    /// </remarks>
    public bool Settle()
    {
        if (Connection.QuerySingle<(long Busy, long Log, long Moved)>("PRAGMA wal_checkpoint(TRUNCATE)").Busy != 0)
        {
            return false;
        }

        Secrets.Scrubbed();
        return true;
    }

    public void Dispose()
    {
        Audit.Dispose();
        Writer.Dispose();
        Secrets.Dispose();
        Connection.Dispose();
    }
}
