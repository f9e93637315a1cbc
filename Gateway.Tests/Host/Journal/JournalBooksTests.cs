using Gateway.Host.Core.Records;
using Gateway.Host.Core.Settlement;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

[TestFixture]
public sealed class JournalBooksTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_transaction_is_found_with_everything_known_about_it()
    {
        await using var journal = _folder.Open();
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(123), Samples.Approved(123));

        Assert.That((await journal.Find(Samples.Terminal, 123, null, default)).Single(), Is.EqualTo(new TransactionRow
        {
            Merchant = Samples.Merchant,
            Terminal = Samples.Terminal,
            Batch = 1,
            Stan = 123,
            Class = "Sale",
            State = "Approved",
            Amount = 12_500,
            Currency = "156",
            ResponseCode = "00",
            CardMasked = "476173******0119",
            Acquirer = "acquirer",
            Rrn = "000000000123",
            AuthCode = "A1B2C3",
            Original = Samples.Key(7).ToString(),
            OpenedAt = Samples.At,
            AnsweredAt = Samples.At,
        }));
    }

    [Test]
    public async Task A_refusal_names_its_hold()
    {
        await using var journal = _folder.Open();
        await journal.Append(Samples.Stream, 0, Samples.OneOfEach().OfType<Refused>().Single());

        var row = (await journal.Find(Samples.Terminal, 2, 1, default)).Single();

        Assert.That((row.State, row.Reason, row.ResponseCode), Is.EqualTo(("Declined", "TerminalHeld", "97")));
        Assert.That((row.HoldId, row.HoldLevel, row.HoldReason), Is.EqualTo(((long?)5, "L2", "FEE-01")));
    }

    [Test]
    public async Task Transactions_come_newest_first_and_by_batch()
    {
        await using var journal = _folder.Open();
        await journal.Append(
            Samples.Stream, 0, Samples.Forwarded(1), Samples.Forwarded(2), Samples.Forwarded(1) with { Key = Samples.Key(1, batch: 2) });

        Assert.That(Traces(await journal.Transactions(Samples.Terminal, null, 2, default)), Is.EqualTo("2/1 1/2"));
        Assert.That(Traces(await journal.Transactions(Samples.Terminal, 1, 9, default)), Is.EqualTo("1/2 1/1"));
        Assert.That(Traces(await journal.Find(Samples.Terminal, 1, null, default)), Is.EqualTo("2/1 1/1"));
        Assert.That(Traces(await journal.Find(Samples.Terminal, 1, 1, default)), Is.EqualTo("1/1"));
        Assert.That(await journal.Find("00000002", 1, null, default), Is.Empty);
    }

    [Test]
    public async Task A_trace_that_is_opened_twice_stays_what_it_was()
    {
        await using var journal = _folder.Open();
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(2), Samples.Approved(2), Samples.OneOfEach().OfType<Refused>().Single());

        Assert.That((await journal.Find(Samples.Terminal, 2, null, default)).Single().State, Is.EqualTo("Approved"));
    }

    [Test]
    public async Task Owed_reversals_come_oldest_first_until_they_are_acknowledged()
    {
        await using var journal = _folder.Open();
        await journal.Append(
            Samples.Stream, 0,
            Samples.Forwarded(1), new OutcomeUnknown { At = Samples.At, Key = Samples.Key(1), Loss = OutcomeLoss.NoAnswer },
            Samples.Forwarded(2), new ReversalAccepted { At = Samples.At, Key = Samples.Key(2) },
            Samples.Forwarded(3), Samples.Approved(3),
            new ReversalSent { At = Samples.At, Key = Samples.Key(1), Try = 1, Upstream = default });
        var owed = await journal.OwedReversals(10, default);
        Assert.That(
            string.Join(", ", owed.Select(row => $"{row.Stan} {row.Reversal} after {row.ReversalTries}")),
            Is.EqualTo("1 Owed after 1, 2 AwaitingOutcome after 0"));

        await journal.Append(Samples.Stream, 7, new ReversalDone { At = Samples.At, Key = Samples.Key(1), ResponseCode = "00" });

        Assert.That(Traces(await journal.OwedReversals(10, default)), Is.EqualTo("1/2"));
    }

    [Test]
    public async Task Closed_batches_come_newest_first_with_both_totals()
    {
        await using var journal = _folder.Open();
        var totals = new BatchTotals(30_000, 3, 10_000, 1);
        await journal.Append(
            Samples.Stream, 0,
            Samples.Closed(1, totals),
            Samples.Closed(2, default, quarantined: true) with
            {
                Claim = new SettlementClaim(totals, totals),
                Domestic = BalanceResult.NotBalanced,
            });

        Assert.That(await journal.Batches(Samples.Terminal, default), Is.EqualTo(new[]
        {
            new BatchRow
            {
                Merchant = Samples.Merchant, Terminal = Samples.Terminal, Batch = 2, ClosedAt = Samples.At,
                Balanced = false, Quarantined = true,
                TerminalDebit = 60_000, TerminalDebitCount = 6, TerminalCredit = 20_000, TerminalCreditCount = 2,
            },
            new BatchRow
            {
                Merchant = Samples.Merchant, Terminal = Samples.Terminal, Batch = 1, ClosedAt = Samples.At,
                Balanced = true, Quarantined = false,
                TerminalDebit = 30_000, TerminalDebitCount = 3, TerminalCredit = 10_000, TerminalCreditCount = 1,
                HostDebit = 30_000, HostDebitCount = 3, HostCredit = 10_000, HostCreditCount = 1,
            },
        }));
    }

    [Test]
    public async Task Audit_entries_are_filtered_and_numbered()
    {
        await using var journal = _folder.Open();
        for (var stan = 1; stan <= 5; stan++)
        {
            journal.Audit(new AuditEntry(Samples.At, "refused", stan % 2 == 0 ? "even" : "odd", stan, "A0", "The MAC does not verify."));
        }

        journal.Audit(new AuditEntry(Samples.At, "bad-frame", "odd", null, "", "Looks like HTTP."));

        var all = await journal.AuditEntries(0, null, null, 100, default);
        Assert.That(all, Has.Count.EqualTo(6));
        Assert.That(all[^1], Is.EqualTo(new AuditRow(6, Samples.At, "bad-frame", "odd", null, "", "Looks like HTTP.")));
        var odd = await journal.AuditEntries(all[0].Seq, "odd", null, 2, default);
        Assert.That(string.Join(' ', odd.Select(row => row.Stan)), Is.EqualTo("3 5"));
        Assert.That((await journal.AuditEntries(0, null, 4, 100, default)).Single().Subject, Is.EqualTo("even"));
    }

    [Test]
    public async Task The_audit_book_forgets_its_oldest_entries()
    {
        await using var journal = _folder.Open(options => options with { AuditKept = 10 });
        for (var count = 0; count < 1000; count++)
        {
            journal.Audit(new AuditEntry(Samples.At, "refused", "anybody", null, "A0", "."));
        }

        var kept = await journal.AuditEntries(0, null, null, 1000, default);
        Assert.That(kept.Select(row => row.Seq), Is.EqualTo(Enumerable.Range(991, 10)));
    }

    [Test]
    public async Task A_full_audit_queue_drops_and_counts()
    {
        using var gate = new ManualResetEventSlim();
        await using var journal = _folder.Open(options => options with { AuditQueue = 2, Probe = _ => gate.Wait() });
        var append = journal.Append(Samples.Stream, 0, new SignedOff { At = Samples.At });
        for (var count = 0; count < 10; count++)
        {
            journal.Audit(new AuditEntry(Samples.At, "refused", "anybody", null, "A0", "."));
        }

        gate.Set();
        await append;

        Assert.That(journal.DroppedAudits, Is.InRange(6, 8));
    }

    [Test]
    public async Task Money_is_zero_at_the_beginning()
    {
        await using var journal = _folder.Open();

        var nothing = new MoneyStatement(default, default, default, default, default, default, default, default, 0, 0);
        Assert.That(await journal.Money(default), Is.EqualTo(nothing));
    }

    [Test]
    public async Task A_settled_sale_that_is_reversed_afterwards_leaves_what_was_posted()
    {
        await using var journal = _folder.Open();
        await journal.Append(
            Samples.Stream, 0,
            Samples.Forwarded(1, 100), Samples.Approved(1),
            Samples.Forwarded(2, 30), Samples.Approved(2),
            Samples.Forwarded(3, 7), Samples.Approved(3));
        Assert.That((await journal.Money(default)).Open, Is.EqualTo(new MoneyLine(3, 137)));

        await journal.Append(
            Samples.Stream, 6,
            Samples.Closed(1, new BatchTotals(137, 3, 0, 0)),
            new ReversalAccepted { At = Samples.At, Key = Samples.Key(2) });
        var money = await journal.Money(default);
        Assert.That(
            (money.Posted, money.Open, money.Reversing),
            Is.EqualTo((new MoneyLine(2, 107), default(MoneyLine), new MoneyLine(1, 30))));

        await journal.Append(Samples.Stream, 8, new ReversalDone { At = Samples.At, Key = Samples.Key(2), ResponseCode = "00" });
        money = await journal.Money(default);
        Assert.That((money.Approved, money.Reversed, money.Difference), Is.EqualTo((new MoneyLine(3, 137), new MoneyLine(1, 30), 0)));
    }

    [Test]
    public async Task A_total_that_does_not_fit_its_transactions_shows_as_a_difference()
    {
        await using var journal = _folder.Open();
        await journal.Append(
            Samples.Stream, 0,
            Samples.Forwarded(1, 100), Samples.Approved(1), Samples.Closed(1, new BatchTotals(99, 1, 0, 0)));

        Assert.That((await journal.Money(default)).Difference, Is.EqualTo(1));
    }

    private static string Traces(IEnumerable<TransactionRow> rows) => string.Join(' ', rows.Select(row => $"{row.Batch}/{row.Stan}"));
}
