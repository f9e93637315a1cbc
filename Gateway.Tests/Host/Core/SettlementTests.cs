using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>Settlement at any standing: the truth about the difference, once for each batch.</summary>
[TestFixture]
internal sealed class SettlementTests
{
    // Two sales, one voided, one reversed; one declined and one balance inquiry that count nowhere.
    private static readonly BatchTotals _truth = new(3000, 2, 1000, 1);

    private static CoreBench Day()
    {
        var bench = new CoreBench().Sold(10).Sold(11, 2000).Sold(12, 500).Voided(20, 10);
        bench.Reverse(12);
        bench.Sell(13);
        bench.Answered(13, "51");
        bench.Ask(bench.BalanceOf(14));
        bench.Answered(14);
        return bench;
    }

    [Test]
    public void Equal_totals_balance_and_open_the_next_batch([Values] HoldLevel level)
    {
        var bench = Day().HeldAt(level);
        var decision = bench.Ask(bench.SettlementOf(30, _truth));
        var closed = decision.The<BatchClosed>()!;
        Assert.Multiple(() =>
        {
            Assert.That(decision.Code(), Is.EqualTo("(none)"), "an answer to a settlement has no DE 39");
            Assert.That(decision.Told()!.SettlementTotals, Is.EqualTo(new string('0', 8) + "3000" + "002" + new string('0', 8) + "1000" + "001" + "1" + new string('0', 30) + "1"));
            Assert.That((closed.Domestic, closed.Foreign, closed.Host, closed.Posted), Is.EqualTo((BalanceResult.Balanced, BalanceResult.Balanced, _truth, _truth)));
            Assert.That(closed.Quarantined, Is.EqualTo(level == HoldLevel.L5));
            Assert.That(bench.Ledger.Batch, Is.EqualTo(2));
        });
    }

    private static readonly BatchTotals[] _untrue = [default, new(2000, 1, 1000, 1), new(3000, 3, 1000, 1), new(3000, 2, 0, 0), new(3001, 2, 1000, 1)];

    [TestCaseSource(nameof(_untrue))]
    public void A_difference_is_told(object claim)
    {
        var bench = Day();
        var decision = bench.Ask(bench.SettlementOf(30, (BatchTotals)claim));
        Assert.That(decision.The<BatchClosed>()!.Domestic, Is.EqualTo(BalanceResult.NotBalanced));
        Assert.That(SettlementField.Read(decision.Told()!.SettlementTotals)!.Domestic, Is.EqualTo(_truth));
        Assert.That(decision.Told()!.SettlementTotals[30], Is.EqualTo('2'));
    }

    [Test]
    public void The_repeat_for_a_closed_batch_is_answered_the_same([Values(0, 1, 2)] int settledSince)
    {
        var bench = Day();
        var first = bench.Ask(bench.SettlementOf(30, default)).Told()!;
        for (var batch = 2; batch < 2 + settledSince; batch++)
        {
            bench.Ask(bench.SettlementOf(31, default, batch: batch));
        }

        var again = bench.Ask(bench.SettlementOf(30, default));
        Assert.That(again.Records, Is.Empty);
        Assert.That(again.Told()!.SettlementTotals, Is.EqualTo(first.SettlementTotals));
    }

    [Test]
    public void A_reversal_after_the_closing_does_not_change_what_a_repeat_hears()
    {
        var bench = Day();
        bench.Ask(bench.SettlementOf(30, _truth));
        bench.Reverse(11);
        Assert.That(bench.Ask(bench.SettlementOf(30, _truth)).Told()!.SettlementTotals[30], Is.EqualTo('1'));
    }

    [Test]
    public void What_is_on_its_way_at_settlement_is_given_up_and_taken_back()
    {
        var bench = Day();
        bench.Sell(15);
        var decision = bench.Ask(bench.SettlementOf(30, _truth));
        Assert.That(decision.Shape(), Does.StartWith("OutcomeUnknown BatchClosed").And.EndsWith("| AnswerWaiting SetTimer SetTimer Answer"));
        Assert.That(decision.The<OutcomeUnknown>()!.Loss, Is.EqualTo(OutcomeLoss.BatchClosed));
        Assert.That(decision.The<BatchClosed>()!.Domestic, Is.EqualTo(BalanceResult.Balanced));
        Assert.That(bench.Answered(15).The<LateApproval>(), Is.Not.Null);
        Assert.That(bench.Find(15), Has.Property(nameof(Transaction.Reversal)).EqualTo(ReversalDuty.Owed).And.Property(nameof(Transaction.CountsInBatch)).False);
    }

