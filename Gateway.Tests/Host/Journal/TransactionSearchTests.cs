using System.Globalization;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>Searching transactions in a journal on disk.</summary>
[TestFixture]
public sealed class TransactionSearchTests : IDisposable
{
    private const string Other = "104110045110099";

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Each_filter_finds_what_has_it_and_nothing_else()
    {
        await using var journal = _folder.Open();
        await Fill(journal);

        Assert.Multiple(async () =>
        {
            Assert.That(await Found(journal, new TransactionFilter()), Is.EqualTo("5 4 3 2 1"), "newest first");
            Assert.That(await Found(journal, new TransactionFilter { Rrn = "RRN000000002" }), Is.EqualTo("2"));
            Assert.That(await Found(journal, new TransactionFilter { Stan = 3 }), Is.EqualTo("3"));
            Assert.That(await Found(journal, new TransactionFilter { Stan = 3, Terminal = Samples.Terminal }), Is.EqualTo("3"));
            Assert.That(await Found(journal, new TransactionFilter { Terminal = Samples.Terminal }), Is.EqualTo("3 2 1"));
            Assert.That(await Found(journal, new TransactionFilter { Merchant = Other }), Is.EqualTo("5 4"));
            Assert.That(await Found(journal, new TransactionFilter { Amount = 700 }), Is.EqualTo("4 1"));
            Assert.That(await Found(journal, new TransactionFilter { Last4 = "0027" }), Is.EqualTo("5 2"));
            Assert.That(await Found(journal, new TransactionFilter { AuthCode = "A1B2C3" }), Is.EqualTo("2"));
            Assert.That(await Found(journal, new TransactionFilter { Outcome = "approved" }), Is.EqualTo("2"));
            Assert.That(await Found(journal, new TransactionFilter { Outcome = "declined" }), Is.EqualTo("4 3"), "refused, or never answered");
            Assert.That(await Found(journal, new TransactionFilter { Outcome = "pending" }), Is.EqualTo("5 1"));
            Assert.That(await Found(journal, new TransactionFilter { Outcome = "quarantined" }), Is.Empty);
        });
    }

    [Test]
    public async Task Filters_are_all_to_be_passed()
    {
        await using var journal = _folder.Open();
        await Fill(journal);
        var everything = new TransactionFilter
        {
            Rrn = "RRN000000002",
            Stan = 2,
            Terminal = Samples.Terminal,
            Merchant = Samples.Merchant,
            From = Samples.At,
            To = Samples.At.AddDays(1),
            Amount = 12_500,
            Last4 = "0027",
            AuthCode = "A1B2C3",
            Outcome = "approved",
        };

        Assert.That(await Found(journal, everything), Is.EqualTo("2"));
        foreach (var (other, what) in new (TransactionFilter, string)[]
        {
            (everything with { Rrn = "RRN000000001" }, "RRN"), (everything with { Stan = 1 }, "STAN"), (everything with { Terminal = "00000002" }, "terminal"),
            (everything with { Merchant = Other }, "merchant"), (everything with { From = Samples.At.AddHours(3) }, "from"),
            (everything with { To = Samples.At.AddHours(2) }, "to"), (everything with { Amount = 700 }, "amount"),
            (everything with { Last4 = "0119" }, "last four"), (everything with { AuthCode = "A1B2C4" }, "authorisation"),
            (everything with { Outcome = "reversed" }, "outcome"),
        })
        {
            Assert.That(await Found(journal, other), Is.Empty, what);
        }
    }

    [TestCase(0, 9, "5 4 3 2 1")]
    [TestCase(2, 9, "5 4 3 2")]
    [TestCase(2, 4, "3 2")]
    [TestCase(4, 4, "")]
    public async Task A_time_range_takes_its_beginning_and_leaves_its_end_out(int from, int to, string stans)
    {
        await using var journal = _folder.Open();
        await Fill(journal);

        var range = new TransactionFilter { From = Samples.At.AddHours(from), To = Samples.At.AddHours(to).ToUniversalTime() };
        Assert.That(await Found(journal, range), Is.EqualTo(stans));
    }

    [Test]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repeat_while_more_is_written()
    {
        await using var journal = _folder.Open();
        await journal.Append(Samples.Stream, 0, [.. Enumerable.Range(1, 25).Select(stan => Samples.Forwarded(stan))]);
        var (found, place) = (new List<int>(), (TransactionPlace?)null);
        do
        {
            var page = await journal.Search(new TransactionFilter { Amount = 12_500 }, place, 10, default);
            found.AddRange(page.Rows.Select(row => row.Stan));
            place = page.Next;
            await journal.Append(Samples.Stream, 25 + (found.Count / 10) - 1, Samples.Forwarded(100 + found.Count));
        }
        while (place is not null);

        Assert.That(found, Is.EqualTo(Enumerable.Range(1, 25).Reverse()));
    }

