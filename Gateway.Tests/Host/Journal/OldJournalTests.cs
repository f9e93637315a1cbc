using Dapper;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>A journal that was written before transactions could be searched opens, and is searched and reported like a new one.</summary>
[TestFixture]
public sealed class OldJournalTests
{
    private const int OldSchema = 2;

    [TestCase(1ul)]
    [TestCase(2ul)]
    [TestCase(3ul)]
    [TestCase(5ul)]
    [TestCase(6ul)]
    public async Task What_an_old_journal_lacked_is_filled_from_its_records(ulong seed)
    {
        using var folder = new JournalFolder();
        using var old = new JournalFolder();
        string before;
        await using (var journal = folder.Open())
        {
            await Write(journal, seed);
            before = await Books(journal);
        }

        MakeOld(folder, old);
        await using var opened = old.Open();
        Assert.That(await Books(opened), Is.EqualTo(before));
        Assert.That(before, Does.Contain("reversal").And.Contain("KeptApart").And.Contain("Posted"), "it has to hold something of everything");
    }

    [Test]
    public async Task A_journal_brought_up_to_date_has_the_schema_of_a_new_one_and_takes_more_in()
    {
        using var folder = new JournalFolder();
        using var old = new JournalFolder();
        await using (var journal = folder.Open())
        {
            await Write(journal, 1);
        }

        MakeOld(folder, old);
        long version;
        await using (var opened = old.Open())
        {
            version = (await opened.Stream(Samples.Stream)).Count;
            Assert.That(await opened.Append(Samples.Stream, version, Samples.Forwarded(999_999) with { Rrn = "NEWRRN000001" }), Is.EqualTo(CommitOutcome.Ok));
            Assert.That((await opened.Search(new TransactionFilter { Rrn = "NEWRRN000001" }, null, 9, default)).Rows, Has.Count.EqualTo(1));
        }

        using var fresh = folder.Past();
        using var migrated = old.Past();
        Assert.That(Schema(migrated), Is.EqualTo(Schema(fresh)));
        Assert.That(migrated.ExecuteScalar<string>("PRAGMA integrity_check"), Is.EqualTo("ok"));
    }

    [Test]
    public async Task An_old_journal_takes_in_what_only_later_versions_know()
    {
        using var folder = new JournalFolder();
        using var old = new JournalFolder();
        await using (var journal = folder.Open())
        {
            await journal.Append(
                Samples.Stream, 0,
                Samples.Forwarded(1), Samples.Approved(1), new ReversalAccepted { At = Samples.At, Key = Samples.Key(1) });
        }

        MakeOld(folder, old);
        await using var opened = old.Open();
        await opened.Append(Samples.Stream, 3, new ReversalRejected { At = Samples.At, Key = Samples.Key(1), ResponseCode = "25", Contradicts = true });
        var owed = (await opened.OwedReversals(10, default)).Single();
        Assert.That((owed.Contradicted, owed.ReversalCode), Is.EqualTo((true, "25")));
        await opened.Append(Samples.Stream, 4, new ReversalResolved { At = Samples.At, Key = Samples.Key(1), By = "anna", Why = "Credited." });
        Assert.That((await opened.Money(default)).Resolved, Is.EqualTo(new MoneyLine(1, 12_500)));
    }

    private static async Task Write(SqliteJournal journal, ulong seed)
    {
        var history = new LegalHistory(seed, secondsBetween: 1800);
        for (var step = 0; step < 500; step++)
        {
            var version = history.Ledger.Version;
            var records = history.Next().ToArray();
            if (records.Length > 0)
            {
                await journal.Append(Samples.Stream, version, records);
            }
        }

        await journal.TakeOneOfEachBack(history.Ledger.Version);
    }

    // Everything the new columns and tables answer.
    private static async Task<string> Books(SqliteJournal journal)
    {
        var found = new List<string>();
        foreach (var filter in new[]
        {
            new TransactionFilter(), new TransactionFilter { Terminal = Samples.Terminal }, new TransactionFilter { Merchant = Samples.Merchant },
            new TransactionFilter { Last4 = "0119" }, new TransactionFilter { AuthCode = "A1" }, new TransactionFilter { Amount = 0 },
            new TransactionFilter { From = Samples.At.AddDays(1), To = Samples.At.AddDays(2) },
        })
        {
            var page = await journal.Search(filter, null, TransactionBooks.Most, default);
            Assert.That(page.Rows, Is.Not.Empty, $"{filter}");
            found.AddRange(page.Rows.Select(row => $"{row.Trace} {row.OpenedAt:O} {row.Outcome}"));
        }

        found.AddRange((await journal.AllPostings()).Select(line => $"{line.Day} {line.At:O} {line.Trace()} {line.Kind} {line.Amount} {(line.IsReversal ? "reversal" : "")}"));
        return string.Join('\n', found);
    }

    // The tables as the program that knew two migrations made them, with the rows it would have written.
    private static void MakeOld(JournalFolder from, JournalFolder to)
    {
        using var old = to.Past();
        foreach (var script in Scripts().Take(OldSchema))
        {
            old.Execute(script);
        }

        old.Execute($"PRAGMA application_id = {DatabaseFile.ApplicationId}; PRAGMA user_version = {OldSchema}; ATTACH '{from.Database}' AS new");
        foreach (var table in old.Query<string>("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").ToList())
        {
            var columns = string.Join(", ", old.Query<string>("SELECT name FROM pragma_table_info($table, 'main')", new { table }));
            old.Execute($"DELETE FROM main.{table}; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        }

        old.Execute("DETACH new");
        File.Copy(from.WatermarkFile, to.WatermarkFile);
    }

    private static IEnumerable<string> Scripts()
    {
        var assembly = typeof(SqliteJournal).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    private static List<string> Schema(Microsoft.Data.Sqlite.SqliteConnection connection)
        => [.. connection.Query<string>("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name")];
}
