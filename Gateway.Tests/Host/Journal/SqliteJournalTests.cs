using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

[TestFixture]
public sealed class SqliteJournalTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task What_was_appended_is_read_back_in_order_now_and_after_reopening()
    {
        JournalRecord[] records = [.. Samples.OneOfEach().OfType<SwitchRecord>().Where(record => record is not CardsErased)];
        await using (var journal = _folder.Open())
        {
            Assert.That(await journal.Append(Samples.Stream, 0, records[..3]), Is.EqualTo(CommitOutcome.Ok));
            Assert.That(await journal.Append(Samples.Stream, 3, records[3..]), Is.EqualTo(CommitOutcome.Ok));
            await Check(journal);
        }

        await using (var journal = _folder.Open())
        {
            await Check(journal);
        }

        async Task Check(SqliteJournal journal)
        {
            var all = await journal.All();
            Assert.That(all.Select(stored => stored.Record), Is.EqualTo(records).UsingPropertiesComparer());
            Assert.That(all.Select(stored => stored.Version), Is.EqualTo(Enumerable.Range(1, records.Length)));
            Assert.That(all.Select(stored => stored.Stream), Is.All.EqualTo(Samples.Stream));
            var stream = await journal.Stream(Samples.Stream);
            Assert.That(stream.Select(stored => stored.Record), Is.EqualTo(records).UsingPropertiesComparer());
        }
    }

    [Test]
    public async Task The_estate_keeps_its_own_stream()
    {
        JournalRecord[] records = [.. Samples.OneOfEach().OfType<EstateRecord>()];
        await using var journal = _folder.Open();

        Assert.That(await journal.Append(JournalStream.Estate, 0, records), Is.EqualTo(CommitOutcome.Ok));
        Assert.That(await journal.Append(Samples.Stream, 0, Samples.Forwarded(1)), Is.EqualTo(CommitOutcome.Ok));

        var estate = await journal.Stream(JournalStream.Estate);
        Assert.That(estate.Select(stored => stored.Record), Is.EqualTo(records).UsingPropertiesComparer());
        Assert.That(await journal.All(), Has.Count.EqualTo(records.Length + 1));
    }

    [Test]
    public async Task An_append_to_another_version_conflicts_and_leaves_nothing()
    {
        await using var journal = _folder.Open();
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(1));

        Assert.That(await journal.Append(Samples.Stream, 0, Samples.Forwarded(2)), Is.EqualTo(CommitOutcome.Conflict));
        Assert.That(await journal.Append(Samples.Stream, 2, Samples.Forwarded(3)), Is.EqualTo(CommitOutcome.Conflict));
        Assert.That(await journal.Append(Samples.Stream, 1, Samples.Approved(1)), Is.EqualTo(CommitOutcome.Ok));

        Assert.That(await journal.Stream(Samples.Stream), Has.Count.EqualTo(2));
        Assert.That(await journal.Transactions(Samples.Terminal, null, 10, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_conflict_fails_nobody_else_in_the_same_commit()
    {
        using var gate = new ManualResetEventSlim();
        await using var journal = _folder.Open(options => options with { Probe = _ => gate.Wait() });
        var first = journal.Append(JournalStream.Terminal("A"), 0, new SignedOff { At = Samples.At });

        // All of these wait for the first commit and go into the next one together.
        var waiting = Enumerable.Range(0, 20).Select(index => journal.Append(
            JournalStream.Terminal("B"), index % 2 == 0 ? index / 2 : 999, new SignedOff { At = Samples.At })).ToList();
        gate.Set();

        Assert.That(await first, Is.EqualTo(CommitOutcome.Ok));
        var outcomes = await Task.WhenAll(waiting);
        Assert.That(outcomes.Where((_, index) => index % 2 == 0), Is.All.EqualTo(CommitOutcome.Ok));
        Assert.That(outcomes.Where((_, index) => index % 2 == 1), Is.All.EqualTo(CommitOutcome.Conflict));
        Assert.That(await journal.All(), Has.Count.EqualTo(11));
    }

    [Test]
    public async Task Concurrent_appends_share_commits()
    {
        var commits = 0;
        using var gate = new ManualResetEventSlim();
        await using var journal = _folder.Open(options => options with
        {
            Probe = step =>
            {
                gate.Wait();
                commits += step == CommitStep.AfterCommit ? 1 : 0;
            },
        });

        var appends = Enumerable.Range(0, 500).Select(
            index => journal.Append(JournalStream.Terminal($"T{index}"), 0, new SignedOff { At = Samples.At })).ToList();
        gate.Set();

        Assert.That(await Task.WhenAll(appends), Is.All.EqualTo(CommitOutcome.Ok));
        Assert.That(commits, Is.LessThanOrEqualTo(2), "what came while the first commit ran goes into the second");
        Assert.That(await journal.All(), Has.Count.EqualTo(500));
    }

    [Test]
    public async Task Appends_from_many_threads_all_arrive_once_and_in_order()
    {
        await using var journal = _folder.Open();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            var worst = CommitOutcome.Ok;
            for (var version = 0; version < 20; version++)
            {
                var outcome = await journal.Append(JournalStream.Terminal($"T{worker}"), version, new SignedOff { At = Samples.At });
                worst = outcome > worst ? outcome : worst;
            }

            return worst;
        })));

        Assert.That(outcomes, Is.All.EqualTo(CommitOutcome.Ok));
        Assert.That((await journal.All()).GroupBy(stored => stored.Stream).Select(stream => stream.Count()), Is.All.EqualTo(20));
    }

    [Test]
    public async Task Callers_wait_when_the_queue_is_full_and_none_is_lost()
    {
        await using var journal = _folder.Open(options => options with { AppendQueue = 2, CommitSize = 1 });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            worker => journal.Append(JournalStream.Terminal($"T{worker}"), 0, new SignedOff { At = Samples.At })));

        Assert.That(outcomes, Is.All.EqualTo(CommitOutcome.Ok));
    }

    [Test]
    public async Task Long_streams_are_read_page_by_page()
    {
        await using var journal = _folder.Open();
        JournalRecord[] records = [.. Enumerable.Range(0, (2 * RecordReader.Page) + 1).Select(_ => new SignedOff { At = Samples.At })];
        await journal.Append(Samples.Stream, 0, records);

        Assert.That(await journal.All(), Has.Count.EqualTo(records.Length));
        Assert.That(await journal.Stream(Samples.Stream), Has.Count.EqualTo(records.Length));
        Assert.That(await journal.Stream("terminal/none"), Is.Empty);
    }

    [Test]
    public async Task Closing_finishes_what_is_queued_and_refuses_what_comes_after()
    {
        var journal = _folder.Open();
        var queued = Enumerable.Range(0, 50).Select(
            index => journal.Append(JournalStream.Terminal($"T{index}"), 0, new SignedOff { At = Samples.At })).ToList();

        await journal.DisposeAsync();

        Assert.That(await Task.WhenAll(queued), Is.All.EqualTo(CommitOutcome.Ok));
        Assert.That(await journal.Append(Samples.Stream, 0, new SignedOff { At = Samples.At }), Is.EqualTo(CommitOutcome.Refused));
        Assert.That(() => journal.Stream(Samples.Stream), Throws.TypeOf<JournalException>());
        Assert.That(journal.IsWritable, Is.False);
        Assert.That(File.Exists(_folder.Log), Is.False, "a clean stop leaves no write-ahead log");
        await using var again = _folder.Open();
        Assert.That(await again.All(), Has.Count.EqualTo(50));
    }

    [Test]
    public async Task The_attempt_that_wrote_a_record_can_be_told()
    {
        await using var journal = _folder.Open();
        var attempt = Guid.NewGuid();
        await journal.Append(new JournalAppend(Samples.Stream, 0, attempt, [Samples.Forwarded(1), Samples.Approved(1)]));

        Assert.That((await journal.Stream(Samples.Stream)).Select(stored => stored.Attempt), Is.EqualTo(new[] { attempt, attempt }));
    }

    [Test]
    public async Task Appends_that_make_no_sense_are_our_own_fault()
    {
        await using var journal = _folder.Open();

        Assert.That(() => journal.Append(Samples.Stream, 0), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => journal.Append(JournalStream.Estate, 0, new SignedOff { At = Samples.At }), Throws.ArgumentException);
    }
}
