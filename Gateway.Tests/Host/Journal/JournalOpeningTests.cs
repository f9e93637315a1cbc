using Dapper;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

[TestFixture]
public sealed class JournalOpeningTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_second_opener_is_told_in_one_sentence()
    {
        await using var journal = _folder.Open();

        Assert.That(Refusal(), Does.EndWith("is locked by another process: only one gateway may keep it."));
        Assert.That(await journal.Append(Samples.Stream, 0, new SignedOff { At = Samples.At }), Is.EqualTo(CommitOutcome.Ok));
    }

    [Test]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_folder.Database, string.Concat(Enumerable.Repeat("This is a letter, not a journal. ", 100)));

        Assert.That(Refusal(), Does.EndWith("is not a database."));
    }

    [Test]
    public void A_database_of_another_program_is_refused()
    {
        using (var connection = _folder.Past())
        {
            connection.Execute("CREATE TABLE recipes (name TEXT)");
        }

        Assert.That(Refusal(), Does.EndWith("is a database of another program."));
    }

    [Test]
    public async Task A_newer_schema_is_refused()
    {
        await _folder.Open().DisposeAsync();
        using (var connection = _folder.Past())
        {
            connection.Execute($"PRAGMA user_version = {Migrator.Known + 1}");
        }

        Assert.That(Refusal(), Does.Contain($"schema version {Migrator.Known + 1}").And.EndWith("a newer version wrote it."));
    }

    [Test]
    public void A_path_that_cannot_be_written_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder.Folder, "file"), "");

        Assert.That(
            () => SqliteJournal.Open(
                new JournalOptions { File = Path.Combine(_folder.Folder, "file", "gateway.db") },
                Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteJournal>.Instance),
            Throws.TypeOf<JournalException>().With.Message.Contains("cannot be written: check the path"));
    }

    [Test]
    public async Task A_missing_folder_is_made_and_the_file_is_for_its_owner_alone()
    {
        var inner = new JournalFolder(Path.Combine(_folder.Folder, "a", "b"));

        await inner.Open().DisposeAsync();

        Assert.That(File.Exists(inner.Database), Is.True);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(inner.Database), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task Opening_again_migrates_nothing()
    {
        for (var times = 0; times < 3; times++)
        {
            await _folder.Open().DisposeAsync();
        }

        using var connection = _folder.Past();
        Assert.That(connection.ExecuteScalar<int>("PRAGMA user_version"), Is.EqualTo(Migrator.Known));
        Assert.That(connection.ExecuteScalar<string>("PRAGMA integrity_check"), Is.EqualTo("ok"));
    }

    [Test]
    public async Task The_journal_is_kept_on_safe_terms()
    {
        await using var journal = _folder.Open();

        Assert.That(File.Exists(_folder.Log), Is.True, "write-ahead log");
        Assert.That(File.Exists(_folder.Database + "-shm"), Is.False, "an exclusive lock needs no shared memory");
    }

    private string Refusal() => Assert.Throws<JournalException>(() => _folder.Open())!.Message;
}
