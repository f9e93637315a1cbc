using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Lanes;

/// <summary>Timers that are set, replaced, cancelled and woken.</summary>
[TestFixture]
public sealed class LaneTimerTests
{
    private const string One = "00000001";

    [Test]
    public async Task No_answer_in_time_is_told_98_and_reversed_in_that_order()
    {
        var bench = await Sent();
        await bench.Pass(TimeSpan.FromSeconds(19));
        Assert.That(bench.Journal.IsIdle, Is.True);
        await bench.Pass(TimeSpan.FromSeconds(1));
        (await bench.Next()).Ok();
        await bench.Settle();
        Assert.That(bench.Answers, Is.EqualTo("1 98"));
        Assert.That(bench.Reversals, Is.Empty);

        (await bench.Next()).Ok();
        await bench.Settle();
        Assert.That(bench.Reversals, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_answer_in_time_takes_the_timer_away()
    {
        var bench = await Sent();
        await bench.Answered(One, 1);
        (await bench.Next()).Ok();
        await bench.Settle();
        await bench.Pass(TimeSpan.FromMinutes(5));

        Assert.That(bench.Journal.IsIdle, Is.True);
        Assert.That(bench.Answers, Is.EqualTo("1 00"));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task A_reversal_is_repeated_with_longer_waits_until_it_is_acknowledged_and_then_never_again()
    {
        var bench = await GivenUp();
        // The third leaves when the request is out of work, ten seconds after the first: its answer is the first that counts.
        foreach (var (tries, wait) in new[] { (1, 5), (2, 5), (3, 20), (4, 40), (5, 60), (6, 60) })
        {
            var sent = await bench.Next();
            Assert.That((((ReversalSent)sent.Record).Try, ((ReversalSent)sent.Record).OutOfWork), Is.EqualTo((tries, tries == 3)));
            sent.Ok();
            await bench.Pass(TimeSpan.FromSeconds(wait) - TimeSpan.FromMilliseconds(1));
            Assert.That(bench.Journal.IsIdle, Is.True, $"Try {tries} waits {wait} seconds.");
            await bench.Pass(TimeSpan.FromMilliseconds(1));
        }

        (await bench.Next()).Ok();
        await bench.Lanes.Post(new ReversalAnswered(LaneBench.Key(One, 1), "00", 7));
        (await bench.Next()).Ok();
        await bench.Pass(TimeSpan.FromHours(1));
        Assert.That((bench.Journal.IsIdle, bench.Reversals.Count), Is.EqualTo((true, 7)));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task A_link_that_takes_no_more_requests_still_takes_reversals()
    {
        var bench = await GivenUp(acquirerUp: false);
        bench.IsAcquirerFull = true;
        await bench.Pass(TimeSpan.FromSeconds(60));
        Assert.That((await bench.Next()).Record, Is.InstanceOf<ReversalSent>());
    }

    [Test]
    public async Task A_reversal_without_a_place_is_not_tried_and_asks_again_after_a_second()
    {
        var bench = await GivenUp(acquirerUp: false);
        bench.ReversalPlaces = 0;
        bench.IsAcquirerUp = true;
        await bench.Lanes.AcquirerUp(LaneBench.Acquirer);
        await bench.Pass(TimeSpan.FromSeconds(5));
        Assert.That(bench.Journal.IsIdle, Is.True);

        bench.ReversalPlaces = 1;
        await bench.Pass(TimeSpan.FromSeconds(1));
        Assert.That(((ReversalSent)(await bench.Next()).Record).Try, Is.EqualTo(1));
    }

    [Test]
    public async Task A_link_that_comes_up_wakes_its_reversals_at_once()
    {
        var bench = await GivenUp(acquirerUp: false);
        await bench.Pass(TimeSpan.FromSeconds(10));
        Assert.That(bench.Journal.IsIdle, Is.True, "Nothing can be sent while the link is down.");

        await bench.Lanes.AcquirerUp("another");
        await bench.Settle();
        Assert.That(bench.Journal.IsIdle, Is.True, "Another acquirer's link helps nobody.");
        bench.IsAcquirerUp = true;
        await bench.Lanes.AcquirerUp(LaneBench.Acquirer);
        (await bench.Next()).Ok();
        await bench.Settle();
        Assert.That(bench.Reversals, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_late_approval_is_never_delivered_and_arms_the_reversal_again()
    {
        var bench = await GivenUp();
        (await bench.Next()).Ok();
        await bench.Lanes.Post(new ReversalAnswered(LaneBench.Key(One, 1), "00", 1));
        (await bench.Next()).Ok();
        await bench.Answered(One, 1);
        (await bench.Next()).Ok();

        Assert.That(((ReversalSent)(await bench.Next()).Record).Try, Is.EqualTo(2));
        Assert.That(bench.Answers, Is.EqualTo("1 98"));
    }

    [Test]
    public async Task A_timer_far_beyond_what_the_runtime_can_sleep_does_not_end_the_lane()
    {
        var bench = new LaneBench(options: new SwitchOptions { AnswerTimeout = TimeSpan.FromDays(400), DecideBy = TimeSpan.FromDays(401) }).Start(One);
        await bench.Sell(One, 1);
        (await bench.Next()).Ok();
        await bench.Settle();
        for (var day = 0; day < 400; day++)
        {
            bench.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.That((await bench.Next()).Record, Is.InstanceOf<OutcomeUnknown>());
    }

    private static async Task<LaneBench> Sent()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        (await bench.Next()).Ok();
        await bench.Settle();
        return bench;
    }

    private static async Task<LaneBench> GivenUp(bool acquirerUp = true)
    {
        var bench = await Sent();
        bench.IsAcquirerUp = acquirerUp;
        await bench.Pass(TimeSpan.FromSeconds(20));
        (await bench.Next()).Ok();
        await bench.Settle();
        return bench;
    }
}
