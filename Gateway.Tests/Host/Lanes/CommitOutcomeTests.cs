using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Lanes;

/// <summary>What a lane does with every way a commit can come out.</summary>
[TestFixture]
public sealed class CommitOutcomeTests
{
    private const string One = "00000001";
    private const string Two = "00000002";

    [Test]
    public async Task Conflict_reloads_and_decides_again_on_what_is_there()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        var commit = await bench.Next();
        bench.Journal.Store(new JournalAppend(commit.Append.Stream, 1, Guid.NewGuid(), [new SignedOff { At = bench.Time.GetLocalNow() }]));
        commit.Ends(CommitOutcome.Conflict);

        var again = await bench.Next();
        Assert.That(((Refused)again.Record).Reason, Is.EqualTo(DeclineReason.NotSignedOn));
        Assert.That(again.Append.ExpectedVersion, Is.EqualTo(2));
        Assert.That(again.Append.Attempt, Is.Not.EqualTo(commit.Append.Attempt));
        Assert.That(bench.Requests, Is.Empty);
    }

    [Test]
    public async Task Unknown_with_the_attempt_found_acts_once()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        (await bench.Next()).Ends(CommitOutcome.Unknown, stored: true);
        await bench.Settle();
        Assert.That(bench.Requests, Has.Count.EqualTo(1));

        await bench.Answered(One, 1);
        (await bench.Next()).Ends(CommitOutcome.Unknown, stored: true);
        await bench.Settle();
        Assert.That(bench.Answers, Is.EqualTo("1 00"));
        Assert.That((bench.Journal.IsIdle, bench.Requests.Count), Is.EqualTo((true, 1)));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task Unknown_with_the_attempt_missing_decides_again()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        (await bench.Next()).Ends(CommitOutcome.Unknown);
        var again = await bench.Next();
        Assert.That((again.Record, bench.Requests.Count), Is.EqualTo((again.Record as Forwarded, 0)));

        again.Ok();
        await bench.Settle();
        Assert.That(bench.Requests, Has.Count.EqualTo(1));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task A_reload_publishes_the_newest_keys_and_never_goes_back_to_older_ones()
    {
        var bench = LaneBench.Started(One);
        bench.Journal.Store(new JournalAppend("terminal/" + One, 1, Guid.NewGuid(), [new SignedOn { At = default, KeyVersion = 2, Batch = 1, Keys = [] }]));
        await bench.Sell(One, 1);
        (await bench.Next()).Ends(CommitOutcome.Conflict);
        await bench.Next();

        Assert.That(bench.Published, Is.EqualTo(new[] { (One, 2) }));
    }

    private static IEnumerable<Exception> ReadFaults()
    {
        yield return new JournalException("The journal cannot be read now: its database is not open.");
        yield return new IOException();
    }

    [TestCaseSource(nameof(ReadFaults))]
    public async Task A_stream_that_cannot_be_read_is_tried_again_and_neither_terminal_nor_barrier_is_lost(Exception fault)
    {
        var bench = LaneBench.Started(One, Two);
        bench.Journal.ReadFaults.Enqueue(fault);
        await bench.Sell(One, 1);
        (await bench.Next()).Ends(CommitOutcome.Unknown, stored: true);
        var barrier = bench.Lanes.Barrier();
        await bench.Sell(Two, 1);
        (await bench.Next()).Ok();
        await bench.Settle();
        Assert.That((bench.Requests.Count, barrier.IsCompleted), Is.EqualTo((1, false)), "The other terminal goes on.");

        await LaneBench.Until(() =>
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            return bench.Requests.Count == 2;
        });
        await barrier.WaitAsync(LaneBench.Patience);
    }

    [Test]
    public async Task Refused_answers_nothing_and_the_terminal_may_ask_again()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        (await bench.Next()).Ends(CommitOutcome.Refused);
        await bench.Pass(TimeSpan.FromSeconds(2));
        Assert.That((bench.Codes.Any(), bench.Requests.Count, bench.Journal.IsIdle), Is.EqualTo((false, 0, true)));

        await bench.Sell(One, 1);
        (await bench.Next()).Ok();
        await bench.Settle();
        Assert.That(bench.Requests, Has.Count.EqualTo(1));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task Refused_never_loses_an_acquirers_approval()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        (await bench.Next()).Ok();
        await bench.Answered(One, 1);
        for (var tries = 0; tries < 3; tries++)
        {
            (await bench.Next()).Ends(CommitOutcome.Refused);
            await bench.Settle();
            Assert.That(bench.Answers, Is.Empty);
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await bench.Next()).Ok();
        await bench.Settle();
        Assert.That(bench.Answers, Is.EqualTo("1 00"));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task Refused_never_loses_a_timer()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        (await bench.Next()).Ok();
        await bench.Pass(TimeSpan.FromSeconds(20));
        (await bench.Next()).Ends(CommitOutcome.Refused);
        await bench.Settle();
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        var given = await bench.Next();
        Assert.That(given.Record, Is.InstanceOf<OutcomeUnknown>());
        given.Ok();
        var reversal = await bench.Next();
        Assert.That((reversal.Record as ReversalSent)?.Try, Is.EqualTo(1));
        reversal.Ends(CommitOutcome.Refused);
        await bench.Settle();
        Assert.That(bench.Reversals, Is.Empty);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        (await bench.Next()).Ok();
        await bench.Settle();
        Assert.That(bench.Reversals, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_record_that_cannot_be_written_stops_neither_the_terminal_nor_the_others()
    {
        var bench = LaneBench.Started(One, Two);
        bench.Journal.AppendFault = new ArgumentException("no kind");
        await bench.Sell(One, 1);
        await bench.Settle();
        await bench.Lanes.Barrier().WaitAsync(LaneBench.Patience);

        await bench.Sell(Two, 1);
        await bench.Sell(One, 2);
        Assert.That((await bench.Next()).Append.Stream, Is.EqualTo("terminal/" + Two));
        Assert.That((await bench.Next()).Append.Stream, Is.EqualTo("terminal/" + One));
    }

    [Test]
    public async Task A_fault_that_nobody_foresaw_ends_the_lane_loudly_and_leaves_nobody_waiting()
    {
        var bench = LaneBench.Started(One);
        var failure = bench.Lanes.Failure();
        await bench.Sell(One, 1);
        var commit = await bench.Next();
        var before = bench.Lanes.Barrier();
        await bench.Settle();
        commit.Fails(new InvalidOperationException("unforeseen"));

        Assert.That(async () => await failure.WaitAsync(LaneBench.Patience), Throws.InvalidOperationException);
        await before.WaitAsync(LaneBench.Patience);
        await bench.Lanes.Barrier().WaitAsync(LaneBench.Patience);
        await bench.Lanes.Post(bench.Sale(One, 2)).AsTask().WaitAsync(LaneBench.Patience);
        Assert.That(async () => await bench.Lanes.Stop().WaitAsync(LaneBench.Patience), Throws.InvalidOperationException);
        Assert.That(bench.Requests, Is.Empty);
    }
}
