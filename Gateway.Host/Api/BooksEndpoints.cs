using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Api;

/// <summary>Questions about transactions, batches and money over HTTP.</summary>
internal static class BooksEndpoints
{
    private const int MostRows = 500;

    /// <summary>Maps the paths.</summary>
    public static void Map(IEndpointRouteBuilder app, IJournalBooks books)
    {
        app.MapGet("/api/terminals/{id}/explain", (string id, string? stan, string? batch, CancellationToken ct) => Explain(books, id, stan, batch, ct));
        app.MapGet("/api/terminals/{id}/transactions", (string id, int? batch, CancellationToken ct) => books.Transactions(id, batch, MostRows, ct));
        app.MapGet("/api/terminals/{id}/batches", (string id, CancellationToken ct) => books.Batches(id, ct));
        app.MapGet("/api/money", (CancellationToken ct) => books.Money(ct));
        app.MapGet("/api/reversals", (CancellationToken ct) => books.OwedReversals(MostRows, ct));
        app.MapGet("/api/audit", (long? after, CancellationToken ct) => books.AuditEntries(after ?? 0, null, null, MostRows, ct));
    }

    private static async Task<IResult> Explain(IJournalBooks books, string terminal, string? stanText, string? batchText, CancellationToken ct)
    {
        if (!int.TryParse(stanText, out var stan) || stan is < 0 or > 999_999)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, $"The trace number '{stanText}' is not up to 6 digits.");
        }

        int? batch = null;
        if (batchText is not null)
        {
            if (!int.TryParse(batchText, out var number) || number is < 1 or > 999_999)
            {
                return Problems.Of(StatusCodes.Status400BadRequest, $"The batch '{batchText}' is not 1 to 999999.");
            }

            batch = number;
        }

        var refusal = await LastRefusal(books, terminal, stan, ct);
        if (await books.Find(terminal, stan, batch, ct) is [var row, ..])
        {
            // A trace number comes again, and so may a message: what the terminal heard last is part of the answer.
            return Results.Ok(refusal is not null && refusal.At > (row.AnsweredAt ?? row.OpenedAt) ? ModelWith(row, refusal) : Model(row));
        }

        return refusal is not null
            ? Results.Ok(Model(refusal, terminal, stan))
            : Problems.Of(StatusCodes.Status404NotFound, $"Nothing is known of trace {stan:D6} of terminal {terminal}.");
    }

    private static async Task<AuditRow?> LastRefusal(IJournalBooks books, string terminal, int stan, CancellationToken ct)
    {
        AuditRow? last = null;
        IReadOnlyList<AuditRow> page;
        do
        {
            page = await books.AuditEntries(last?.Seq ?? 0, terminal, stan, MostRows, ct);
            last = page.Count > 0 ? page[^1] : last;
        }
        while (page.Count == MostRows);

        return last;
    }

    private static ExplanationModel ModelWith(TransactionRow row, AuditRow later)
        => Model(row) with { Sentence = $"{Explanation.Sentence(row)} Later: {Explanation.Sentence(later)}" };

    private static ExplanationModel Model(TransactionRow row) => new(
        true, row.Terminal, row.Merchant, row.Batch, row.Stan, row.Class, row.AnsweredAt ?? row.OpenedAt, row.Outcome, row.ResponseCode, row.Reason,
        Explanation.Sentence(row), row.HoldId is { } hold ? new HoldReferenceModel(hold, row.HoldLevel, row.HoldReason) : null,
        row.Acquirer, row.Rrn, row.AuthCode, row.Reversal);

    private static ExplanationModel Model(AuditRow row, string terminal, int stan) => new(
        true, terminal, null, null, stan, null, row.At, "refused", row.Code, row.Detail.Split(':')[0], Explanation.Sentence(row), null, null, null, null, null);
}
