using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Lanes;

/// <summary>Bounds, the end, and which lane a terminal falls on.</summary>
[TestFixture]
public sealed class LaneSetTests
{
    private const string One = "00000001";

    [Test]
    public async Task Events_of_a_terminal_whose_commit_hangs_fill_the_places_and_then_the_next_waits()
    {
        var bench = new LaneBench(places: 3).Start(One);
        await bench.Sell(One, 1);
        var commit = await bench.Journal.Next();
        await bench.Lanes.Post(bench.Reversal(One, 2)).AsTask().WaitAsync(LaneBench.Patience);
        await bench.Lanes.Post(bench.Reversal(One, 3)).AsTask().WaitAsync(LaneBench.Patience);
        var pressed = bench.Lanes.Post(bench.Reversal(One, 4)).AsTask();
        Assert.That(pressed.IsCompleted, Is.False);

        commit.Ok();
        await pressed.WaitAsync(LaneBench.Patience);
        foreach (var stan in new[] { 2, 3, 4 })
        {
            var next = await bench.Journal.Next();
            Assert.That(((ReversalAccepted)next.Record).Key.Stan, Is.EqualTo(stan));
            next.Ok();
        }

        await bench.Lanes.Stop();
    }

    [TestCase(nameof(CommitOutcome.Ok))]
    [TestCase(nameof(CommitOutcome.Refused))]
    [TestCase(nameof(CommitOutcome.Conflict))]
    [TestCase(nameof(CommitOutcome.Unknown))]
    public async Task Every_way_out_gives_the_place_back(string named)
    {
        var outcome = Enum.Parse<CommitOutcome>(named);
        var bench = new LaneBench(places: 1).Start(One);
        for (var stan = 1; stan <= 5; stan++)
        {
            await bench.Lanes.Post(bench.Reversal(One, stan)).AsTask().WaitAsync(LaneBench.Patience);
            (await bench.Journal.Next()).Ends(outcome, stored: outcome != CommitOutcome.Refused);
            if (outcome == CommitOutcome.Conflict)
            {
                continue;
            }

            await bench.Settle();
        }

        await bench.Lanes.Stop().WaitAsync(LaneBench.Patience);
    }

    [Test]
    public async Task Stop_carries_out_what_is_there_and_takes_in_no_more()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        var sale = await bench.Journal.Next();
        await bench.Lanes.Post(bench.Reversal(One, 7));
        var stopped = bench.Lanes.Stop();
        await bench.Lanes.Post(bench.Reversal(One, 8)).AsTask().WaitAsync(LaneBench.Patience);
        sale.Ok();
        (await bench.Journal.Next()).Ok();
        await stopped.WaitAsync(LaneBench.Patience);

        Assert.That(bench.Requests, Has.Count.EqualTo(1));
        Assert.That(bench.Answers, Is.EqualTo("2 00"));
        Assert.That(((ReversalAccepted)bench.Journal.Durable(One)[^1]).Key.Stan, Is.EqualTo(7));
    }

    [Test]
    public async Task Stop_ends_although_the_store_does_not_come_back()
    {
        var bench = new LaneBench();
        bench.Past(One, new Forwarded
        {
            At = default,
            Key = LaneBench.Key(One, 1),
            Class = MessageClass.Sale,
            Acquirer = LaneBench.Acquirer,
            Upstream = default,
            DecideBy = default,
        });
        bench.Start(One, "00000002");
        (await bench.Journal.Next()).Ends(CommitOutcome.Refused);
        await bench.Sell("00000002", 1);
        for (var reads = 0; reads < 9; reads++)
        {
            bench.Journal.ReadFaults.Enqueue(new JournalException("closed"));
        }

        (await bench.Journal.Next()).Ends(CommitOutcome.Unknown, stored: true);
        await bench.Settle();
        await bench.Lanes.Stop().WaitAsync(LaneBench.Patience);
        Assert.That((bench.Requests.Count, bench.Codes.Count()), Is.EqualTo((0, 0)), "What is durable is for the next start to find out.");
    }

    [Test]
    public async Task Stop_before_start_and_barriers_after_the_end_leave_nobody_waiting()
    {
        var bench = new LaneBench(lanes: 3);
        await bench.Lanes.Stop().WaitAsync(LaneBench.Patience);
        bench = new LaneBench(lanes: 3).Start(One);
        await bench.Lanes.Stop().WaitAsync(LaneBench.Patience);
        await bench.Lanes.Barrier().WaitAsync(LaneBench.Patience);
        await bench.Lanes.Post(bench.Sale(One, 1)).AsTask().WaitAsync(LaneBench.Patience);
        await bench.Lanes.AcquirerUp(LaneBench.Acquirer);
    }

    [Test]
    public async Task A_terminal_falls_on_one_lane_always()
    {
        var terminals = Enumerable.Range(1, 40).Select(number => $"{number:D8}").ToArray();
        var bench = new LaneBench(lanes: 7);
        bench.Journal.IsQuick = true;
        bench.Start(terminals);

        // On another lane than the one it was recovered on, a terminal would not be signed on and its version would be 0.
        foreach (var stan in new[] { 1, 2 })
        {
            foreach (var terminal in terminals)
            {
                await bench.Lanes.Post(bench.Reversal(terminal, stan));
            }
        }

        await bench.Lanes.Stop();
        Assert.That(terminals.Select(terminal => bench.Journal.Durable(terminal).Count), Is.All.EqualTo(3));
        Assert.That(bench.Codes.Count(code => code == "00"), Is.EqualTo(80));
    }

    [Test]
    public void There_is_at_least_one_lane() => Assert.That(() => new LaneBench(lanes: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
