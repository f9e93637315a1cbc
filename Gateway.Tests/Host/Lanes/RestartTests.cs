using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Lanes;

/// <summary>What a lane makes of the records it is started with.</summary>
[TestFixture]
public sealed class RestartTests
{
    private const string One = "00000001";

    [Test]
    public async Task A_request_without_outcome_becomes_unknown_and_is_reversed_at_once()
    {
        var bench = new LaneBench();
        bench.Past(One, Sent(bench, 1));
        bench.Start(One);
        var given = await bench.Next();
        Assert.That(given.Record, Is.InstanceOf<OutcomeUnknown>().With.Property(nameof(OutcomeUnknown.Loss)).EqualTo(OutcomeLoss.Restart));
        Assert.That(bench.Reversals, Is.Empty);
        given.Ok();

        var sent = await bench.Next();
        Assert.That(((ReversalSent)sent.Record).Try, Is.EqualTo(1));
        sent.Ok();
        await bench.Settle();
        Assert.That(bench.Reversals.Select(reversal => reversal.Transaction.Key), Is.EqualTo(new[] { LaneBench.Key(One, 1) }));
    }

    [Test]
    public async Task An_owed_reversal_is_taken_up_without_anything_else_happening()
    {
        var bench = new LaneBench();
        bench.Past(One, Sent(bench, 1), new OutcomeUnknown { At = default, Key = LaneBench.Key(One, 1), Loss = OutcomeLoss.NoAnswer },
            new ReversalSent { At = default, Key = LaneBench.Key(One, 1), Try = 3, Upstream = default });
        bench.Start(One);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(((ReversalSent)(await bench.Next()).Record).Try, Is.EqualTo(4));
    }

    [Test]
    public async Task Nothing_of_a_terminal_is_decided_until_its_old_requests_are_given_up()
    {
        var bench = new LaneBench();
        bench.Past(One, Sent(bench, 1));
        bench.Start(One);
        var given = await bench.Next();
        await bench.Lanes.Post(bench.Reversal(One, 1));
        await bench.Sell(One, 2);
        given.Ends(CommitOutcome.Refused);
        await bench.Settle();
        Assert.That(bench.Journal.IsIdle, Is.True);

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        given = await bench.Next();
        Assert.That(given.Append.Records, Has.Count.EqualTo(1).And.All.InstanceOf<OutcomeUnknown>());
        given.Ok();
        Assert.That((await bench.Next()).Record, Is.InstanceOf<ReversalAccepted>());
    }

    [Test]
    public async Task A_repeat_after_a_restart_gets_the_stored_answer()
    {
        var bench = new LaneBench();
        bench.Past(One, Sent(bench, 1), new Approved { At = default, Key = LaneBench.Key(One, 1), AuthCode = "A12345" });
        bench.Start(One);
        await bench.Sell(One, 1);
        await bench.Settle();

        Assert.That(bench.Answers, Is.EqualTo("1 00"));
        Assert.That((bench.Requests.Count, bench.Journal.IsIdle), Is.EqualTo((0, true)));
        await bench.Lanes.Stop();
    }

    private static Forwarded Sent(LaneBench bench, int stan) => new()
    {
        At = bench.Time.GetLocalNow(),
        Key = LaneBench.Key(One, stan),
        Class = MessageClass.Sale,
        Amount = 1000,
        ContentFingerprint = $"Sale {stan}",
        Acquirer = LaneBench.Acquirer,
        Upstream = default,
        DecideBy = bench.Time.GetLocalNow().AddSeconds(30),
    };
}
