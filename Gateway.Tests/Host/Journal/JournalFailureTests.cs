using Gateway.Host.Core.Records;
using Gateway.Host.Journal;
using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Host.Journal;

[TestFixture]
public sealed class JournalFailureTests : IDisposable
{
    private const int Full = SQLitePCL.raw.SQLITE_FULL;

    private const int IoError = SQLitePCL.raw.SQLITE_IOERR;

    private readonly JournalFolder _folder = new();

    private (CommitStep Step, int Error)? _failure;

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_full_disk_at_commit_refuses_and_the_journal_goes_on_by_itself()
    {
        await using var journal = OpenFailing();
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(1));

        _failure = (CommitStep.BeforeCommit, Full);
        Assert.That(await journal.Append(Samples.Stream, 1, Samples.Approved(1)), Is.EqualTo(CommitOutcome.Refused));
        Assert.That(journal.IsWritable, Is.False);
        Assert.That(await journal.Stream(Samples.Stream), Has.Count.EqualTo(1), "reading goes on");

        _failure = null;
        Assert.That(await journal.Append(Samples.Stream, 1, Samples.Approved(1)), Is.EqualTo(CommitOutcome.Ok));
        Assert.That(journal.IsWritable, Is.True);
        Assert.That(await journal.All(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_commit_that_failed_in_doubt_and_was_lost_is_unknown_and_the_attempt_is_not_found()
    {
        await using var journal = OpenFailing();
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(1));

        _failure = (CommitStep.BeforeCommit, IoError);
        Assert.That(await journal.Append(Samples.Stream, 1, Samples.Approved(1)), Is.EqualTo(CommitOutcome.Unknown));

        _failure = null;
        Assert.That(await journal.Stream(Samples.Stream), Has.Count.EqualTo(1));
        Assert.That(await journal.Append(Samples.Stream, 1, Samples.Approved(1)), Is.EqualTo(CommitOutcome.Ok));
        Assert.That(await journal.All(), Has.Count.EqualTo(2));
    }

    [TestCase(IoError)]
    [TestCase(Full)]
    public async Task A_commit_that_failed_in_doubt_and_went_through_is_unknown_and_the_attempt_is_found(int error)
    {
        await using var journal = OpenFailing();
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(1));
        var attempt = Guid.NewGuid();

        _failure = (CommitStep.AfterCommit, error);
        var outcome = await journal.Append(new JournalAppend(Samples.Stream, 1, attempt, [Samples.Approved(1)]));

        _failure = null;
        Assert.That(outcome, Is.EqualTo(CommitOutcome.Unknown));
        Assert.That((await journal.Stream(Samples.Stream)).Select(stored => stored.Attempt), Does.Contain(attempt));
        Assert.That(await journal.Append(Samples.Stream, 2, new SignedOff { At = Samples.At }), Is.EqualTo(CommitOutcome.Ok));
        Assert.That(await journal.All(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task While_the_database_cannot_be_opened_again_nothing_is_accepted_and_afterwards_everything_is()
    {
        var away = _folder.Folder + "-away";
        await using var journal = OpenFailing();
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(1));

        // The folder is gone, as when a network disk is: the failing commit makes the journal reopen, and it cannot.
        _failure = (CommitStep.BeforeCommit, IoError);
        Directory.Move(_folder.Folder, away);
        File.WriteAllText(_folder.Folder, "in the way");
        Assert.That(await journal.Append(Samples.Stream, 1, Samples.Approved(1)), Is.EqualTo(CommitOutcome.Unknown));
        _failure = null;
        Assert.That(await journal.Append(Samples.Stream, 1, Samples.Approved(1)), Is.EqualTo(CommitOutcome.Refused));
        Assert.That(() => journal.Stream(Samples.Stream), Throws.TypeOf<JournalException>());

        File.Delete(_folder.Folder);
        Directory.Move(away, _folder.Folder);
        Assert.That(await journal.Append(Samples.Stream, 1, Samples.Approved(1)), Is.EqualTo(CommitOutcome.Ok));
        Assert.That(await journal.All(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_defect_of_our_own_stops_the_journal_and_leaves_nobody_waiting()
    {
        await using var journal = _folder.Open(options => options with { Probe = _ => throw new InvalidOperationException("defect") });

        Assert.That(await journal.Append(Samples.Stream, 0, Samples.Forwarded(1)), Is.EqualTo(CommitOutcome.Unknown));
        Assert.That(await journal.Append(Samples.Stream, 0, Samples.Forwarded(1)), Is.EqualTo(CommitOutcome.Refused));
        Assert.That(() => journal.Stream(Samples.Stream), Throws.TypeOf<JournalException>());
        Assert.That(journal.IsWritable, Is.False);
    }

    [Test]
    public async Task A_journal_nobody_writes_to_finds_out_by_itself_that_it_can_write_again()
    {
        await using var journal = OpenFailing();
        _failure = (CommitStep.BeforeCommit, Full);
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(1));
        Assert.That(journal.IsWritable, Is.False);

        _failure = null;

        Assert.That(() => journal.IsWritable, Is.True.After(10_000, 20));
        Assert.That(await journal.All(), Is.Empty);
    }

    [Test]
    public async Task Audit_entries_that_cannot_be_written_are_dropped_and_counted()
    {
        await using var journal = OpenFailing();
        _failure = (CommitStep.BeforeCommit, Full);
        journal.Audit(new AuditEntry(Samples.At, "refused", Samples.Terminal, 1, "97", "Held."));

        Assert.That(await journal.AuditEntries(0, null, null, 10, default), Is.Empty);
        Assert.That(journal.DroppedAudits, Is.EqualTo(1));
    }

    private SqliteJournal OpenFailing() => _folder.Open(options => options with
    {
        WatermarkEvery = TimeSpan.FromMilliseconds(50),
        TrialEvery = TimeSpan.FromMilliseconds(50),
        Probe = step =>
        {
            if (_failure is { } failure && failure.Step == step)
            {
                throw new SqliteException("injected", failure.Error);
            }
        },
    });
}
