using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>Reversals are accepted whatever became of the original, and what is owed is in the same record.</summary>
[TestFixture]
internal sealed class ReversalRequestTests
{
    private sealed record Row(string Original, Action<CoreBench> Story, TransactionState State, ReversalDuty Duty);

    private static readonly Row[] _rows =
    [
        new("never seen", _ => { }, TransactionState.ReversedUnseen, ReversalDuty.None),
        new("on its way", bench => bench.Sell(10), TransactionState.Pending, ReversalDuty.AwaitingOutcome),
        new("approved", bench => bench.Sold(10), TransactionState.Reversed, ReversalDuty.Owed),
        new("declined by the acquirer", bench => { bench.Sell(10); bench.Answered(10, "51"); }, TransactionState.Declined, ReversalDuty.None),
        new("declined here", bench => bench.Ask(bench.SaleOf(10), facts => facts with { Acquirer = null }), TransactionState.Declined, ReversalDuty.None),
        new("never sent", bench => { bench.Sell(10); bench.Happen(new RequestNotSent(CoreBench.Key(10))); }, TransactionState.Declined, ReversalDuty.None),
        new("given up", bench => { bench.Sell(10); bench.Overdue(10); }, TransactionState.Reversed, ReversalDuty.Owed),
        new("given up and taken back", bench => { bench.Sell(10); bench.Overdue(10); bench.Waited(10); bench.ReversalAnswered(10, "00", 1); }, TransactionState.Reversed, ReversalDuty.Done),
        new("reversed", bench => { bench.Sold(10); bench.Reverse(10); }, TransactionState.Reversed, ReversalDuty.Owed),
        new("an approved balance", bench => { bench.Ask(bench.BalanceOf(10)); bench.Answered(10); }, TransactionState.Approved, ReversalDuty.None),
        new("a balance on its way", bench => bench.Ask(bench.BalanceOf(10)), TransactionState.Pending, ReversalDuty.AwaitingOutcome),
        new("kept apart", bench => bench.Ask(bench.SaleOf(10) with { Class = MessageClass.OfflineSale, MessageType = "0220" }), TransactionState.Reversed, ReversalDuty.None),
        new("in a closed batch", bench => { bench.Sold(10); bench.Ask(bench.SettlementOf(11, new(1000, 1, 0, 0))); }, TransactionState.Reversed, ReversalDuty.Owed),
    ];

    private static IEnumerable<TestCaseData> Rows() => _rows.Select((row, at) => new TestCaseData(at).SetName($"A reversal of an original {row.Original} is accepted"));

    [TestCaseSource(nameof(Rows))]
    public void A_reversal_is_accepted(int at)
    {
        foreach (var level in Enum.GetValues<HoldLevel>())
        {
            var bench = new CoreBench();
            _rows[at].Story(bench);
            bench.HeldAt(level);
            Assert.That(bench.Reverse(10).Code(), Is.EqualTo("00"));
            Assert.That((bench.Find(10).State, bench.Find(10).Reversal), Is.EqualTo((_rows[at].State, _rows[at].Duty)), $"{level}");
            var again = bench.Reverse(10);
            Assert.That(again.Shape(), Is.EqualTo(" | Answer"), "asked again, nothing more is written");
            Assert.That(again.Code(), Is.EqualTo("00"));
        }
    }

    [Test]
    public void A_reversal_that_came_first_is_a_stone_for_its_original([Values(HoldLevel.L0, HoldLevel.L2, HoldLevel.L5)] HoldLevel level)
    {
        var bench = new CoreBench();
        var record = bench.HeldAt(level).Reverse(10).The<ReversalAccepted>()!;
        var late = bench.Released().Sell(10);
        Assert.Multiple(() =>
        {
            Assert.That((record.Key, record.Amount, record.Cause), Is.EqualTo((CoreBench.Key(10), 1000L, "98")));
            Assert.That(late.Code(), Is.EqualTo("94"));
            Assert.That(late.Does<AuditRefusal>()!.Reason, Is.EqualTo(DeclineReason.AlreadyReversed));
            Assert.That(late.Records, Is.Empty);
        });
    }

    [Test]
    public void A_reversal_is_not_compared_for_content()
    {
        var bench = new CoreBench().Sold(10);
        bench.Ask(bench.ReversalOf(10) with { Amount = 77, ContentFingerprint = "other" });
        Assert.That(bench.Find(10), Has.Property(nameof(Transaction.State)).EqualTo(TransactionState.Reversed).And.Property(nameof(Transaction.Amount)).EqualTo(1000));
    }

