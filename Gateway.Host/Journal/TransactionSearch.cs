using Dapper;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Searching transactions: along the index of what was asked for, a bounded stretch at a time, so that no commit waits for long.</summary>
internal static class TransactionSearch
{
    /// <summary>Rows looked at for one question: some ten milliseconds of reading when none of them passes.</summary>
    public const int Look = 5000;

    private const string Order = "ORDER BY opened_ms DESC, seq DESC";

    // What names fewest transactions first. A row passes all that was asked for, whichever road leads to it.
    private static readonly (string Index, string Where, Func<TransactionFilter, bool> IsAsked)[] _roads =
    [
        ("transactions_by_rrn", "rrn = $Rrn AND rrn <> ''", filter => filter.Rrn is not null),
        ("transactions_by_stan", "terminal = $Terminal AND stan = $Stan", filter => filter is { Terminal: not null, Stan: not null }),
        ("transactions_by_terminal", "terminal = $Terminal", filter => filter.Terminal is not null),
        ("transactions_by_merchant", "merchant = $Merchant", filter => filter.Merchant is not null),
        ("transactions_by_time", "opened_ms >= 0", _ => true),
    ];

    private static readonly (string Where, Func<TransactionFilter, bool> IsAsked)[] _conditions =
    [
        ("rrn = $Rrn", filter => filter.Rrn is not null),
        ("stan = $Stan", filter => filter.Stan is not null),
        ("terminal = $Terminal", filter => filter.Terminal is not null),
        ("merchant = $Merchant", filter => filter.Merchant is not null),
        ("amount = $Amount", filter => filter.Amount is not null),
        ("last4 = $Last4", filter => filter.Last4 is not null),
        ("auth_code = $AuthCode", filter => filter.AuthCode is not null),
        ("state IN $States", filter => filter.States is not null),
    ];

    static TransactionSearch() => InstantHandler.Register();

    /// <summary>One stretch of a search.</summary>
    public static TransactionPage Page(SqliteConnection connection, TransactionFilter filter, TransactionPlace? after, int limit)
    {
        var most = Math.Clamp(limit, 1, TransactionBooks.Most);
        var (index, along, _) = _roads.First(road => road.IsAsked(filter));
        var begin = Begin(filter, after);
        var values = new Values
        {
            Filter = filter,
            FromMs = filter.From?.ToUnixTimeMilliseconds() ?? 0,
            BeginMs = begin.OpenedMs,
            BeginSeq = begin.Seq,
            Limit = most + 1,
        };

        // The range is said by its ends and its ties apart: so the index is entered at one end and left at the other.
        var road = $"""
            FROM transactions INDEXED BY {index}
            WHERE {along} AND opened_ms BETWEEN $FromMs AND $BeginMs AND (opened_ms < $BeginMs OR seq < $BeginSeq)
            """;
        var end = connection.QueryFirstOrDefault<Place>($"SELECT opened_ms AS OpenedMs, seq AS PlaceSeq {road} {Order} LIMIT 1 OFFSET {Look - 1}", values);

        // First the names alone, which the index of time can tell by itself; then the rows of those that passed.
        var found = connection.Query<TransactionRow, Place, (TransactionRow Row, TransactionPlace At)>(
            $"""
            SELECT {TransactionBooks.Shown}, OpenedMs, PlaceSeq
            FROM (
                SELECT merchant AS m, terminal AS t, batch AS b, stan AS s, opened_ms AS OpenedMs, seq AS PlaceSeq
                {road} AND opened_ms >= $EndMs AND (opened_ms > $EndMs OR seq >= $EndSeq) {Passing(filter)} {Order} LIMIT $Limit)
            CROSS JOIN transactions ON merchant = m AND terminal = t AND batch = b AND stan = s
            ORDER BY OpenedMs DESC, PlaceSeq DESC
            """,
            (row, place) => (row, place.Known),
            values with { EndMs = end?.OpenedMs ?? 0, EndSeq = end?.PlaceSeq ?? 0 },
            splitOn: nameof(Place.OpenedMs)).ToList();

        return found.Count > most
            ? new TransactionPage([.. found.Take(most).Select(one => one.Row)], found[most - 1].At)
            : new TransactionPage([.. found.Select(one => one.Row)], end?.Known);
    }

    // The upper end is outside, for a place that was given already as for an instant.
    private static TransactionPlace Begin(TransactionFilter filter, TransactionPlace? after)
    {
        var to = new TransactionPlace(filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue, 0);
        return after is not null && after.OpenedMs < to.OpenedMs ? after : to;
    }

    private static string Passing(TransactionFilter filter)
        => string.Concat(_conditions.Where(condition => condition.IsAsked(filter)).Select(condition => $" AND {condition.Where}"));

    // What is bound, under the names the texts above use.
    private sealed record Values
    {
        public required TransactionFilter Filter { private get; init; }

        public string? Rrn => Filter.Rrn;

        public int? Stan => Filter.Stan;

        public string? Terminal => Filter.Terminal;

        public string? Merchant => Filter.Merchant;

        public long? Amount => Filter.Amount;

        public string? Last4 => Filter.Last4;

        public string? AuthCode => Filter.AuthCode;

        public IReadOnlyList<string>? States => Filter.States;

        public long FromMs { get; init; }

        public long BeginMs { get; init; }

        public long BeginSeq { get; init; }

        public long EndMs { get; init; }

        public long EndSeq { get; init; }

        public int Limit { get; init; }
    }

    private sealed class Place
    {
        public long OpenedMs { get; init; }

        public long PlaceSeq { get; init; }

        public TransactionPlace Known => new(OpenedMs, PlaceSeq);
    }
}
