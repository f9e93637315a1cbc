using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class ReconciliationTests
{
    private readonly TerminalLedger _terminal = new();
    private readonly AcquirerDesk _acquirer = new(new AcquirerRules(), null, TimeProvider.System);

    [Test]
    public void Books_that_hold_the_same_agree()
    {
        Believe(1, 1000);
        _acquirer.Answer(Requests.Sale(1, 1000));

        var books = Compare();

        Assert.That(books.Agrees, Is.True);
        Assert.That(books.AtTerminals, Is.EqualTo(new MoneyCount(1, 1000)));
    }

    [Test]
    public void An_approval_that_only_the_terminal_believes_in_is_lost()
    {
        Believe(1, 1000);

        Assert.That(Compare().Lost, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_charge_that_no_terminal_believes_in_is_stranded()
    {
        _acquirer.Answer(Requests.Sale(1, 1000));

        Assert.That(Compare().Stranded, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_charge_reversed_on_one_side_only_does_not_agree()
    {
        Believe(1, 1000).Become(EntryState.Reversed);
        var sale = Requests.Sale(1, 1000);
        _acquirer.Answer(sale);

        Assert.That(Compare().Agrees, Is.False);
        _acquirer.Answer(Requests.Reversal(2, sale));
        Assert.That(Compare().Agrees, Is.True);
    }

    [Test]
    public void Two_charges_under_one_number_are_doubled()
    {
        Believe(1, 1000);
        _acquirer.Answer(Requests.Sale(1, 1000));
        _acquirer.Answer(Requests.Sale(2, 1000).Set(37, "RRN000000001"));

        Assert.That(Compare().Doubled, Has.Count.EqualTo(1));
    }

    [Test]
    public void Another_amount_is_both_lost_and_stranded()
    {
        Believe(1, 1000);
        _acquirer.Answer(Requests.Sale(1, 1001));

        var books = Compare();

        Assert.That((books.Lost.Count, books.Stranded.Count), Is.EqualTo((1, 1)));
    }

    private LedgerEntry Believe(int stan, long amount)
    {
        var entry = _terminal.Open(new LedgerEntry
        {
            Kind = EntryKind.Sale,
            Batch = 1,
            Stan = stan,
            Amount = amount,
            Card = TestCard.Numbered(1),
        });
        entry.Rrn = $"RRN{stan:D9}";
        entry.Become(EntryState.Approved);
        return entry;
    }

    private Reconciliation Compare() => Reconciliation.Of([("00000001", _terminal)], _acquirer.Ledger.Snapshot());
}
