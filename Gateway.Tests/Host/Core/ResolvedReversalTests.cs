using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>A reversal that people settled with the acquirer: it ends by name and reason, and by nothing less.</summary>
[TestFixture]
public sealed class ResolvedReversalTests
{
    private readonly CoreBench _bench = new();

    [Test]
    public void One_that_was_tried_ends_and_is_sent_no_more()
    {
        Contradicted();
        var resolved = Resolve();
        Assert.That(((ReversalResolved)resolved.Records.Single()).By, Is.EqualTo("anna"));
        Assert.That((_bench.Find(10).Reversal, _bench.Find(10).Contradicted, _bench.Find(10).IsFinal), Is.EqualTo((ReversalDuty.Resolved, false, true)));
        Assert.That((_bench.ReversalDue(10), _bench.ReversalAnswered(10, "00", 1), Resolve()), Is.EqualTo((Decision.Nothing, Decision.Nothing, Decision.Nothing)));
    }

    [Test]
    public void One_that_was_never_tried_is_not_settled_by_hand()
    {
        _bench.Sold(10);
        _bench.Reverse(10);
        Assert.That(Resolve(), Is.EqualTo(Decision.Nothing));
    }

    [Test]
    public void What_is_not_owed_is_not_settled()
    {
        _bench.Sold(10);
        Assert.That(Resolve(), Is.EqualTo(Decision.Nothing));
    }

    [Test]
    public void An_approval_that_comes_after_it_is_taken_back_all_the_same()
    {
        _bench.Sell(10);
        _bench.Overdue(10);
        _bench.ReversalDue(10);
        Resolve();
        _bench.Answered(10);
        Assert.That(_bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
    }

    [Test]
    public void A_sale_that_waits_for_a_void_nobody_finds_is_woken_up_when_the_void_is_settled()
    {
        _bench.Sold(10);
        _bench.Void(11, 10);
        _bench.Reverse(10);
        _bench.Overdue(11);
        _bench.After(TimeSpan.FromMinutes(2)).ReversalDue(11);
        Assert.That(_bench.ReversalDue(10).The<ReversalSent>(), Is.Null, "the void is owed first");
        var resolved = _bench.Happen(new ReversalResolveOrdered(CoreBench.Key(11), "anna", "Credited by hand."));
        Assert.That(resolved.Effects, Is.EqualTo((Effect[])[new SetTimer(TimerKind.Reversal, CoreBench.Key(10), TimeSpan.Zero)]));
        Assert.That(_bench.ReversalDue(10).The<ReversalSent>(), Is.Not.Null);
    }

    private void Contradicted()
    {
        _bench.Sold(10);
        _bench.Reverse(10);
        _bench.ReversalDue(10);
        _bench.ReversalAnswered(10, "25", 1);
    }

    private Decision Resolve() => _bench.Happen(new ReversalResolveOrdered(CoreBench.Key(10), "anna", "Credited by the acquirer."));
}