    [Test]
    public void What_is_kept_apart_counts_with_the_terminal_and_is_not_posted()
    {
        var bench = new CoreBench().Sold(10);
        bench.Ask(bench.SaleOf(11, 700) with { Class = MessageClass.OfflineSale, MessageType = "0220" });
        var closed = bench.Ask(bench.SettlementOf(30, new(1700, 2, 0, 0))).The<BatchClosed>()!;
        Assert.That((closed.Domestic, closed.Host, closed.Posted), Is.EqualTo((BalanceResult.Balanced, new BatchTotals(1700, 2, 0, 0), new BatchTotals(1000, 1, 0, 0))));
    }

    [Test]
    public void Only_the_open_batch_is_closed([Values(2, 7, 999_999)] int batch)
    {
        var bench = Day();
        var decision = bench.Ask(bench.SettlementOf(30, default, batch: batch));
        Assert.That(decision.Records, Is.Empty);
        Assert.That(decision.Told()!.SettlementTotals[30], Is.EqualTo('1'), "nothing there, nothing claimed");
        Assert.That(bench.Ask(bench.SettlementOf(31, _truth, batch: batch)).Told()!.SettlementTotals[30], Is.EqualTo('2'));
        Assert.That(bench.Ledger.Batch, Is.EqualTo(1));
        Assert.That(bench.Ask(bench.SettlementOf(32, _truth)).The<BatchClosed>()!.Domestic, Is.EqualTo(BalanceResult.Balanced));
    }

    [Test]
    public void A_batch_of_long_ago_cannot_be_opened_again()
    {
        var bench = new CoreBench().Sold(10).After(TimeSpan.FromDays(2));
        for (var batch = 1; batch <= 6; batch++)
        {
            bench.Ask(bench.SettlementOf(30, default, batch: batch));
        }

        bench.Ask(bench.SettlementOf(31, default, batch: 1));
        bench.Ask(bench.SettlementOf(32, default, batch: 999_999));
        Assert.That(bench.Ledger.Batch, Is.EqualTo(7));
        Assert.That(bench.Sell(10).Code(), Is.EqualTo("77"), "the sale of batch 1 again");
    }

    [TestCase(null, 1, true)]
    [TestCase(30, 0, true)]
    [TestCase(30, 1, false)]
    public void Without_totals_trace_or_batch_there_is_nothing_to_compare(int? stan, int batch, bool withClaim)
    {
        var bench = new CoreBench();
        var request = bench.SettlementOf(30, default) with { Stan = stan, Batch = batch };
        Assert.That(bench.Ask(withClaim ? request : request with { Claim = null }).Code(), Is.EqualTo("30"));
    }

    private static readonly (string What, BatchDetail Detail, string Code)[] _details =
    [
        ("a sale", new BatchDetail(11, 2000), "00"),
        ("a void", new BatchDetail(20, 1000), "00"),
        ("another amount", new BatchDetail(11, 2001), "40"),
        ("a reversed sale", new BatchDetail(12, 500), "40"),
        ("a declined sale", new BatchDetail(13, 1000), "40"),
        ("nothing known", new BatchDetail(99, 1), "40"),
    ];

    [Test]
    public void An_upload_is_acknowledged_when_the_journal_has_every_detail([Values] HoldLevel level)
    {
        foreach (var (what, detail, code) in _details)
        {
            var bench = Day();
            bench.Ask(bench.SettlementOf(30, default));
            bench.HeldAt(level);
            var decision = bench.Ask(bench.Request(MessageClass.BatchUpload, 31, "0320") with { NetworkCode = "201", Details = [new BatchDetail(10, 1000), detail] });
            Assert.That(decision.Code(), Is.EqualTo(code), what);
            Assert.That(decision.The<BatchUploaded>(), code == "00" ? Is.Not.Null : Is.Null, what);
        }
    }

    [Test]
    public void A_reversal_after_the_closing_still_has_the_card_number()
    {
        var bench = Day();
        Assert.That(bench.Ask(bench.SettlementOf(30, _truth)).The<CardsErased>(), Is.Null);
        bench.Reverse(11);
        Assert.That(bench.ReversalDue(11).Does<SendReversal>()!.Transaction.Card!.Sealed, Is.EqualTo(CoreBench.Card.Sealed));
    }
}
