using Gateway.Host.Core.Records;
using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>How requests end, and how long a reversal is owed (M7, M8).</summary>
[TestFixture]
internal sealed class OutcomeTests
{
    [Test]
    public void An_approval_in_time_is_delivered()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        var decision = bench.Answered(10);
        Assert.That(decision.Shape(), Is.EqualTo("Approved | AnswerWaiting"));
        Assert.That(decision.Told(), Has.Property(nameof(TerminalAnswer.ResponseCode)).EqualTo("00").And.Property(nameof(TerminalAnswer.AuthCode)).EqualTo("A12345"));
        Assert.That(bench.Answered(10), Is.SameAs(Decision.Nothing), "said twice");
        Assert.That(bench.Overdue(10), Is.SameAs(Decision.Nothing), "the timer comes too late");
    }

    [Test]
    public void An_approval_with_a_defect_is_an_approval([Values("A2", "A4", "A5", "A6", "11")] string code)
    {
        var bench = new CoreBench();
        bench.Sell(10);
        var decision = bench.Answered(10, code);
        Assert.That(decision.Shape(), Is.EqualTo("Approved | AnswerWaiting"));
        Assert.That(decision.Code(), Is.EqualTo("00"));
        Assert.That(bench.Ask(bench.SettlementOf(11, new(1000, 1, 0, 0))).The<BatchClosed>()!.Domestic, Is.EqualTo(BalanceResult.Balanced));
    }

    [TestCase("51", "51")]
    [TestCase("?!", "96")]
    public void A_decline_in_time_is_delivered(string code, string told)
    {
        var bench = new CoreBench();
        bench.Sell(10);
        Assert.That(bench.Answered(10, code).Code(), Is.EqualTo(told));
        Assert.That(bench.Find(10).IsFinal, Is.True);
    }

    [Test]
    public void No_answer_in_time_is_told_and_owed_in_one_record()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        var decision = bench.Overdue(10);
        Assert.That(decision.Shape(), Is.EqualTo("OutcomeUnknown | AnswerWaiting SetTimer SetTimer"));
        Assert.That((decision.Wakes(TimerKind.Reversal), decision.Wakes(TimerKind.ReversalWait)), Is.EqualTo((TimeSpan.Zero, TimeSpan.FromSeconds(10))));
        Assert.That(decision.Code(), Is.EqualTo("98"));
        Assert.That(decision.The<OutcomeUnknown>()!.Loss, Is.EqualTo(OutcomeLoss.NoAnswer));
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
    }

    [Test]
    public void A_partial_approval_is_taken_back()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        var decision = bench.Answered(10, "10");
        Assert.That(decision.The<OutcomeUnknown>()!.Loss, Is.EqualTo(OutcomeLoss.PartialApproval));
        Assert.That(decision.Code(), Is.EqualTo("98"));
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
    }

    private static readonly Dictionary<string, Action<CoreBench>> _ends = new()
    {
        ["given up"] = bench => bench.Overdue(10),
        ["taken back"] = bench => { bench.Overdue(10); bench.Waited(10); Assert.That(bench.Happen(new ReversalAnswered(CoreBench.Key(10), "00", 1)).The<ReversalDone>(), Is.Not.Null); },
        ["declined"] = bench => bench.Answered(10, "51"),
        ["not sent"] = bench => bench.Happen(new RequestNotSent(CoreBench.Key(10))),
        ["lost in a restart"] = bench => bench.Happen(new Restarted(CoreBench.Terminal)),
        ["reversed by its terminal and taken back"] = bench => { bench.Answered(10); bench.Reverse(10); bench.ReversalDue(10); bench.Happen(new ReversalAnswered(CoreBench.Key(10), "00", 1)); },
    };

    private static readonly string[] _howItEnded = [.. _ends.Keys];

    [Test]
    public void A_late_approval_arms_the_reversal_again([ValueSource(nameof(_howItEnded))] string how, [Values("00", "10", "A2")] string code)
    {
        var bench = new CoreBench();
        bench.Sell(10);
        _ends[how](bench);
        var tries = bench.Find(10).ReversalTries;
        var decision = bench.Answered(10, code);
        Assert.That(decision.Shape(), Is.EqualTo("LateApproval | SetTimer"), "nothing is delivered");
        Assert.That(decision.Wakes(TimerKind.Reversal), Is.EqualTo(TimeSpan.Zero));
        Assert.That(bench.ReversalDue(10).Does<SendReversal>()!.Try, Is.EqualTo(tries + 1));
        Assert.That(bench.Answered(10, "51"), Is.SameAs(Decision.Nothing), "a late decline changes nothing");
    }

    [Test]
    public void An_answer_to_nothing_known_changes_nothing() => Assert.That(new CoreBench().Answered(10), Is.SameAs(Decision.Nothing));

    [Test]
    public void A_balance_owes_no_reversal([Values("given up", "lost in a restart")] string how)
    {
        var bench = new CoreBench();
        bench.Ask(bench.BalanceOf(10));
        _ends[how](bench);
        bench.Answered(10);
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.None));
        Assert.That(bench.ReversalDue(10), Is.SameAs(Decision.Nothing));
    }

    [Test]
    public void A_reversal_is_repeated_until_it_is_acknowledged()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.Overdue(10);
        int[] waits = [5, 10, 20, 40, 60, 60];
        for (var number = 1; number <= waits.Length; number++)
        {
            var decision = bench.ReversalDue(10);
            Assert.That(decision.Does<SendReversal>()!.Try, Is.EqualTo(number));
            Assert.That(decision.The<ReversalSent>()!.Try, Is.EqualTo(number));
            Assert.That(decision.Wakes(TimerKind.Reversal), Is.EqualTo(TimeSpan.FromSeconds(waits[number - 1])));
            Assert.That(bench.Happen(new ReversalAnswered(CoreBench.Key(10), "96", number)).Shape(), Is.EqualTo("ReversalRejected | SetTimer"));
        }

        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
    }

    [TestCase("00")]
    [TestCase("94")]
    public void An_acknowledged_reversal_is_over(string code)
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.Overdue(10);
        bench.Waited(10);
        Assert.That(bench.ReversalAnswered(10, code, 1).Shape(), Is.EqualTo("ReversalDone | "));
        Assert.That(bench.ReversalDue(10), Is.SameAs(Decision.Nothing));
    }

    [Test]
    public void While_the_link_is_down_a_reversal_waits_and_counts_no_try()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.Overdue(10);
        Assert.That(bench.ReversalDue(10, reachable: false).Shape(), Is.EqualTo(" | SetTimer"));
        Assert.That(bench.ReversalDue(10).Does<SendReversal>()!.Try, Is.EqualTo(1));
    }

    [Test]
    public void What_is_said_to_a_reversal_is_believed_only_when_the_request_is_out_of_work([Values("00", "25", "94")] string code)
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.After(TimeSpan.FromSeconds(20)).Overdue(10);
        bench.ReversalDue(10);
        var early = bench.After(TimeSpan.FromSeconds(1)).ReversalAnswered(10, code, 1);
        Assert.That(early.Shape(), Is.EqualTo("ReversalRejected | SetTimer"), "it may be approved after this");
        bench.After(TimeSpan.FromSeconds(9)).Waited(10);
        Assert.That(bench.ReversalAnswered(10, code, 1), Is.SameAs(Decision.Nothing), "an old answer, come late");
        Assert.That(bench.ReversalAnswered(10, code, 2).The<ReversalDone>(), Is.Not.Null, "one is enough");
    }

    [Test]
    public void An_approval_whose_answer_was_lost_after_an_early_acknowledgement_is_still_taken_back()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.After(TimeSpan.FromSeconds(20)).Overdue(10);
        bench.ReversalDue(10);
        bench.ReversalAnswered(10, "00", 1);

        // The acquirer, which acknowledges every advice, approves at 25 seconds and nobody hears of it.
        bench.After(TimeSpan.FromSeconds(10));
        Assert.That(bench.Waited(10), Has.Property(nameof(Decision.Records)).Some.InstanceOf<ReversalSent>());
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
    }

    [Test]
    public void Not_found_of_what_the_acquirer_approved_is_a_contradiction_and_stays_owed([Values("in time", "late", "in part")] string approved)
    {
        var bench = new CoreBench();
        bench.Sell(10);
        switch (approved)
        {
            case "in time": bench.Answered(10); bench.Reverse(10); break;
            case "late": bench.Overdue(10); bench.Answered(10); break;
            default: bench.Answered(10, "10"); break;
        }

        bench.After(TimeSpan.FromMinutes(2)).ReversalDue(10);
        Assert.That(bench.ReversalAnswered(10, "25", 1).The<ReversalRejected>()!.Contradicts, Is.True);
        Assert.That((bench.Find(10).Reversal, bench.Find(10).Contradicted), Is.EqualTo((ReversalDuty.Owed, true)));
        bench.ReversalDue(10);
        bench.ReversalAnswered(10, "00", 2);
        Assert.That((bench.Find(10).Reversal, bench.Find(10).Contradicted), Is.EqualTo((ReversalDuty.Done, false)), "it was found after all");
    }

    [Test]
    public void What_is_known_to_be_approved_is_taken_back_without_waiting([Values("00", "94")] string code)
    {
        var bench = new CoreBench().Sold(10);
        bench.Reverse(10);
        bench.ReversalDue(10);
        Assert.That(bench.ReversalAnswered(10, code, 1).The<ReversalDone>(), Is.Not.Null);
    }

    [Test]
    public void A_clock_set_forward_makes_no_answer_the_last_word()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.After(TimeSpan.FromSeconds(5)).ClockStep = TimeSpan.FromHours(1);
        bench.After(TimeSpan.FromSeconds(15)).Overdue(10);
        bench.ReversalDue(10);
        Assert.That(bench.ReversalAnswered(10, "25", 1).The<ReversalDone>(), Is.Null, "20 seconds have passed, not an hour");
        bench.After(TimeSpan.FromSeconds(10)).Waited(10);
        Assert.That(bench.ReversalAnswered(10, "25", 2).The<ReversalDone>(), Is.Not.Null);
    }

    [Test]
    public void A_clock_set_back_keeps_no_reversal_waiting()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        var told = bench.After(TimeSpan.FromSeconds(20)).Overdue(10);
        bench.ReversalDue(10);
        bench.ClockStep = -TimeSpan.FromDays(1);
        Assert.That(bench.ReversalAnswered(10, "25", 1).Wakes(TimerKind.Reversal), Is.LessThanOrEqualTo(bench.Options.DecideBy));
        Assert.That(told.Wakes(TimerKind.ReversalWait), Is.EqualTo(TimeSpan.FromSeconds(10)), "set before, and measured by no clock on a wall");
    }

    [Test]
    public void While_the_link_is_down_the_wait_is_not_forgotten()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.Overdue(10);
        Assert.That(bench.Waited(10, reachable: false).Wakes(TimerKind.ReversalWait), Is.EqualTo(bench.Options.ReversalRetryMost));
        Assert.That(bench.Waited(10).The<ReversalSent>()!.OutOfWork, Is.True);
        Assert.That(bench.Waited(10), Is.SameAs(Decision.Nothing), "over is over");
    }

    [Test]
    public void After_a_restart_the_whole_wait_begins_anew([Values] bool wasGivenUp)
    {
        var bench = new CoreBench();
        bench.Sell(10);
        if (wasGivenUp)
        {
            bench.After(TimeSpan.FromSeconds(20)).Overdue(10);
            bench.ReversalDue(10);
        }

        var decision = bench.After(TimeSpan.FromHours(1)).Happen(new Restarted(CoreBench.Terminal));
        Assert.That(decision.Wakes(TimerKind.ReversalWait), Is.EqualTo(bench.Options.DecideBy));
        Assert.That(decision.Wakes(TimerKind.Reversal), Is.EqualTo(TimeSpan.Zero), "sent at once all the same");
    }

    [Test]
    public void After_a_restart_nothing_waits_for_what_is_over()
    {
        var bench = new CoreBench().Sold(10);
        bench.Reverse(10);
        bench.Sell(11);
        bench.Overdue(11);
        bench.Waited(11);
        Assert.That(bench.Happen(new Restarted(CoreBench.Terminal)).Wakes(TimerKind.ReversalWait), Is.Null);
    }

    [Test]
    public void An_acknowledgement_older_than_the_late_approval_does_not_end_the_duty([Values("00", "25", "94")] string code)
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.After(TimeSpan.FromSeconds(40)).Overdue(10);
        bench.ReversalDue(10);
        bench.Answered(10);
        Assert.That(bench.Happen(new ReversalAnswered(CoreBench.Key(10), code, 1)), Is.SameAs(Decision.Nothing));
        bench.ReversalDue(10);
        Assert.That(bench.Happen(new ReversalAnswered(CoreBench.Key(10), "00", 2)).The<ReversalDone>(), Is.Not.Null);
    }

    [Test]
    public void After_a_restart_every_open_end_is_taken_up()
    {
        var bench = new CoreBench().Sold(10);
        bench.Reverse(10);
        bench.Sold(11).Sell(12);
        bench.Reverse(12);
        bench.Sell(13);
        var decision = bench.Happen(new Restarted(CoreBench.Terminal));
        Assert.That(decision.Records.Cast<OutcomeUnknown>().Select(record => record.Key.Stan), Is.EquivalentTo([12, 13]));
        Assert.That(decision.Effects.Cast<SetTimer>().Where(timer => timer.Kind == TimerKind.Reversal).Select(timer => timer.Key.Stan), Is.EquivalentTo([10, 12, 13]));
        Assert.That(bench.Ledger.Transactions.Select(transaction => (transaction.Key.Stan, transaction.Reversal)), Is.EquivalentTo(new[]
        {
            (10, ReversalDuty.Owed), (11, ReversalDuty.None), (12, ReversalDuty.Owed), (13, ReversalDuty.Owed),
        }));
    }

    [Test]
    public void A_late_approval_after_the_end_of_a_reversal_is_taken_back_with_the_card_number()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.Overdue(10);
        bench.Ask(bench.SettlementOf(11, default));
        bench.Waited(10);
        Assert.That(bench.ReversalAnswered(10, "00", 1).Shape(), Is.EqualTo("ReversalDone | "));
        bench.Answered(10);
        Assert.That(bench.ReversalDue(10).Does<SendReversal>()!.Transaction.Card!.Sealed, Is.EqualTo(CoreBench.Card.Sealed));
    }
}