    [Test]
    public void A_terminal_that_signed_off_may_still_reverse()
    {
        var bench = new CoreBench().Sold(10);
        bench.Ask(bench.Request(MessageClass.SignOff, null, "0820"));
        Assert.That(bench.Reverse(10).Code(), Is.EqualTo("00"));
    }

    [TestCase(null, 1)]
    [TestCase(10, 0)]
    public void A_reversal_without_a_trace_names_nothing(int? stan, int batch)
    {
        var bench = new CoreBench();
        var decision = bench.Ask(bench.ReversalOf(10) with { Stan = stan, Batch = batch });
        Assert.That(decision.Code(), Is.EqualTo("30"));
        Assert.That(decision.Records, Is.Empty);
    }

    [Test]
    public void A_reversal_of_an_approval_leaves_at_once_where_nobody_has_to_look()
    {
        var bench = new CoreBench().Sold(10).HeldAt(HoldLevel.L4);
        Assert.That(bench.Reverse(10).Does<SetTimer>(), Is.EqualTo(new SetTimer(TimerKind.Reversal, CoreBench.Key(10), TimeSpan.Zero)));
    }

    [Test]
    public void A_reversal_of_an_approval_waits_while_somebody_may_look_whatever_the_clock_on_the_wall_says([Values(-24, 0, 24)] int hoursSet)
    {
        var bench = new CoreBench().Sold(10).HeldAt(HoldLevel.L5);
        Assert.That(bench.Reverse(10).Does<SetTimer>(), Is.EqualTo(new SetTimer(TimerKind.ReversalWait, CoreBench.Key(10), TimeSpan.FromHours(4))));
        bench.ClockStep = TimeSpan.FromHours(hoursSet);
        Assert.That(bench.After(TimeSpan.FromHours(1)).ReversalDue(10), Is.SameAs(Decision.Nothing), "the link came up");
        Assert.That(bench.After(TimeSpan.FromHours(3)).Waited(10).Does<SendReversal>(), Is.Not.Null);
        Assert.That(bench.After(TimeSpan.FromMinutes(1)).ReversalDue(10).Does<SendReversal>(), Is.Not.Null, "and repeated like any other");
    }

    [TestCase(0, 3)]
    [TestCase(-24, 4)]
    [TestCase(24, 0)]
    public void After_a_restart_the_rest_of_the_wait_is_what_the_clock_says_within_bounds(int hoursSet, int hours)
    {
        var bench = new CoreBench().Sold(10).HeldAt(HoldLevel.L5);
        bench.Reverse(10);
        bench.After(TimeSpan.FromHours(1)).ClockStep = TimeSpan.FromHours(hoursSet);
        Assert.That(bench.Happen(new Restarted(CoreBench.Terminal)).Wakes(TimerKind.ReversalWait), Is.EqualTo(TimeSpan.FromHours(hours)));
    }

    [Test]
    public void A_reversal_the_gateway_owes_itself_waits_for_nobody([Values] bool askedFirst)
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.HeldAt(HoldLevel.L5);
        foreach (var step in askedFirst ? new Action[] { () => bench.Reverse(10), () => bench.Overdue(10) } : [() => bench.Overdue(10), () => bench.Reverse(10)])
        {
            step();
        }

        Assert.That(bench.ReversalDue(10).Does<SendReversal>(), Is.Not.Null);
    }

    [Test]
    public void An_original_approved_after_its_reversal_is_not_delivered_and_taken_back()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.Reverse(10);
        var decision = bench.Answered(10);
        Assert.That(decision.Does<AnswerWaiting>()!.Content.ResponseCode, Is.EqualTo("98"));
        Assert.That(decision.Wakes(TimerKind.Reversal), Is.EqualTo(TimeSpan.Zero));
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
    }

    [Test]
    public void An_original_declined_after_its_reversal_leaves_nothing_to_do()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.Reverse(10);
        bench.Answered(10, "51");
        Assert.That((bench.Find(10).State, bench.Find(10).Reversal), Is.EqualTo((TransactionState.Declined, ReversalDuty.None)));
    }

    [Test]
    public void A_terminal_that_reversed_a_pending_sale_may_start_the_next()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        Assert.That(bench.Sell(11).Code(), Is.EqualTo("09"));
        bench.Reverse(10);
        Assert.That(bench.Sell(12).The<Forwarded>(), Is.Not.Null);
    }
}
