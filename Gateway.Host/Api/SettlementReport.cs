using System.Globalization;
using System.Text;
using Gateway.Host.Journal;

namespace Gateway.Host.Api;

/// <summary>The settlement report of a business day as CSV: one line a transaction, or the totals of each merchant.</summary>
/// <remarks>docs/settlement.md documents the columns. A column is never moved or renamed; new ones come at the end.</remarks>
internal static class SettlementReport
{
    private static readonly string[] _columns =
    [
        "business_day", "merchant", "terminal", "batch", "stan", "entry", "status", "class", "amount", "currency", "card", "acquirer", "rrn",
        "auth_code", "settlement_date", "original", "at",
    ];

    private static readonly string[] _totals = ["business_day", "merchant", "status", "currency", "lines", "credited", "debited", "net"];

    /// <summary>Every line of the day, a page at a time.</summary>
    public static async IAsyncEnumerable<string> Lines(IAsyncEnumerable<IReadOnlyList<PostingRow>> pages)
    {
        yield return Text(text => Csv.Line(text, _columns));
        await foreach (var page in pages)
        {
            yield return Text(text =>
            {
                foreach (var row in page)
                {
                    Csv.Line(text, Values(row));
                }
            });
        }
    }

    /// <summary>One line a merchant, status and currency: how many lines, what they give, what they take, and the difference.</summary>
    public static async IAsyncEnumerable<string> Totals(IAsyncEnumerable<IReadOnlyList<PostingRow>> pages)
    {
        var sums = new SortedDictionary<(string Day, string Merchant, string Status, string Currency), (int Lines, long Up, long Down)>();
        await foreach (var page in pages)
        {
            foreach (var row in page)
            {
                var name = (row.Day, row.Merchant, Status(row), row.Currency);
                var (lines, up, down) = sums.GetValueOrDefault(name);
                sums[name] = (lines + 1, up + Math.Max(row.Amount, 0), down + Math.Min(row.Amount, 0));
            }
        }

        yield return Text(text =>
        {
            Csv.Line(text, _totals);
            foreach (var (name, (lines, up, down)) in sums)
            {
                Csv.Line(
                    text, name.Day, name.Merchant, name.Status, name.Currency, Number(lines), Number(up), Number(down), Number(up + down));
            }
        });
    }

    private static string?[] Values(PostingRow row) =>
    [
        row.Day, row.Merchant, row.Terminal, row.Batch.ToString("D6", CultureInfo.InvariantCulture),
        row.Stan.ToString("D6", CultureInfo.InvariantCulture), row.IsReversal ? "reversal" : "transaction", Status(row), row.Class,
        Number(row.Amount), row.Currency, row.CardMasked, row.Acquirer, row.Rrn, row.AuthCode, row.SettlementDate, row.Original,
        row.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
    ];

    private static string Status(PostingRow row) => row.Kind switch
    {
        nameof(PostingKind.Posted) => "posted",
        nameof(PostingKind.Quarantined) => "quarantined",
        nameof(PostingKind.KeptApart) => "kept-apart",
        _ => row.Kind,
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(Action<StringBuilder> write)
    {
        var text = new StringBuilder();
        write(text);
        return text.ToString();
    }
}
