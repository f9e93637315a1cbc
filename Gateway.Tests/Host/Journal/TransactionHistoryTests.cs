using Gateway.Host.Core.Records;
using Gateway.Host.Core.Settlement;
using Gateway.Host.Estate;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>The story of a transaction, from the journal's own records.</summary>
[TestFixture]
public sealed class TransactionHistoryTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_story_is_every_record_about_it_in_order_and_no_other()
    {
        await using var journal = _folder.Open();
        var records = Samples.OneOfEach().OfType<SwitchRecord>().ToArray();
        await journal.Append(Samples.Stream, 0, records);

        var story = await journal.History(Samples.Key(1), null, default);

        Assert.That(story.Next, Is.Null);
        Assert.That(
            Kinds(story),
            Is.EqualTo(
                "batch-closed forwarded approved declined-after-forward outcome-unknown late-approval reversal-accepted reversal-sent reversal-done "
                + "reversal-rejected reversal-resolved cards-erased"));
        Assert.That(story.Records.Select(record => record.Seq), Is.Ordered);
        Assert.That(Kinds(await journal.History(Samples.Key(2), null, default)), Is.EqualTo("batch-closed refused"));
    }

    [Test]
    public async Task A_void_is_told_with_the_sale_it_names_and_the_serial_with_its_transaction()
    {
        await using var journal = _folder.Open();
        var serial = Samples.OneOfEach().OfType<KeySerialUsed>().Single();
        await journal.Append(
            Samples.Stream, 0, serial with { Key = Samples.Key(7) }, Samples.Forwarded(7), Samples.Approved(7), Samples.Forwarded(8), Samples.Forwarded(9) with { Original = null });

        var story = await journal.History(Samples.Key(7), null, default);

        Assert.That(string.Join('\n', story.Records.Select(record => TransactionStory.Sentence(Samples.Key(7), record.Record))), Is.EqualTo($"""
            Its DUKPT counter 1048575 was used.
            Sent to acquirer as STAN 004711, RRN 000000000123.
            Approved by the acquirer, authorisation A1B2C3, settlement date 0801.
            Sale {Samples.Key(8)} named it: sent to acquirer as STAN 004711, RRN 000000000123.
            """));
    }

    [Test]
    public async Task A_long_stream_is_read_a_stretch_at_a_time_from_where_the_transaction_begins()
    {
        await using var journal = _folder.Open();
        await journal.Append(Samples.Stream, 0, [.. Enumerable.Range(100, 50).Select(stan => Samples.Forwarded(stan))]);
        var tries = Enumerable.Range(1, HistoryBooks.Look * 2)
            .Select(number => new ReversalSent { At = Samples.At, Key = Samples.Key(number % 100 == 0 ? 1 : 2), Try = number, Upstream = default });
        await journal.Append(Samples.Stream, 50, [Samples.Forwarded(1), .. tries, Samples.Closed(1, default(BatchTotals))]);

        var (kinds, after, stretches) = (new List<string>(), (long?)null, 0);
        do
        {
            var stretch = await journal.History(Samples.Key(1), after, default);
            kinds.AddRange(stretch.Records.Select(record => record.Kind));
            after = stretch.Next;
            stretches++;
        }
        while (after is not null);

        Assert.That(stretches, Is.EqualTo(3));
        Assert.That((kinds[0], kinds[^1]), Is.EqualTo(("forwarded", "batch-closed")));
        Assert.That(kinds[1..^1], Has.Count.EqualTo(HistoryBooks.Look * 2 / 100).And.All.EqualTo("reversal-sent"));
    }

    [TestCaseSource(nameof(Records))]
    public void Every_record_about_a_transaction_is_a_sentence_without_card_data(object one)
    {
        var record = (JournalRecord)one;
        var sentence = TransactionStory.Sentence(Samples.Key(1), record);

        Assert.That(sentence, Does.EndWith(".").And.Not.Contains("\n").And.Not.Contains("******").And.Not.Contains("c29tZSBj"));
        Assert.That(sentence, Is.Not.EqualTo($"{record.GetType().Name}."), "a record that nobody gave words");
    }

    private static string Kinds(TransactionHistory history) => string.Join(' ', history.Records.Select(record => record.Kind));

    private static IEnumerable<TestCaseData> Records => Samples.OneOfEach()
        .Where(record => record is TransactionRecord or KeySerialUsed or CardsErased or BatchClosed)
        .Select(record => new TestCaseData(record).SetArgDisplayNames(record.GetType().Name));
}
