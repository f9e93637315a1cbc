using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>What the ledger keeps at hand, and what it lets go.</summary>
[TestFixture]
internal sealed class TerminalLedgerTests
{
    [Test]
    public void Transactions_of_batches_closed_long_ago_are_let_go()
    {
        var bench = new CoreBench();
        for (var batch = 1; batch <= 5; batch++)
        {
            bench.Sold(10, batch: batch).After(TimeSpan.FromDays(1));
            Close(bench, batch);
        }

        Assert.That(bench.Ledger.Transactions.Select(transaction => transaction.Key.Batch), Is.EquivalentTo([3, 4, 5]));
        Assert.That(bench.Ledger.Closed(CoreBench.Merchant, 2), Is.Null);
        Assert.That(bench.Ledger.Closed(CoreBench.Merchant, 3), Is.Not.Null);
    }

    [Test]
    public void Card_numbers_are_erased_with_the_closing_that_lets_their_transactions_go()
    {
        var bench = new CoreBench().Sold(9);
        bench.Reverse(9);
        for (var batch = 1; batch <= 6; batch++)
        {
            bench.Sold(10, batch: batch);
            bench.Ask(bench.SaleOf(11, batch: batch) with { Class = MessageClass.OfflineSale, MessageType = "0220" });
            Close(bench.After(TimeSpan.FromDays(1)), batch);
            var erased = bench.Journal.OfType<CardsErased>().SelectMany(record => record.Keys).Select(key => (key.Batch, key.Stan));
            Assert.That(erased, Is.EqualTo(Enumerable.Range(1, Math.Max(0, batch - 3)).Select(past => (past, 10))), $"after batch {batch}");
        }

        Assert.That(bench.Find(9).Card!.Sealed, Is.Not.Null, "its reversal is still owed");
        bench.ReversalDue(9);
        bench.ReversalAnswered(9, "00", 1);
        Close(bench, 7);
        Assert.That(bench.Journal.OfType<CardsErased>().Last().Keys, Does.Contain(CoreBench.Key(9)));
        Assert.That(bench.Ledger.Find(CoreBench.Key(9)), Is.Null);
    }

    [Test]
    public void What_is_still_owed_is_kept_and_let_go_when_it_is_done()
    {
        var bench = new CoreBench().Sold(10);
        bench.Reverse(10);
        for (var batch = 1; batch <= 5; batch++)
        {
            Close(bench.After(TimeSpan.FromDays(1)), batch);
        }

        Assert.That(bench.Find(10), Is.Not.Null);
        bench.ReversalDue(10);
        bench.Happen(new ReversalAnswered(CoreBench.Key(10), "00", 1));
        Close(bench, 6);
        Assert.That(bench.Find(10), Is.Null);
    }

    [Test]
    public void What_may_still_be_approved_late_or_repeated_is_kept()
    {
        var bench = new CoreBench();
        bench.Sell(10);
        bench.Overdue(10);
        bench.Waited(10);
        bench.Happen(new ReversalAnswered(CoreBench.Key(10), "00", 1));
        for (var batch = 1; batch <= 5; batch++)
        {
            Close(bench, batch);
        }

        Assert.That(bench.Sell(10).Code(), Is.EqualTo("98"));
        bench.Answered(10);
        Assert.That(bench.Find(10).Reversal, Is.EqualTo(ReversalDuty.Owed));
    }

    [Test]
    public void A_reversal_of_what_was_let_go_is_refused_and_leaves_no_promise_behind()
    {
        var bench = new CoreBench();
        for (var batch = 1; batch <= 5; batch++)
        {
            bench.Sold(10, batch: batch).After(TimeSpan.FromDays(1));
            Close(bench, batch);
        }

        var late = bench.Reverse(10, batch: 1);

        Assert.That(late.Records, Is.Empty);
        Assert.That(late.Effects.OfType<Answer>().Single().Content.ResponseCode, Is.EqualTo("25"));
    }

    [Test]
    public void A_refusal_for_a_batch_to_come_is_kept_until_that_batch_is_past()
    {
        var bench = new CoreBench();
        bench.Sell(10, batch: 3);
        for (var batch = 1; batch <= 7; batch++)
        {
            Close(bench.After(TimeSpan.FromDays(1)), batch);
            Assert.That(bench.Find(10, 3), batch < 6 ? Is.Not.Null : Is.Null, $"after batch {batch}");
        }
    }

    [Test]
    public void What_was_let_go_is_not_opened_twice()
    {
        var bench = new CoreBench().Sold(10);
        for (var batch = 1; batch <= 5; batch++)
        {
            Close(bench.After(TimeSpan.FromDays(1)), batch);
        }

        var decision = bench.Sell(10);
        Assert.That(decision.Code(), Is.EqualTo("77"));
        Assert.That(decision.Records, Is.Empty);
    }

    [Test]
    public void Records_count_the_version() => Assert.That(new CoreBench().Sold(10) is var bench ? (bench.Ledger.Version, bench.Journal.Count) : default, Is.EqualTo((3L, 3)));

    private static void Close(CoreBench bench, int batch) => bench.Ask(bench.SettlementOf(900, default, batch: batch));
}