    [Test]
    public async Task A_question_looks_at_so_many_rows_and_says_where_to_go_on()
    {
        await using var journal = _folder.Open();
        await journal.Append(Samples.Stream, 0, [.. Enumerable.Range(1, TransactionSearch.Look + 10).Select(stan => Samples.Forwarded(stan, stan))]);
        var needle = new TransactionFilter { Merchant = Samples.Merchant, Outcome = "pending" };

        var first = await journal.Search(needle with { Outcome = "reversed" }, null, 10, default);
        Assert.That((first.Rows.Count, first.Next), Is.EqualTo((0, (TransactionPlace?)new TransactionPlace(Samples.At.ToUnixTimeMilliseconds(), 11))));
        var rest = await journal.Search(needle, first.Next, 100, default);
        Assert.That(rest.Rows.Select(row => row.Stan), Is.EqualTo(Enumerable.Range(1, 10).Reverse()));
        Assert.That(rest.Next, Is.Null);
    }

    [Test]
    public async Task Whatever_is_searched_for_is_what_a_look_at_every_row_finds()
    {
        await using var journal = _folder.Open();
        var history = new LegalHistory(11, secondsBetween: 4000);
        for (var version = 0L; history.Ledger.Transactions.Count < 150; version = history.Ledger.Version)
        {
            var records = history.Next().ToArray();
            if (records.Length > 0)
            {
                await journal.Append(Samples.Stream, version, records);
            }
        }

        var rows = await journal.Transactions(Samples.Terminal, null, TransactionBooks.Most, default);
        foreach (var one in rows)
        {
            foreach (var (filter, passes) in new (TransactionFilter, Func<TransactionRow, bool>)[]
            {
                (new TransactionFilter { Stan = one.Stan, Amount = one.Amount }, row => row.Stan == one.Stan && row.Amount == one.Amount),
                (new TransactionFilter { Outcome = one.Outcome, Amount = one.Amount }, row => row.Outcome == one.Outcome && row.Amount == one.Amount),
                (new TransactionFilter { From = one.OpenedAt, Outcome = one.Outcome }, row => row.OpenedAt >= one.OpenedAt && row.Outcome == one.Outcome),
                (new TransactionFilter { Merchant = one.Merchant, To = one.OpenedAt }, row => row.OpenedAt < one.OpenedAt),
                (new TransactionFilter { AuthCode = one.AuthCode, Rrn = one.Rrn }, row => (one.AuthCode is null || row.AuthCode == one.AuthCode) && row.Rrn == one.Rrn),
            })
            {
                if (filter.Rrn is not "")
                {
                    var page = await journal.Search(filter, null, TransactionBooks.Most, default);
                    Assert.That(page.Rows, Is.EqualTo(rows.Where(passes)), $"{filter}");
                }
            }
        }
    }

    [Test]
    public async Task One_transaction_is_found_by_its_trace()
    {
        await using var journal = _folder.Open();
        await Fill(journal);

        Assert.That((await journal.Transaction(Samples.Key(2), default))!.Trace, Is.EqualTo($"{Samples.Merchant}/{Samples.Terminal}/000001/000002"));
        Assert.That(await journal.Transaction(Samples.Key(2, batch: 2), default), Is.Null);
    }

    // Five transactions an hour apart: one on its way, one approved, one unanswered; and at another merchant one refused and one on its way.
    private static async Task Fill(SqliteJournal journal)
    {
        var lost = new OutcomeUnknown { At = At(3), Key = Samples.Key(3), Loss = OutcomeLoss.NoAnswer };
        await journal.Append(
            Samples.Stream, 0,
            Sent(1, 700), Sent(2) with { CardMasked = "622200******0027" }, Samples.Approved(2), Sent(3), lost);
        var refused = Samples.OneOfEach().OfType<Refused>().Single();
        await journal.Append(
            JournalStream.Terminal("00000009"), 0,
            refused with { At = At(4), Key = Elsewhere(4), Amount = 700 },
            Sent(5) with { Key = Elsewhere(5), CardMasked = "356600******0027" });
    }

    private static Forwarded Sent(int stan, long amount = 12_500) => Samples.Forwarded(stan, amount) with
    {
        At = At(stan),
        Rrn = string.Create(CultureInfo.InvariantCulture, $"RRN{stan:D9}"),
    };

    private static DateTimeOffset At(int hours) => Samples.At.AddHours(hours);

    private static TraceKey Elsewhere(int stan) => new(Other, "00000009", 1, stan);

    private static async Task<string> Found(SqliteJournal journal, TransactionFilter filter)
        => string.Join(' ', (await journal.Search(filter, null, 100, default)).Rows.Select(row => row.Stan));
}
