using System.Globalization;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Api;

/// <summary>Searching transactions and telling the story of one over HTTP.</summary>
internal static class TransactionEndpoints
{
    // A hundred thousand rows: some tenths of a second. Whoever wants more goes on with the cursor.
    private const int MostStretches = 20;

    // A reversal that an acquirer refuses for days is tried once a minute.
    private const int MostChapters = 1000;

    /// <summary>Maps the paths.</summary>
    public static void Map(IEndpointRouteBuilder app, IJournalBooks books, TimeProvider time)
    {
        app.MapGet("/api/transactions", (HttpContext context, CancellationToken ct) => Search(books, context.Request.Query, time.LocalTimeZone, ct));
        app.MapGet(
            "/api/transactions/{merchant}/{terminal}/{batch}/{stan}",
            (string merchant, string terminal, string batch, string stan, CancellationToken ct) => Show(books, merchant, terminal, batch, stan, ct));
    }

    private static async Task<IResult> Search(IJournalBooks books, IQueryCollection query, TimeZoneInfo zone, CancellationToken ct)
    {
        if (!TransactionQuery.TryRead(query, zone, out var asked, out var fault))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, fault);
        }

        var rows = new List<TransactionRow>();
        var place = asked.After;
        for (var stretch = 0; stretch < MostStretches; stretch++)
        {
            var page = await books.Search(asked.Filter, place, asked.Limit - rows.Count, ct);
            rows.AddRange(page.Rows);
            place = page.Next;
            if (place is null || rows.Count == asked.Limit)
            {
                break;
            }
        }

        return Results.Ok(new FoundModel(rows, TransactionQuery.Cursor(place)));
    }

    private static async Task<IResult> Show(
        IJournalBooks books, string merchant, string terminal, string batchText, string stanText, CancellationToken ct)
    {
        if (!IsNumber(batchText, out var batch) || !IsNumber(stanText, out var stan))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "A transaction is named by merchant, terminal, batch and trace number with slashes; the last two are up to 6 digits.");
        }

        var key = new TraceKey(merchant, terminal, batch, stan);
        if (await books.Transaction(key, ct) is not { } row)
        {
            return Answers.Missing($"Nothing is known of trace {stan:D6} of terminal {terminal}, batch {batch:D6}.");
        }

        var (records, isWhole) = await Records(books, key, ct);
        var sent = records.Select(record => record.Record).OfType<Forwarded>().FirstOrDefault(forwarded => forwarded.Key == key);
        return Results.Ok(new StoryModel(
            row, Explanation.Sentence(row), sent?.Upstream.Stan.ToString("D6", CultureInfo.InvariantCulture), sent?.Upstream.Rrn,
            [.. records.Select(record => new ChapterModel(record.Seq, record.Record.At, record.Kind, TransactionStory.Sentence(key, record.Record)))],
            isWhole));
    }

    private static async Task<(List<HistoryRecord> Records, bool IsWhole)> Records(IJournalBooks books, TraceKey key, CancellationToken ct)
    {
        var records = new List<HistoryRecord>();
        long? after = null;
        do
        {
            var stretch = await books.History(key, after, ct);
            records.AddRange(stretch.Records);
            after = stretch.Next;
        }
        while (after is not null && records.Count < MostChapters);

        return (records[..Math.Min(records.Count, MostChapters)], after is null && records.Count <= MostChapters);
    }

    private static bool IsNumber(string text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= 999_999;
}
