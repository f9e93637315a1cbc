using Gateway.Simulator.Demo;
using Gateway.Simulator.Survival;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator.Survival;

/// <summary>The comparison finds what is planted, beside transactions that agree; otherwise its silence after fifty kills would say nothing.</summary>
[TestFixture]
public sealed class ThreeBooksTests
{
    private readonly Books _books = new Books().Agree(1).Agree(2, 2500);

    [Test]
    public void Books_that_hold_the_same_do_not_differ_and_add_up_to_the_same()
    {
        _books.Believe(3, EntryState.Declined);
        _books.Record(3, "Declined");

        var books = _books.Compare();

        Assert.That(books.Differences, Is.Empty);
        Assert.That(new[] { books.AtTerminals, books.AtGateway, books.AtAcquirer }, Is.All.EqualTo(new MoneyCount(2, 3500)));
    }

    [Test]
    public void A_sale_approved_at_the_terminal_and_absent_at_the_acquirer_is_lost()
    {
        _books.Believe(3, EntryState.Approved);
        _books.Record(3, "Approved");

        Assert.That(_books.Kinds(), Is.EqualTo(new[] { DifferenceKind.Lost }));
        Assert.That(
            _books.Compare().Differences[0].ToString(),
            Is.EqualTo(
                "Lost: sale 000003 of 00000001, batch 000001, rrn RRN000000003: "
                + "terminal Approved for 10.00, journal Approved for 10.00 (reversal None), acquirer nothing"));
    }

    [TestCase(nameof(EntryState.Declined))]
    [TestCase(nameof(EntryState.Reversed))]
    [TestCase(nameof(EntryState.NotSent))]
    public void A_charge_that_did_not_come_off_at_the_terminal_is_stranded(string state)
    {
        _books.Believe(3, Enum.Parse<EntryState>(state), rrn: "");
        _books.Record(3, "Approved").Charge(3);

        Assert.That(_books.Kinds(), Is.EqualTo(new[] { DifferenceKind.Stranded }));
    }

    [Test]
    public void A_sale_charged_twice_under_one_reference_number_is_counted_twice()
    {
        _books.Charge(3, rrn: "RRN000000001");

        Assert.That(_books.Kinds(), Is.EqualTo(new[] { DifferenceKind.Twice }));
    }

    [Test]
    public void Two_sales_under_one_reference_number_are_counted_twice()
    {
        _books.Believe(3, EntryState.Approved, rrn: "RRN000000001");

        Assert.That(_books.Kinds(), Does.Contain(DifferenceKind.Twice));
    }

    [TestCase("Declined")]
    [TestCase("Unknown")]
    [TestCase("Reversed")]
    public void What_terminal_and_acquirer_have_and_the_journal_denies_is_a_difference_of_the_journal(string state)
    {
        _books.Believe(3, EntryState.Approved);
        _books.Record(3, state).Charge(3);

        Assert.That(_books.Kinds(), Is.EqualTo(new[] { DifferenceKind.Journal }));
    }

    [Test]
    public void What_only_the_journal_believes_in_is_a_difference_of_the_journal()
    {
        _books.Believe(3, EntryState.Declined);
        _books.Record(3, "Approved");

        Assert.That(_books.Kinds(), Is.EqualTo(new[] { DifferenceKind.Journal }));
    }

    [Test]
    public void What_the_acquirer_was_asked_and_the_journal_never_heard_of_is_unrecorded()
    {
        _books.Charge(3);

        Assert.That(_books.Kinds(), Is.EqualTo(new[] { DifferenceKind.Unrecorded }));
    }

    [TestCase(1000, 1001, 1000)]
    [TestCase(1000, 1000, 1001)]
    [TestCase(1001, 1000, 1000)]
    public void Another_amount_in_one_book_is_a_difference(long terminal, long journal, long acquirer)
    {
        _books.Believe(3, EntryState.Approved, terminal);
        _books.Record(3, "Approved", journal).Charge(3, acquirer);

        Assert.That(_books.Kinds(), Is.EqualTo(new[] { DifferenceKind.Content }));
    }

    [TestCase(nameof(EntryState.ToReverse), "Unknown", "Done")]
    [TestCase(nameof(EntryState.Declined), "Pending", "None")]
    [TestCase(nameof(EntryState.Reversed), "Reversed", "Owed")]
    public void What_somebody_still_has_to_do_is_unfinished(string terminal, string journal, string reversal)
    {
        _books.Believe(3, Enum.Parse<EntryState>(terminal));
        _books.Record(3, journal, reversal: reversal);

        Assert.That(_books.Kinds(), Is.EqualTo(new[] { DifferenceKind.Unfinished }));
    }

    [Test]
    public void What_its_terminal_gave_up_is_shown_apart_while_journal_and_acquirer_agree()
    {
        _books.Believe(3, EntryState.GivenUp);
        _books.Record(3, "Approved").Charge(3);

        var books = _books.Compare();

        Assert.That(books.Differences, Is.Empty);
        Assert.That(books.GivenUp.Single().Stan, Is.EqualTo(3));
    }

    [Test]
    public void What_its_terminal_gave_up_is_a_difference_when_journal_and_acquirer_do_not_agree()
    {
        _books.Believe(3, EntryState.GivenUp);
        _books.Record(3, "Reversed").Charge(3);

        Assert.That(_books.Kinds(), Is.EqualTo(new[] { DifferenceKind.Journal }));
    }

    [Test]
    public void A_balance_inquiry_is_in_no_terminals_book_and_is_no_difference()
    {
        _books.Record(3, "Approved", kind: "Balance");

        Assert.That(_books.Kinds(), Is.Empty);
    }

    [TestCase(2, 3501, 0, 0, nameof(DifferenceKind.Sum))]
    [TestCase(3, 3500, 0, 0, nameof(DifferenceKind.Sum))]
    [TestCase(2, 3500, 1, 0, nameof(DifferenceKind.Sum))]
    [TestCase(2, 3500, 0, 1, nameof(DifferenceKind.Unfinished))]
    public void Sums_that_are_not_those_of_the_transactions_differ(int count, long posted, long difference, int owed, string kind)
    {
        var found = Verdict.Sums(Money(count, posted, difference, owed), _books.Compare());

        Assert.That(found.Select(one => one.Kind.ToString()).Distinct(), Is.EqualTo(new[] { kind }));
    }

    [Test]
    public void Sums_of_the_same_transactions_do_not_differ()
        => Assert.That(Verdict.Sums(Money(2, 3500, 0, 0), _books.Compare()), Is.Empty);

    private static MoneyAnswer Money(int count, long posted, long difference, int owed)
    {
        var none = new SumAnswer(0, 0);
        return new MoneyAnswer(new SumAnswer(count, posted), new SumAnswer(count, posted), none, none, none, none, 0, owed, difference);
    }
}
