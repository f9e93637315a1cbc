using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Api;

/// <summary>The settlement report over HTTP.</summary>
internal static class SettlementReportEndpoint
{
    private static readonly string[] _parameters = ["date", "merchant", "totals"];

    /// <summary>Maps the path.</summary>
    public static void Map(IEndpointRouteBuilder app, EstateState state, IJournalBooks books, TimeProvider time)
        => app.MapGet("/api/settlements/report", (HttpContext context, CancellationToken ct) => Report(context.Request.Query, state, books, time, ct));

    private static async Task<IResult> Report(IQueryCollection query, EstateState state, IJournalBooks books, TimeProvider time, CancellationToken ct)
    {
        string? Text(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

        var fault = query.Keys.Any(name => !_parameters.Contains(name)) ? $"There is no such parameter; there are {string.Join(", ", _parameters)}."
            : Text("date") is { } date && QueryInstant.Day(date) is null ? "Parameter date is not a date as 2026-08-01."
            : Text("totals") is not (null or "true" or "false") ? "Parameter totals is neither true nor false."
            : null;
        if (fault is not null)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, fault);
        }

        var merchant = Text("merchant");
        if (merchant is not null && state.Merchant(merchant) is null)
        {
            return Answers.Missing($"Merchant {merchant} is not registered.");
        }

        var day = QueryInstant.Day(Text("date")) ?? DateOnly.FromDateTime(time.GetLocalNow().DateTime);

        // The first page is read before anything is answered: a journal that cannot be read is a refusal, not a report that breaks off.
        var first = await books.Postings(day, merchant, null, ct);
        var pages = Pages(books, day, merchant, first, ct);
        var parts = Text("totals") == "true" ? SettlementReport.Totals(pages) : SettlementReport.Lines(pages);
        var name = string.Create(CultureInfo.InvariantCulture, $"settlement-{day:yyyy-MM-dd}.csv");
        return Results.Stream(stream => Write(parts, stream, ct), "text/csv; charset=utf-8; header=present", name);
    }

    private static async IAsyncEnumerable<IReadOnlyList<PostingRow>> Pages(
        IJournalBooks books, DateOnly day, string? merchant, IReadOnlyList<PostingRow> first, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var page = first; page.Count > 0; page = await books.Postings(day, merchant, page[^1], ct))
        {
            yield return page;
        }
    }

    private static async Task Write(IAsyncEnumerable<string> parts, Stream stream, CancellationToken ct)
    {
        await foreach (var part in parts.WithCancellation(ct))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(part), ct);
        }
    }
}
