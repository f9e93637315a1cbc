using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Gateway.Host.Cli;

/// <summary>txn: finding transactions, and the story of one.</summary>
internal static class TransactionVerbs
{
    private const int UsualRows = 50;

    private static readonly string[] _facts =
    [
        "trace", "openedAt", "class", "amount", "currency", "outcome", "responseCode", "cardMasked", "rrn", "authCode", "acquirer", "reason", "original",
    ];

    private static readonly string[] _more = ["reversal", "reversalTries", "holdId", "holdLevel", "holdReason", "answeredAt"];

    /// <summary>txn find, show.</summary>
    public static Command Transaction(CommonOptions common, ClientOptions client)
    {
        (string Filter, Option<string?> Option)[] filters =
        [
            ("rrn", Filter("--rrn", "Retrieval reference number, as on the receipt.")),
            ("stan", Filter("--stan", "Trace number.")),
            ("terminal", Filter("--terminal", "Terminal id.")),
            ("merchant", Filter("--merchant", "Merchant id.")),
            ("from", Filter("--from", "Not before: a date as 2026-08-01, or a time as 2026-08-01T09:30, in the estate's time zone unless it has an offset.")),
            ("to", Filter("--to", "Before; a date means to the end of it.")),
            ("amount", Filter("--amount", "Amount in minor units: 12500 for 125.00.")),
            ("last4", Filter("--last4", "Last four digits of the card.")),
            ("authCode", Filter("--auth-code", "Authorisation code.")),
            ("outcome", Filter("--outcome", "approved, declined, pending, reversed or quarantined.")),
            ("cursor", Filter("--cursor", "Goes on where the page before ended.")),
        ];
        var limit = new Option<int>("--limit") { Description = "Rows at most, 1 to 500.", DefaultValueFactory = _ => UsualRows };
        var trace = new Argument<string>("trace") { Description = "Merchant, terminal, batch and trace number with slashes, as find shows it." };
        return new Command("txn", "Transactions: find, show.")
        {
            EstateVerbs.Verb("find", "Finds transactions that pass every filter, newest first.", [], [.. filters.Select(filter => filter.Option), limit], common, client,
                (gateway, parsed) => Find(
                    gateway,
                    filters.Select(filter => (filter.Filter, Value: parsed.GetValue(filter.Option))).Where(filter => filter.Value is not null)
                        .ToDictionary(filter => filter.Filter, filter => filter.Value!),
                    parsed.GetValue(limit))),
            EstateVerbs.Verb("show", "Shows one transaction with its whole story.", [trace], [], common, client, Show(trace)),
        };
    }

    private static Option<string?> Filter(string name, string description) => new(name) { Description = description };

    // A page can be short when much was looked at and little passed: what is missing is asked for.
    private static async Task Find(GatewayClient gateway, Dictionary<string, string> filters, int limit)
    {
        var shown = 0;
        do
        {
            filters["limit"] = (limit - shown).ToString(CultureInfo.InvariantCulture);
            var query = string.Join('&', filters.Select(filter => $"{filter.Key}={EstateVerbs.Escaped(filter.Value)}"));
            var page = await gateway.Get($"/api/transactions?{query}", ExitCode.Usage);
            foreach (var row in page?["transactions"]?.AsArray() ?? [])
            {
                Output.Facts(row, _facts);
                shown++;
            }

            filters["cursor"] = page?["next"]?.GetValue<string>() ?? "";
        }
        while (filters["cursor"].Length > 0 && shown < limit);

        if (filters["cursor"].Length > 0)
        {
            Output.Fault($"There are more: go on with --cursor {filters["cursor"]}");
        }
        else if (shown == 0)
        {
            Output.Line("No transaction passes.");
        }
    }

    private static Func<GatewayClient, ParseResult, Task> Show(Argument<string> trace) => async (gateway, parsed) =>
    {
        if (parsed.GetValue(trace)?.Split('/') is not [var merchant, var terminal, var batch, var stan])
        {
            throw new CommandFailedException(ExitCode.Usage, "A transaction is named by merchant, terminal, batch and trace number with slashes.");
        }

        var found = await gateway.Get($"/api/transactions/{string.Join('/', new[] { merchant, terminal, batch, stan }.Select(EstateVerbs.Escaped))}", ExitCode.Usage);
        Output.Facts(found?["transaction"], [.. _facts, .. _more]);
        if (found?["upstreamStan"] is not null)
        {
            Output.Facts(found, "upstreamStan", "upstreamRrn");
        }

        Output.Line(found?["sentence"]?.GetValue<string>() ?? "");
        foreach (var chapter in found?["story"]?.AsArray() ?? [])
        {
            Output.Line($"{Time(chapter)}  {chapter?["record"],-22} {chapter?["sentence"]}");
        }

        if (found?["isWhole"]?.GetValue<bool>() == false)
        {
            Output.Fault("There are more records than are shown.");
        }
    };

    private static string Time(JsonNode? chapter)
        => chapter?["at"]?.GetValue<DateTimeOffset>().ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture) ?? "";
}
