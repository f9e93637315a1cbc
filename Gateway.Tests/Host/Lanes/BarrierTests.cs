using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Lanes;

/// <summary>A barrier waits for exactly what was decided before it (M12).</summary>
[TestFixture]
public sealed class BarrierTests
{
    private const string One = "00000001";
    private const string Two = "00000002";

    [Test]
    public async Task With_nothing_on_its_way_it_passes_at_once()
    {
        var bench = LaneBench.Started(One);
        await bench.Lanes.Barrier().WaitAsync(LaneBench.Patience);
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task It_waits_for_what_was_decided_before_it_and_for_nothing_later()
    {
        var bench = LaneBench.Started(One, Two);
        await bench.Sell(One, 1);
        var before = await bench.Next();
        var barrier = bench.Lanes.Barrier();
        await bench.Sell(Two, 1);
        await bench.Next();
        await bench.Settle();
        Assert.That(barrier.IsCompleted, Is.False);

        before.Ok();
        await barrier.WaitAsync(LaneBench.Patience);
        Assert.That(bench.Requests.Select(request => request.Request.Terminal), Is.EqualTo(new[] { One }), "Sent before the barrier passed.");
    }

    [TestCase(nameof(CommitOutcome.Refused))]
    [TestCase(nameof(CommitOutcome.Conflict))]
    [TestCase(nameof(CommitOutcome.Unknown))]
    public async Task M12_after_a_hold_and_its_barrier_no_money_decided_before_it_can_leave(string named)
    {
        var outcome = Enum.Parse<CommitOutcome>(named);
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        var before = await bench.Next();
        bench.Hold(One, HoldLevel.L2);
        var barrier = bench.Lanes.Barrier();
        await bench.Settle();
        Assert.That(barrier.IsCompleted, Is.False);
        before.Ends(outcome);
        await barrier.WaitAsync(LaneBench.Patience);

        if (outcome == CommitOutcome.Refused)
        {
            await bench.Sell(One, 1);
        }

        var after = await bench.Next();
        Assert.That(after.Record, Is.InstanceOf<Refused>());
        after.Ok();
        await bench.Settle();
        Assert.That(bench.Requests, Is.Empty);
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task It_passes_only_when_every_lane_has_passed_it()
    {
        var bench = new LaneBench(lanes: 8).Start(One);
        await bench.Sell(One, 1);
        var before = await bench.Next();
        var barrier = bench.Lanes.Barrier();
        await bench.Settle();
        Assert.That(barrier.IsCompleted, Is.False);
        before.Ok();
        await barrier.WaitAsync(LaneBench.Patience);
        await bench.Lanes.Stop();
    }
}
