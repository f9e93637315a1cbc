using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Writes the audit book, and forgets its oldest entries when it is full.</summary>
internal sealed class AuditBook(SqliteConnection connection, long kept) : IDisposable
{
    private const long TrimEvery = 1000;

    private readonly Statement _insert = new(connection, """
        INSERT INTO audit (at, kind, subject, stan, code, detail) VALUES ($at, $kind, $subject, $stan, $code, $detail) RETURNING seq
        """);

    private readonly Statement _trim = new(connection, "DELETE FROM audit WHERE seq <= $seq");

    /// <summary>Writes one entry.</summary>
    public void Write(AuditEntry entry)
    {
        var seq = (long)_insert.Scalar(Instant.Format(entry.At), entry.Kind, entry.Subject, entry.Stan, entry.Code, entry.Detail)!;
        if (seq % TrimEvery == 0)
        {
            _trim.Run(seq - kept);
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _trim.Dispose();
    }
}
