using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>Short words for what tests of the settlement report do.</summary>
internal static class PostingWords
{
    private const int Days = 40;

    private static readonly DateOnly _first = DateOnly.FromDateTime(Samples.At.DateTime);

    /// <summary>Every line of every day that a test writes.</summary>
    public static async Task<List<PostingRow>> AllPostings(this SqliteJournal journal, string? merchant = null)
    {
        var lines = new List<PostingRow>();
        for (var day = _first; day < _first.AddDays(Days); day = day.AddDays(1))
        {
            for (var page = await journal.Postings(day, merchant, null, default); page.Count > 0; page = await journal.Postings(day, merchant, page[^1], default))
            {
                lines.AddRange(page);
            }
        }

        return lines;
    }

    /// <summary>The terminal reverses one line of every kind that is not reversed: a thing that chance brings too seldom.</summary>
    public static async Task TakeOneOfEachBack(this SqliteJournal journal, long version)
    {
        var lines = await journal.AllPostings();
        var reversed = lines.Where(line => line.IsReversal).Select(Key).ToHashSet();
        var last = lines.Max(line => line.At);
        var records = lines.Where(line => !reversed.Contains(Key(line))).DistinctBy(line => line.Kind)
            .Select(line => new ReversalAccepted { At = last.AddDays(1), Key = Key(line) });
        Assert.That(await journal.Append(Samples.Stream, version, [.. records]), Is.EqualTo(CommitOutcome.Ok));
    }

    public static string Trace(this PostingRow line) => Key(line).ToString();

    private static TraceKey Key(PostingRow line) => new(line.Merchant, line.Terminal, line.Batch, line.Stan);
}
