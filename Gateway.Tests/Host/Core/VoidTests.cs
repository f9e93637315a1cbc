using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>A void and its sale: money is given back once, never twice, and never forgotten between the two.</summary>
[TestFixture]
internal sealed class VoidTests
{
    private static readonly Dictionary<string, (DeclineReason Reason, Func<CoreBench, TerminalRequest> Ask)> _refusals = new()
    {
        ["of nothing known"] = (DeclineReason.OriginalNotFound, bench => bench.VoidOf(20, 99)),
        ["of a balance inquiry"] = (DeclineReason.OriginalNotFound, bench => { bench.Ask(bench.BalanceOf(15)); bench.Answered(15); return bench.VoidOf(20, 15, 0) with { Amount = 1000 }; }
        ),
        ["of another void"] = (DeclineReason.OriginalNotFound, bench => bench.Voided(12, 10).VoidOf(20, 12)),
        ["of a declined sale"] = (DeclineReason.OriginalNotApproved, bench => { bench.Sell(13); bench.Answered(13, "51"); return bench.VoidOf(20, 13); }
        ),
        ["of a sale given up"] = (DeclineReason.OriginalNotApproved, bench => { bench.Sell(13); bench.Overdue(13); return bench.VoidOf(20, 13); }
        ),
        ["of a reversed sale"] = (DeclineReason.OriginalNotApproved, bench => { bench.Reverse(10); return bench.VoidOf(20, 10); }
        ),
        ["of a voided sale"] = (DeclineReason.OriginalNotApproved, bench => bench.Voided(12, 10).VoidOf(20, 10)),
        ["of another amount"] = (DeclineReason.AmountMismatch, bench => bench.VoidOf(20, 10, 999)),
        ["with another card"] = (DeclineReason.CardMismatch, bench => bench.VoidOf(20, 10) with { Card = new CardReference("622200******0002", "card-2", null) }),
        ["of a sale in another batch"] = (DeclineReason.OriginalNotFound, bench => bench.VoidOf(20, 10) with { Original = new OriginalReference(9, 10) }),
    };

    private static IEnumerable<TestCaseData> Refusals()
        => _refusals.Keys.Select(name => new TestCaseData(name).SetName($"A void {name} is refused as {_refusals[name].Reason}"));

    [TestCaseSource(nameof(Refusals))]
    public void A_void_is_refused(string name)
    {
        var bench = new CoreBench().Sold(10);
        var request = _refusals[name].Ask(bench);
        var decision = bench.Ask(request);
        Assert.That(decision.The<Refused>()?.Reason, Is.EqualTo(_refusals[name].Reason));
        Assert.That(decision.Code(), Is.EqualTo(ResponseCodes.For(_refusals[name].Reason)));
    }

    [Test]
    public void A_void_without_a_card_in_the_message_takes_the_card_of_its_sale()
    {
        var bench = new CoreBench().Sold(10);
        var decision = bench.Ask(bench.VoidOf(20, 10) with { Card = null });
        Assert.That(decision.The<Forwarded>(), Has.Property(nameof(Forwarded.CardMasked)).EqualTo(CoreBench.Card.Masked).And.Property(nameof(Forwarded.Original)).EqualTo(CoreBench.Key(10)));
        Assert.That(decision.Does<SendRequest>()!.Original!.Key, Is.EqualTo(CoreBench.Key(10)));
    }

    private static readonly Dictionary<string, Action<CoreBench>> _failures = new()
    {
        ["declined"] = bench => bench.Answered(20, "51"),
        ["not sent"] = bench => bench.Happen(new RequestNotSent(CoreBench.Key(20))),
        ["given up"] = bench => bench.Overdue(20),
        ["lost in a restart"] = bench => bench.Happen(new Restarted(CoreBench.Terminal)),
        ["reversed, then approved"] = bench => { bench.Reverse(20); bench.Answered(20); },
        ["reversed, then given up"] = bench => { bench.Reverse(20); bench.Overdue(20); },
        ["approved, then reversed"] = bench => { bench.Answered(20); bench.Reverse(20); },
    };

    private static readonly string[] _howVoidsFail = [.. _failures.Keys];

    [TestCaseSource(nameof(_howVoidsFail))]
    public void After_a_void_that_failed_its_sale_can_be_voided_again(string how)
    {
        var bench = new CoreBench().Sold(10);
        bench.Void(20, 10);
        _failures[how](bench);
        Assert.That(bench.Find(10), Has.Property(nameof(Transaction.VoidedBy)).Null.And.Property(nameof(Transaction.State)).EqualTo(TransactionState.Approved));
        Assert.That(bench.Void(21, 10).The<Forwarded>(), Is.Not.Null);
    }

    [TestCaseSource(nameof(_howVoidsFail))]
    public void After_a_void_that_failed_its_sale_can_be_reversed(string how)
    {
        var bench = new CoreBench().Sold(10);
        bench.Void(20, 10);
        _failures[how](bench);
        Assert.That(bench.Reverse(10).Shape(), Is.EqualTo("ReversalAccepted | Answer SetTimer"));
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
    }

