using System.CommandLine;

namespace Gateway.Host.Cli;

/// <summary>saf: reversals that wait for an acquirer's acknowledgement, and what a person does about them.</summary>
internal static class SafVerbs
{
    private static readonly string[] _rows =
        ["merchant", "terminal", "batch", "stan", "amount", "currency", "acquirer", "rrn", "tries", "lastCode", "ageMinutes", "exception"];

    /// <summary>saf list, retry, resolve.</summary>
    public static Command Saf(CommonOptions common, ClientOptions client)
    {
        var all = new Option<bool>("--all") { Description = "Those that nobody has to look at yet, too." };
        var terminal = new Argument<string>("terminal") { Description = "Terminal id." };
        var stan = new Argument<string>("stan") { Description = "Trace number of the transaction." };
        var batch = new Option<int?>("--batch") { Description = "Its batch, when the trace number is owed in several." };
        var reason = new Option<string>("--reason") { Description = "What was agreed with the acquirer.", Required = true };
        return new Command("saf", "Reversals the acquirers have not acknowledged: list, retry, resolve.")
        {
            EstateVerbs.Verb("list", "Lists those somebody has to look at: contradicted, tried five times, or ten minutes old.", [], [all], common, client, async (gateway, parsed) =>
                Output.Table(await gateway.Get(parsed.GetValue(all) ? "/api/saf?all=true" : "/api/saf"), "No reversal has to be looked at.", _rows)),
            EstateVerbs.Verb("retry", "Tries one now.", [terminal, stan], [batch], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post("/api/saf/retry", new
                    {
                        terminal = parsed.GetValue(terminal), stan = parsed.GetValue(stan), batch = parsed.GetValue(batch), by = Environment.UserName,
                    }),
                    "terminal", "stan", "reversal", "tries")),
            EstateVerbs.Verb("resolve", "Ends one that was settled with the acquirer by hand.", [terminal, stan], [batch, reason], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post("/api/saf/resolve", new
                    {
                        terminal = parsed.GetValue(terminal), stan = parsed.GetValue(stan), batch = parsed.GetValue(batch), reason = parsed.GetValue(reason),
                        by = Environment.UserName,
                    }),
                    "terminal", "stan", "reversal", "tries")),
        };
    }
}
