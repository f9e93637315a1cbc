using Dapper;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Opens the database file the one way a journal may be kept: ours alone, and durable with every commit.</summary>
internal static class DatabaseFile
{
    /// <summary>"GWJL": marks the file as a journal of this program.</summary>
    public const int ApplicationId = 0x47574A4C;

    // In this order: once the lock is exclusive, the write-ahead log needs no shared-memory file.
    private static readonly (string Pragma, string Value, string Expected)[] _settings =
    [
        ("busy_timeout", "1000", "1000"),
        ("locking_mode", "EXCLUSIVE", "exclusive"),
        ("journal_mode", "WAL", "wal"),
        ("synchronous", "FULL", "2"),
        ("foreign_keys", "ON", "1"),
        ("secure_delete", "ON", "1"),
        ("cell_size_check", "ON", "1"),
        ("temp_store", "MEMORY", "2"),
        ("cache_size", "-16000", "-16000"),
    ];

    /// <summary>Opens or creates the file and takes it for this process.</summary>
    /// <exception cref="JournalException">It cannot be had on these terms; one sentence says why.</exception>
    public static SqliteConnection Open(string file)
    {
        CreateIfMissing(file);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            foreach (var (pragma, value, expected) in _settings)
            {
                connection.Execute($"PRAGMA {pragma} = {value}");
                var actual = connection.ExecuteScalar<string>($"PRAGMA {pragma}");
                if (actual != expected)
                {
                    throw new JournalException($"The journal {file} cannot be kept safely: {pragma} is {actual} and has to be {expected}.");
                }
            }

            // Takes the lock now; every later statement may rely on it.
            connection.Execute("BEGIN IMMEDIATE; COMMIT");
            Migrator.Run(connection, file);
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new JournalException(Sentence(file, fault.SqliteErrorCode), fault);
        }
        catch (JournalException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What an error of SQLite means for somebody who wants to open the journal.</summary>
    public static string Sentence(string file, int error) => error switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED
            => $"The journal {file} is locked by another process: only one gateway may keep it.",
        SQLitePCL.raw.SQLITE_NOTADB => $"The journal {file} is not a database.",
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_PERM
            => $"The journal {file} cannot be written: check the path, its folder and their permissions.",
        SQLitePCL.raw.SQLITE_FULL => $"The journal {file} cannot be opened: the disk is full.",
        SQLitePCL.raw.SQLITE_CORRUPT => $"The journal {file} is damaged.",
        _ => $"The journal {file} cannot be opened: SQLite error {error}.",
    };

    private static void CreateIfMissing(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            if (!File.Exists(file))
            {
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                new FileStream(file, options).Dispose();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(Sentence(file, SQLitePCL.raw.SQLITE_CANTOPEN), fault);
        }
    }
}