    [Test]
    public void Reversing_a_voided_sale_gives_nothing_back_twice()
    {
        var bench = new CoreBench().Sold(10).Voided(20, 10);
        var decision = bench.Reverse(10);
        Assert.That(decision.Code(), Is.EqualTo("00"));
        Assert.That(decision.The<ReversalAccepted>()!.Moot, Is.True);
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.None));
        Assert.That(bench.Reverse(10).Shape(), Is.EqualTo(" | Answer"), "asked again");
    }

    [TestCaseSource(nameof(_howVoidsFail))]
    public void A_sale_reversed_while_its_void_is_on_its_way_is_taken_back_however_the_void_ends(string how)
    {
        var bench = new CoreBench().Sold(10);
        bench.Void(20, 10);
        var decision = bench.Reverse(10);
        Assert.That(decision.Code(), Is.EqualTo("00"));
        _failures[how](bench);
        Assert.That(bench.Find(10), Has.Property(nameof(Transaction.State)).EqualTo(TransactionState.Reversed).And.Property(nameof(Transaction.Reversal)).EqualTo(ReversalDuty.Owed));
        Assert.That(bench.Find(20).State, Is.Not.EqualTo(TransactionState.Approved));
        Assert.That(bench.Ledger.Transactions.Where(transaction => transaction.CountsInBatch), Is.Empty);
    }

    [Test]
    public void A_sale_and_its_void_that_are_both_taken_back_leave_in_that_order_whatever_woke_them_up()
    {
        var bench = new CoreBench().Sold(10);
        bench.After(TimeSpan.FromSeconds(60)).Void(20, 10);
        bench.After(TimeSpan.FromSeconds(5)).Reverse(10);
        bench.After(TimeSpan.FromMinutes(2));
        Assert.That(bench.ReversalDue(10).Shape(), Is.EqualTo(" | SetTimer"), "the link came up while the void was on its way");
        bench.Overdue(20);
        Assert.That(bench.ReversalDue(10).Shape(), Is.EqualTo(" | SetTimer"), "the void is given up and not taken back");
        bench.Waited(20);
        Assert.That(bench.ReversalDue(10).Shape(), Is.EqualTo(" | SetTimer"), "the void's reversal is not acknowledged");
        var done = bench.Happen(new ReversalAnswered(CoreBench.Key(20), "00", 1));
        Assert.That(done.Does<SetTimer>(), Is.EqualTo(new SetTimer(TimerKind.Reversal, CoreBench.Key(10), TimeSpan.Zero)), "the sale is woken up");
        Assert.That(bench.ReversalDue(10).Does<SendReversal>(), Is.Not.Null);
    }

    [Test]
    public void After_a_restart_a_sale_still_waits_for_its_void()
    {
        var bench = new CoreBench().Sold(10);
        bench.Void(20, 10);
        bench.Reverse(10);
        bench.After(TimeSpan.FromMinutes(2)).Happen(new Restarted(CoreBench.Terminal));
        Assert.That(bench.ReversalDue(10).Does<SendReversal>(), Is.Null);
        Assert.That(bench.ReversalDue(20).Does<SendReversal>(), Is.Not.Null);
    }

    [Test]
    public void A_sale_reversed_by_itself_waits_for_a_void_that_was_given_up_before()
    {
        var bench = new CoreBench().Sold(10);
        bench.Void(20, 10);
        bench.Overdue(20);
        bench.Reverse(10);
        Assert.That(bench.ReversalDue(10).Does<SendReversal>(), Is.Null);
    }

    [TestCase("51")]
    [TestCase(null)]
    public void A_sale_is_woken_up_when_its_void_did_not_happen(string? code)
    {
        var bench = new CoreBench().Sold(10);
        bench.Void(20, 10);
        bench.Reverse(10);
        var ended = code is null ? bench.Happen(new RequestNotSent(CoreBench.Key(20))) : bench.Answered(20, code);
        Assert.That(ended.Does<SetTimer>(), Is.EqualTo(new SetTimer(TimerKind.Reversal, CoreBench.Key(10), TimeSpan.Zero)));
        Assert.That(bench.ReversalDue(10).Does<SendReversal>(), Is.Not.Null);
    }

    [Test]
    public void A_void_reversed_before_its_outcome_is_taken_back_as_soon_as_it_is_approved()
    {
        var bench = new CoreBench().Sold(10);
        bench.Void(20, 10);
        bench.Reverse(10);
        var told = bench.Answered(20);
        Assert.That(told.Code(), Is.EqualTo("98"));
        Assert.That(told.Does<SetTimer>(), Is.EqualTo(new SetTimer(TimerKind.Reversal, CoreBench.Key(20), TimeSpan.Zero)));
    }

    [Test]
    public void Reversing_a_voided_sale_and_then_its_void_takes_both_back()
    {
        var bench = new CoreBench().Sold(10).Voided(20, 10);
        bench.Reverse(10);
        bench.Reverse(20);
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
        Assert.That(bench.Find(20).Reversal, Is.EqualTo(ReversalDuty.Owed));
        Assert.That(bench.ReversalDue(10).Does<SendReversal>(), Is.Null, "the void goes first");
    }

    [Test]
    public void A_void_kept_apart_names_its_sale_and_stops_a_second_one()
    {
        var bench = new CoreBench().Sold(10).HeldAt(HoldLevel.L5);
        var kept = bench.Void(20, 10);
        Assert.That(kept.Code(), Is.EqualTo("00"));
        Assert.That(kept.The<Quarantined>()!.Original, Is.EqualTo(CoreBench.Key(10)));
        Assert.That(bench.Released().Void(21, 10).Code(), Is.EqualTo("25"));
    }

    [Test]
    public void A_sale_reversed_after_a_void_kept_apart_is_taken_back_and_the_void_is_off()
    {
        var bench = new CoreBench().Sold(10).HeldAt(HoldLevel.L5);
        bench.Void(20, 10);
        bench.Released().Reverse(10);
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
        Assert.That(bench.Find(20).State, Is.EqualTo(TransactionState.Reversed));
    }
}
