using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class AcquirerLedgerTests
{
    private readonly AcquirerDesk _desk = new(new AcquirerRules(), null, TimeProvider.System);

    [Test]
    public void A_reversal_takes_the_money_back_once_however_often_it_is_said()
    {
        var sale = Requests.Sale(1, 1000);
        _desk.Answer(sale);

        Assert.That(_desk.Answer(Requests.Reversal(2, sale)).Reply!.Text(39), Is.EqualTo("00"));
        Assert.That(_desk.Answer(Requests.Reversal(2, sale, isRepeat: true)).Reply!.Text(39), Is.EqualTo("00"));
        Assert.That(_desk.Answer(Requests.Reversal(3, sale)).Reply!.Text(39), Is.EqualTo("00"));
        Assert.That(_desk.Ledger.Sum(entry => entry.IsReversed).Sales, Is.EqualTo(new MoneyCount(1, 1000)));
        Assert.That(_desk.Ledger.Sum(entry => entry.Stands).Sales, Is.EqualTo(default(MoneyCount)));
        Assert.That(_desk.Ledger.RepeatedReversals, Is.EqualTo(2));
    }

    [Test]
    public void A_reversal_without_original_data_finds_its_original_by_retrieval_reference_number()
    {
        var sale = Requests.Sale(1, 1000);
        _desk.Answer(sale);

        Assert.That(_desk.Answer(Requests.Reversal(2, sale).Remove(90)).Reply!.Text(39), Is.EqualTo("00"));
        Assert.That(_desk.Ledger.Sum(entry => entry.Stands).Sales.Count, Is.Zero);
    }

    [Test]
    public void A_request_that_comes_after_its_reversal_moves_nothing()
    {
        var sale = Requests.Sale(1, 1000);

        Assert.That(_desk.Answer(Requests.Reversal(2, sale)).Reply!.Text(39), Is.EqualTo("25"));
        Assert.That(_desk.Answer(sale).Reply!.Text(39), Is.EqualTo("94"));
        Assert.That(_desk.Ledger.Sum(entry => entry.Stands).Sales.Count, Is.Zero);
        Assert.That(_desk.Ledger.ReversalsOfUnseen, Is.EqualTo(1));
    }

    [Test]
    public void Two_requests_under_the_same_numbers_are_a_violation()
    {
        _desk.Answer(Requests.Sale(1, 1000));

        Assert.That(_desk.Answer(Requests.Sale(1, 1000)).Reply!.Text(39), Is.EqualTo("94"));
        Assert.That(_desk.Ledger.Duplicates, Is.EqualTo(1));
        Assert.That(_desk.Ledger.Sum(entry => entry.Stands).Sales, Is.EqualTo(new MoneyCount(1, 1000)));
    }

    [Test]
    public void A_sale_is_voided_once_and_may_be_voided_again_when_the_void_was_reversed()
    {
        var sale = Requests.Sale(1, 1000);
        _desk.Answer(sale);
        var first = Requests.Void(2, sale);

        Assert.That(_desk.Answer(first).Reply!.Text(39), Is.EqualTo("00"));
        Assert.That(_desk.Answer(Requests.Void(3, sale)).Reply!.Text(39), Is.EqualTo("25"));
        _desk.Answer(Requests.Reversal(4, first));
        Assert.That(_desk.Answer(Requests.Void(5, sale)).Reply!.Text(39), Is.EqualTo("00"));
        Assert.That(_desk.Ledger.Sum(entry => entry.Stands), Is.EqualTo((new MoneyCount(1, 1000), new MoneyCount(1, 1000))));
    }

    [Test]
    public void A_void_of_another_amount_or_of_a_reversed_sale_is_refused()
    {
        var sale = Requests.Sale(1, 1000);
        _desk.Answer(sale);

        Assert.That(_desk.Answer(Requests.Void(2, sale).Set(4, "000000000999")).Reply!.Text(39), Is.EqualTo("25"));
        _desk.Answer(Requests.Reversal(3, sale));
        Assert.That(_desk.Answer(Requests.Void(4, sale)).Reply!.Text(39), Is.EqualTo("25"));
    }

    [Test]
    public void The_summary_tells_no_card_number()
    {
        _desk.Answer(Requests.Sale(1, 1000));

        var summary = AcquirerSummary.Of(_desk);

        Assert.That(summary, Does.Contain("standing   sales 1 for 10.00").And.Not.Contains(TestCard.Numbered(1).Pan.Reveal()));
    }
}
