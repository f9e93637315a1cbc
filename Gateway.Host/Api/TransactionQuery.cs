using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Host.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Host.Api;

/// <summary>A search as a query says it: every filter by its name and its form.</summary>
internal sealed record TransactionQuery
{
    /// <summary>Rows on a page at most.</summary>
    public const int MostRows = 500;

    private const int UsualRows = 50;

    // What was given is never repeated: somebody in a hurry pastes a whole card number.
    private static readonly Dictionary<string, (Regex Form, string Words)> _filters = new(StringComparer.Ordinal)
    {
        ["rrn"] = (Form("[0-9A-Za-z]{1,12}"), "1 to 12 letters and digits"),
        ["stan"] = (Form("[0-9]{1,6}"), "1 to 6 digits"),
        ["terminal"] = (Form("[0-9A-Za-z]{8}"), "8 letters and digits"),
        ["merchant"] = (Form("[0-9A-Za-z]{15}"), "15 letters and digits"),
        ["from"] = (Form(".+"), QueryInstant.Words),
        ["to"] = (Form(".+"), QueryInstant.Words),
        ["amount"] = (Form("[0-9]{1,12}"), "1 to 12 digits, in minor units"),
        ["last4"] = (Form("[0-9]{4}"), "4 digits"),
        ["authCode"] = (Form("[0-9A-Za-z]{1,6}"), "1 to 6 letters and digits"),
        ["outcome"] = (Form(string.Join('|', TransactionFilter.Outcomes)), "one of " + string.Join(", ", TransactionFilter.Outcomes)),
        ["limit"] = (Form("0*([1-9][0-9]?|[1-4][0-9]{2}|500)"), $"1 to {MostRows}"),
        ["cursor"] = (Form("[0-9]{1,18}-[0-9]{1,18}"), "what the page before gave as next"),
    };

    public required TransactionFilter Filter { get; init; }

    public required int Limit { get; init; }

    public TransactionPlace? After { get; init; }

    /// <summary>Reads a query.</summary>
    /// <param name="query">What was asked.</param>
    /// <param name="zone">Zone of instants without one.</param>
    /// <param name="asked">The search.</param>
    /// <param name="fault">What is wrong with it, one sentence.</param>
    public static bool TryRead(
        IQueryCollection query, TimeZoneInfo zone, [NotNullWhen(true)] out TransactionQuery? asked, [NotNullWhen(false)] out string? fault)
    {
        asked = null;
        fault = query.Keys.Select(name => Fault(name, query[name])).FirstOrDefault(sentence => sentence is not null);
        if (fault is not null)
        {
            return false;
        }

        var (from, to) = (QueryInstant.Read(Text("from"), zone, isEnd: false), QueryInstant.Read(Text("to"), zone, isEnd: true));
        fault = Text("from") is not null && from is null ? Wrong("from")
            : Text("to") is not null && to is null ? Wrong("to")
            : from >= to ? "Filter from is not before filter to."
            : null;
        if (fault is not null)
        {
            return false;
        }

        asked = new TransactionQuery
        {
            Filter = new TransactionFilter
            {
                Rrn = Text("rrn"),
                Stan = (int?)Number("stan"),
                Terminal = Text("terminal"),
                Merchant = Text("merchant"),
                From = from,
                To = to,
                Amount = Number("amount"),
                Last4 = Text("last4"),
                AuthCode = Text("authCode"),
                Outcome = Text("outcome"),
            },
            Limit = (int?)Number("limit") ?? UsualRows,
            After = Place(Text("cursor")),
        };
        return true;

        string? Text(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

        long? Number(string name) => Text(name) is { } digits ? long.Parse(digits, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The cursor of a place; null without one.</summary>
    public static string? Cursor(TransactionPlace? place)
        => place is null ? null : string.Create(CultureInfo.InvariantCulture, $"{place.OpenedMs}-{place.Seq}");

    private static TransactionPlace? Place(string? cursor) => cursor?.Split('-') is [var ms, var seq]
        ? new TransactionPlace(long.Parse(ms, CultureInfo.InvariantCulture), long.Parse(seq, CultureInfo.InvariantCulture))
        : null;

    // ASP.NET takes names in any case; a script that gets one wrong is told.
    private static string? Fault(string name, StringValues values)
        => !_filters.TryGetValue(name, out var filter) ? $"There is no such filter; there are {string.Join(", ", _filters.Keys)}."
            : values.Count != 1 ? $"Filter {name} is given {values.Count} times."
            : !filter.Form.IsMatch(values[0] ?? "") ? Wrong(name)
            : null;

    private static string Wrong(string name) => $"Filter {name} is not {_filters[name].Words}.";

    private static Regex Form(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant);
}
