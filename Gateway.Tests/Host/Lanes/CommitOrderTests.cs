using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Lanes;

/// <summary>Record first, then act; one terminal's events in order; the others go on.</summary>
[TestFixture]
public sealed class CommitOrderTests
{
    private const string One = "00000001";
    private const string Two = "00000002";

    [Test]
    public async Task M1_no_request_is_sent_before_its_record_is_durable()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        var commit = await bench.Next();
        await bench.Settle();
        Assert.That((commit.Record, bench.Requests.Count), Is.EqualTo((commit.Record as Forwarded, 0)));

        commit.Ok();
        await bench.Settle();
        Assert.That(bench.Requests.Select(request => request.Request.Key), Is.EqualTo(new[] { LaneBench.Key(One, 1) }));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task M3_no_approval_is_answered_before_its_record_is_durable()
    {
        var bench = await Forwarded();
        await bench.Answered(One, 1);
        var commit = await bench.Next();
        await bench.Settle();
        Assert.That(commit.Record, Is.InstanceOf<Approved>());
        Assert.That(bench.Answers, Is.Empty);

        commit.Ok();
        await bench.Settle();
        Assert.That(bench.Answers, Is.EqualTo("1 00"));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task M4_a_refusal_is_answered_only_when_it_is_durable()
    {
        var bench = LaneBench.Started(One);
        bench.Hold(One, HoldLevel.L2);
        await bench.Sell(One, 1);
        var commit = await bench.Next();
        await bench.Settle();
        Assert.That(bench.Answers, Is.Empty);

        commit.Ok();
        await bench.Settle();
        Assert.That(bench.Answers, Is.EqualTo("1 97"));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task While_one_terminals_commit_is_on_its_way_its_next_events_wait_in_order_and_another_terminal_goes_on()
    {
        var bench = LaneBench.Started(One, Two);
        await bench.Sell(One, 1);
        var first = await bench.Next();
        await bench.Lanes.Post(bench.Reversal(One, 1));
        await bench.Lanes.Post(bench.Reversal(One, 7));
        await bench.Sell(Two, 1);
        var others = await bench.Next();
        await bench.Settle();
        Assert.That((others.Append.Stream, bench.Journal.IsIdle), Is.EqualTo(("terminal/" + Two, true)));

        first.Ok();
        var second = await bench.Next();
        Assert.That(((ReversalAccepted)second.Record).Key.Stan, Is.EqualTo(1));
        Assert.That(second.Append.ExpectedVersion, Is.EqualTo(2));
        second.Ok();
        Assert.That(((ReversalAccepted)(await bench.Next()).Record).Key.Stan, Is.EqualTo(7));
    }

    [Test]
    public async Task A_repeat_in_flight_is_answered_at_the_newest_address_only()
    {
        var bench = await Forwarded();
        var repeat = await bench.Sell(One, 1);
        await bench.Answered(One, 1);
        (await bench.Next()).Ok();
        await bench.Settle();

        Assert.That(bench.Answers, Is.EqualTo($"{repeat.Request.ReplyTo.Exchange} 00"));
        Assert.That(bench.Requests, Has.Count.EqualTo(1));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task A_sign_on_publishes_its_keys_only_when_they_are_durable()
    {
        var bench = LaneBench.Started(One);
        var asked = bench.Ask(MessageClass.SignOn, One, null, "0800");
        await bench.Lanes.Post(asked with { Facts = asked.Facts with { IssuedKeys = new IssuedKeySet(2, [], []) } });
        var commit = await bench.Next();
        await bench.Settle();
        Assert.That(bench.Published, Is.Empty);

        commit.Ok();
        await bench.Settle();
        Assert.That(bench.Published, Is.EqualTo(new[] { (One, 2) }));
        await bench.Lanes.Stop();
    }

    [Test]
    public async Task The_standing_is_read_when_a_waiting_request_is_decided_and_not_when_it_came()
    {
        var bench = await Forwarded();
        await bench.Answered(One, 1);
        var approval = await bench.Next();
        await bench.Sell(One, 2);
        await bench.Settle();
        bench.Hold(One, HoldLevel.L2);
        approval.Ok();

        Assert.That(((Refused)(await bench.Next()).Record).Reason, Is.EqualTo(DeclineReason.TerminalHeld));
    }

    // A sale that was sent; exchange 1 waits for its answer.
    private static async Task<LaneBench> Forwarded()
    {
        var bench = LaneBench.Started(One);
        await bench.Sell(One, 1);
        (await bench.Next()).Ok();
        await bench.Settle();
        return bench;
    }
}
