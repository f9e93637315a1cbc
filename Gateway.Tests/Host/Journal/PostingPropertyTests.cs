using System.Security.Cryptography;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>The settlement report itemises what the money statement sums up, after every legal history and on every day.</summary>
[TestFixture]
public sealed class PostingPropertyTests
{
    private const int Commits = 60;

    private const int StepsPerCommit = 7;

    // Some fifteen minutes between two events: a history is several days long.
    private const int SecondsBetween = 1800;

    // The fixed ones reach everything that has to be reached; the others are new in every run.
    private static IEnumerable<ulong> Seeds
        => [.. Enumerable.Range(1, 24).Select(seed => (ulong)seed), .. Enumerable.Range(0, 6).Select(_ => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)))];

    [Test]
    public async Task The_sums_of_all_days_are_what_the_money_statement_posts()
    {
        var seen = new HashSet<(string Kind, bool IsReversal)>();
        var days = new HashSet<string>();
        foreach (var seed in Seeds)
        {
            await TestContext.Out.WriteLineAsync($"seed {seed}");
            using var folder = new JournalFolder();
            await using var journal = folder.Open();
            var history = new LegalHistory(seed, SecondsBetween);
            for (var commit = 0; commit < Commits; commit++)
            {
                var version = history.Ledger.Version;
                var records = Enumerable.Range(0, StepsPerCommit).SelectMany(_ => history.Next()).ToArray();
                if (records.Length > 0)
                {
                    await journal.Append(Samples.Stream, version, records);
                }
            }

            await journal.TakeOneOfEachBack(history.Ledger.Version);
            var lines = await journal.AllPostings();
            var money = await journal.Money(default);
            days.UnionWith(lines.Select(line => line.Day));
            seen.UnionWith(lines.Select(line => (line.Kind, line.IsReversal)));
            Assert.Multiple(() =>
            {
                Assert.That(Sum(lines, PostingKind.Posted), Is.EqualTo(money.Posted), $"posted, seed {seed}");
                Assert.That(Sum(lines, PostingKind.Quarantined), Is.EqualTo(money.Quarantined), $"quarantined, seed {seed}");
                Assert.That(Sum(lines, PostingKind.KeptApart), Is.EqualTo(money.KeptApart), $"kept apart, seed {seed}");
                Assert.That(lines.Select(line => (line.Batch, line.Stan, line.IsReversal)), Is.Unique, $"counted once, reversed once, seed {seed}");
            });
        }

        Assert.That(days, Has.Count.GreaterThan(2), "it has to be several days");
        Assert.That(seen, Has.Count.EqualTo(6), "every kind and its reversal have to be reached");
    }

    [Test]
    public async Task A_closed_batch_says_the_same_as_its_lines()
    {
        using var folder = new JournalFolder();
        await using var journal = folder.Open();
        var history = new LegalHistory(5, SecondsBetween);
        var closed = new List<BatchClosed>();
        while (closed.Count < 10)
        {
            var version = history.Ledger.Version;
            var records = history.Next().ToArray();
            closed.AddRange(records.OfType<BatchClosed>());
            if (records.Length > 0)
            {
                await journal.Append(Samples.Stream, version, records);
            }
        }

        var lines = await journal.AllPostings();
        foreach (var batch in closed)
        {
            var counted = lines.Where(line => line.Batch == batch.Batch && !line.IsReversal && line.Kind != nameof(PostingKind.KeptApart)).ToList();
            Assert.That(counted.Sum(line => line.Amount), Is.EqualTo(batch.Posted.Net), $"batch {batch.Batch}");
            Assert.That(counted, Has.Count.EqualTo(batch.Posted.DebitCount + batch.Posted.CreditCount), $"batch {batch.Batch}");
            Assert.That(counted.Select(line => line.At).Distinct(), Is.SubsetOf(new[] { batch.At }), "on the day it was closed");
        }
    }

    private static MoneyLine Sum(IEnumerable<PostingRow> lines, PostingKind kind)
        => lines.Where(line => line.Kind == kind.ToString()).Aggregate(
            default(MoneyLine), (sum, line) => new MoneyLine(sum.Count + Math.Sign(line.Amount), sum.Amount + line.Amount));
}
