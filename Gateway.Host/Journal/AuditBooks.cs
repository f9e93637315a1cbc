using Dapper;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Questions about the audit book.</summary>
internal static class AuditBooks
{
    static AuditBooks() => InstantHandler.Register();

    /// <summary>Entries after a number, oldest first.</summary>
    public static IReadOnlyList<AuditRow> Entries(SqliteConnection connection, long after, string? subject, int? stan, int limit)
        => [.. connection.Query<Columns>(
            $"""
            SELECT seq, at, kind, subject, stan, code, detail FROM audit
            WHERE seq > $after {(subject is null ? "" : "AND subject = $subject")} AND ($stan IS NULL OR stan = $stan)
            ORDER BY seq LIMIT $limit
            """,
            new { after, subject, stan, limit = Math.Clamp(limit, 0, TransactionBooks.Most) })
            .Select(row => new AuditRow(row.Seq, row.At, row.Kind, row.Subject, row.Stan, row.Code, row.Detail))];

    private sealed class Columns
    {
        public long Seq { get; init; }

        public DateTimeOffset At { get; init; }

        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public int? Stan { get; init; }

        public string Code { get; init; } = "";

        public string Detail { get; init; } = "";
    }
}
