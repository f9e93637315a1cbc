using Gateway.Host.Core.Records;
using Gateway.Host.Core.Settlement;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>On which day, for whom and with which sign money stands in the settlement report.</summary>
[TestFixture]
public sealed class PostingTests : IDisposable
{
    private static readonly DateOnly _today = DateOnly.FromDateTime(Samples.At.DateTime);

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Nothing_is_posted_before_its_batch_is_closed()
    {
        await using var journal = _folder.Open();
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(1), Samples.Approved(1));

        Assert.That(await Lines(journal, _today), Is.Empty);
    }

    [Test]
    public async Task A_sale_is_posted_on_the_day_its_batch_is_closed_and_taken_back_on_the_day_of_its_reversal()
    {
        await using var journal = _folder.Open();
        await journal.Append(
            Samples.Stream, 0, Samples.Forwarded(1, 700), Samples.Approved(1), Samples.Closed(1, new BatchTotals(700, 1, 0, 0)) with { At = Samples.At.AddDays(1) },
            new ReversalAccepted { At = Samples.At.AddDays(2), Key = Samples.Key(1) });

        Assert.That(await Lines(journal, _today), Is.Empty);
        Assert.That(await Lines(journal, _today.AddDays(1)), Is.EqualTo("1 Posted 700"));
        Assert.That(await Lines(journal, _today.AddDays(2)), Is.EqualTo("1 Posted -700 reversal"));
    }

    [Test]
    public async Task A_void_is_posted_with_the_opposite_sign_and_so_is_its_reversal()
    {
        await using var journal = _folder.Open();
        await journal.Append(
            Samples.Stream, 0, Samples.Forwarded(1, 700), Samples.Approved(1),
            Samples.Forwarded(2, 700) with { Class = Gateway.Host.Core.Switching.MessageClass.SaleVoid, Original = Samples.Key(1) }, Samples.Approved(2),
            Samples.Closed(1, new BatchTotals(700, 1, 700, 1)), new ReversalAccepted { At = Samples.At, Key = Samples.Key(2) });

        Assert.That(await Lines(journal, _today), Is.EqualTo("1 Posted 700, 2 Posted -700, 2 Posted 700 reversal"));
    }

    [Test]
    public async Task The_business_day_is_that_of_the_estates_time_zone()
    {
        await using var journal = _folder.Open();
        var late = new DateTimeOffset(2026, 8, 2, 0, 30, 0, TimeSpan.FromHours(8));
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(1, 700), Samples.Approved(1), Samples.Closed(1, new BatchTotals(700, 1, 0, 0)) with { At = late });

        Assert.That(await Lines(journal, new DateOnly(2026, 8, 1)), Is.Empty, "the day it still is in London");
        Assert.That(await Lines(journal, new DateOnly(2026, 8, 2)), Is.EqualTo("1 Posted 700"));
    }

    [Test]
    public async Task What_is_not_trusted_or_was_never_approved_stands_apart()
    {
        await using var journal = _folder.Open();
        var offline = Samples.OneOfEach().OfType<Quarantined>().Single();
        await journal.Append(
            Samples.Stream, 0, offline, Samples.Forwarded(4, 900), Samples.Approved(4), Samples.Closed(1, new BatchTotals(900, 1, 0, 0), quarantined: true),
            new ReversalAccepted { At = Samples.At, Key = offline.Key }, new ReversalAccepted { At = Samples.At, Key = Samples.Key(4) });

        Assert.That(await Lines(journal, _today), Is.EqualTo("3 KeptApart 2, 4 Quarantined 900, 3 KeptApart -2 reversal, 4 Quarantined -900 reversal"));
    }

    [Test]
    public async Task A_balance_inquiry_and_what_was_reversed_in_time_are_no_lines()
    {
        await using var journal = _folder.Open();
        await journal.Append(
            Samples.Stream, 0, Samples.Forwarded(1) with { Class = Gateway.Host.Core.Switching.MessageClass.Balance, Amount = 0 }, Samples.Approved(1),
            Samples.Forwarded(2), Samples.Approved(2), new ReversalAccepted { At = Samples.At, Key = Samples.Key(2) }, Samples.Closed(1, default),
            new ReversalAccepted { At = Samples.At, Key = Samples.Key(1), Moot = true });

        Assert.That(await Lines(journal, _today), Is.Empty);
    }

    [Test]
    public async Task Lines_come_by_merchant_and_page_by_page()
    {
        await using var journal = _folder.Open();
        const int Sales = TransactionBooks.Most + 200;
        foreach (var (merchant, terminal) in new[] { ("200000000000002", "00000002"), ("100000000000001", "00000003") })
        {
            var records = Enumerable.Range(1, Sales).SelectMany(stan => new JournalRecord[]
            {
                Samples.Forwarded(stan, 1) with { Key = new(merchant, terminal, 1, stan) }, Samples.Approved(stan) with { Key = new(merchant, terminal, 1, stan) },
            });
            await journal.Append(
                JournalStream.Terminal(terminal), 0, [.. records, Samples.Closed(1, new BatchTotals(Sales, Sales, 0, 0)) with { Merchant = merchant }]);
        }

        var all = await journal.AllPostings();
        Assert.That(all.Select(line => line.Merchant), Is.Ordered);
        Assert.That(all, Has.Count.EqualTo(2 * Sales));
        Assert.That(all.Select(line => line.Id), Is.Unique);
        Assert.That((await journal.AllPostings("200000000000002")).Select(line => line.Stan), Is.EqualTo(Enumerable.Range(1, Sales)));
    }

    private static async Task<string> Lines(SqliteJournal journal, DateOnly day)
        => string.Join(", ", (await journal.Postings(day, null, null, default)).Select(line => $"{line.Stan} {line.Kind} {line.Amount}{(line.IsReversal ? " reversal" : "")}"));
}
