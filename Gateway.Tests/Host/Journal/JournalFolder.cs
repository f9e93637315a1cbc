using Gateway.Host.Core.Records;
using Gateway.Host.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Host.Journal;

/// <summary>A folder of its own for one journal, gone with the test.</summary>
internal sealed class JournalFolder : IDisposable
{
    public JournalFolder() => Folder = Directory.CreateTempSubdirectory("gateway-journal-").FullName;

    public JournalFolder(string folder) => Folder = folder;

    public string Folder { get; }

    public string Database => Path.Combine(Folder, "gateway.db");

    public string Log => Database + "-wal";

    public string WatermarkFile => Database + ".watermark";

    public SqliteJournal Open(Func<JournalOptions, JournalOptions>? with = null)
    {
        var options = new JournalOptions { File = Database };
        return SqliteJournal.Open(with?.Invoke(options) ?? options, NullLogger<SqliteJournal>.Instance);
    }

    /// <summary>A connection past the journal, for looking into or damaging a journal that is closed.</summary>
    public SqliteConnection Past()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Every byte of every file: what an intruder would read.</summary>
    public byte[] AllBytes() => [.. Directory.EnumerateFiles(Folder).SelectMany(File.ReadAllBytes)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>Short words for what the tests do most.</summary>
internal static class JournalWords
{
    public static Task<CommitOutcome> Append(this SqliteJournal journal, string stream, long expected, params JournalRecord[] records)
        => journal.Append(new JournalAppend(stream, expected, Guid.NewGuid(), records));

    public static async Task<List<StoredRecord>> All(this SqliteJournal journal)
    {
        var records = new List<StoredRecord>();
        await foreach (var record in journal.ReadAll(CancellationToken.None))
        {
            records.Add(record);
        }

        return records;
    }

    public static Task<IReadOnlyList<StoredRecord>> Stream(this SqliteJournal journal, string stream)
        => journal.ReadStream(stream, CancellationToken.None);
}
