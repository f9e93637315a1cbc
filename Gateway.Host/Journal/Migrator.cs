using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Brings a database to the schema of this version: embedded files migrations/NNNN_name.sql, each in one commit.</summary>
internal static class Migrator
{
    private const string Folder = "migrations/";

    /// <summary>Schema version this program knows.</summary>
    public static int Known => Scripts().Count;

    /// <summary>Runs what is missing.</summary>
    /// <exception cref="JournalException">The file belongs to another program or to a newer version.</exception>
    public static void Run(SqliteConnection connection, string file)
    {
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        var isEmpty = connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && connection.ExecuteScalar<int>("PRAGMA application_id") != DatabaseFile.ApplicationId)
        {
            throw new JournalException($"The journal {file} is a database of another program.");
        }

        var scripts = Scripts();
        if (version > scripts.Count)
        {
            throw new JournalException(
                $"The journal {file} has schema version {version}, this program knows {scripts.Count}: a newer version wrote it.");
        }

        for (var next = version + 1; next <= scripts.Count; next++)
        {
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                BEGIN IMMEDIATE;
                {scripts[next - 1]}
                PRAGMA application_id = {DatabaseFile.ApplicationId};
                PRAGMA user_version = {next};
                COMMIT
                """));
        }
    }

    private static List<string> Scripts()
    {
        var assembly = typeof(Migrator).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(Text),
        ];

        string Text(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
