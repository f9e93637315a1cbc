using System.CommandLine;
using System.Text.Json.Nodes;

namespace Gateway.Host.Cli;

/// <summary>money, reversals, acquirers: where the money is and what is still owed.</summary>
internal static class BooksVerbs
{
    private static readonly string[] _lines = ["approved", "posted", "open", "reversed", "reversing", "resolved", "quarantined", "keptApart"];

    /// <summary>money: every approved amount accounted for.</summary>
    public static Command Money(CommonOptions common, ClientOptions client)
        => EstateVerbs.Verb("money", "Shows where all approved money is; anything but difference 0 is an alarm.", [], [], common, client, async (gateway, _) =>
        {
            var money = await gateway.Get("/api/money");
            foreach (var line in _lines)
            {
                Output.Line($"{line,-12} {money?[line]?["count"],8} {Amount(money?[line]?["amount"]),16}");
            }

            Output.Line($"difference   {"",8} {Amount(money?["difference"]),16}");
            Output.Line($"requests without an outcome {money?["openRequests"]}, reversals not acknowledged {money?["owedReversals"]}");
        });

    /// <summary>reversals: what the acquirers have not acknowledged.</summary>
    public static Command Reversals(CommonOptions common, ClientOptions client)
        => EstateVerbs.Verb("reversals", "Lists reversals the acquirers have not acknowledged.", [], [], common, client, async (gateway, _) =>
            Output.Table(
                await gateway.Get("/api/reversals"), "No reversal is owed.",
                "merchant", "terminal", "batch", "stan", "class", "amount", "cardMasked", "acquirer", "rrn", "reversalTries", "contradicted", "openedAt"));

    /// <summary>acquirers: the links and how they are.</summary>
    public static Command Acquirers(CommonOptions common, ClientOptions client)
        => EstateVerbs.Verb("acquirers", "Shows the links to the acquirers.", [], [], common, client, async (gateway, _) =>
            Output.Table(await gateway.Get("/api/acquirers"), "No acquirer is configured.", "name", "state"));

    private static string Amount(JsonNode? minor) => $"{(minor?.GetValue<long>() ?? 0) / 100m:F2}";
}
