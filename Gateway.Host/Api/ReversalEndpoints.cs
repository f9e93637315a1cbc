using Gateway.Host.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Host.Api;

/// <summary>Reversals that acquirers have not acknowledged: the list, and what a person can do about one.</summary>
internal static class ReversalEndpoints
{
    private const int MostRows = 500;
    private const int ManyTries = 5;

    // Ten times the longest wait between two tries: by then it is not the line.
    private static readonly TimeSpan _longOwed = TimeSpan.FromMinutes(10);

    /// <summary>Maps the paths.</summary>
    public static void Map(IEndpointRouteBuilder app, EstateDesk desk, IJournalBooks books, TimeProvider time)
    {
        app.MapGet("/api/saf", async (bool? all, CancellationToken ct) => (await books.OwedReversals(MostRows, ct))
            .Select(row => Model(row, time.GetLocalNow())).Where(row => all == true || row.Exception is not null));
        app.MapPost("/api/saf/retry", async (HttpContext context, ReversalOrder body) => Trace(body) is not { } stan
            ? Problems.Of(StatusCodes.Status400BadRequest, $"The trace number '{body.Stan}' is not up to 6 digits.")
            : Answers.Of(
                await desk.Reversals.Retry(body.Terminal ?? "", stan, body.Batch, Operators.Named(context, body.By)), null, row => Model(row, time.GetLocalNow())));
        app.MapPost("/api/saf/resolve", async (HttpContext context, ReversalOrder body) => Trace(body) is not { } stan
                ? Problems.Of(StatusCodes.Status400BadRequest, $"The trace number '{body.Stan}' is not up to 6 digits.")
            : !desk.IsOneHandAllowed && Operators.Proven(context) is null
                ? Problems.Of(StatusCodes.Status403Forbidden, "A reversal is settled by hand with an API key of one's own, so that it is known who did it: gateway operator add.")
            : Answers.Of(
                await desk.Reversals.Resolve(body.Terminal ?? "", stan, body.Batch, body.Reason ?? "", Operators.Named(context, body.By)), null,
                row => Model(row, time.GetLocalNow())));
    }

    private static OwedModel Model(TransactionRow row, DateTimeOffset now)
    {
        var age = now - row.OpenedAt;
        var exception = row switch
        {
            { Contradicted: true } => "contradicted",
            { ReversalTries: >= ManyTries } => "many tries",
            _ when age >= _longOwed => "long owed",
            _ => null,
        };
        return new OwedModel(
            row.Merchant, row.Terminal, row.Batch, row.Stan, row.Amount, row.Currency, row.CardMasked, row.Acquirer, row.Rrn, row.Reversal, row.ReversalTries,
            row.ReversalCode, (int)Math.Max(0, age.TotalMinutes), exception);
    }

    private static int? Trace(ReversalOrder order) => int.TryParse(order.Stan, out var stan) && stan is >= 0 and <= 999_999 ? stan : null;
}

/// <summary>What a person orders about a reversal.</summary>
internal sealed record ReversalOrder(string? Terminal, string? Stan, int? Batch, string? Reason, string? By);

/// <summary>A reversal that is owed.</summary>
/// <remarks>
/// LastCode is what the acquirer last answered to it, DE 39; null before it answered. AgeMinutes counts from when the transaction was opened.
/// Exception says why somebody has to look: contradicted, many tries, long owed; null when nobody has to yet.
/// </remarks>
internal sealed record OwedModel(
    string Merchant, string Terminal, int Batch, int Stan, long Amount, string Currency, string? CardMasked, string? Acquirer, string? Rrn, string Reversal, int Tries,
    string? LastCode, int AgeMinutes, string? Exception);
