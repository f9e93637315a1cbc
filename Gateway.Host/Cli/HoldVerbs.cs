using System.CommandLine;

namespace Gateway.Host.Cli;

/// <summary>hold: stopping terminals and merchants, and letting them go again.</summary>
internal static class HoldVerbs
{
    /// <summary>What is shown of a hold.</summary>
    public static readonly string[] Facts =
        ["id", "state", "subject.kind", "subject.id", "level", "reason", "placedBy", "enforcedAt", "note", "releasedBy", "releaseReason"];

    /// <summary>hold place, release, list.</summary>
    public static Command Hold(CommonOptions common, ClientOptions client)
    {
        var terminal = new Option<string?>("--terminal") { Description = "Terminal to hold." };
        var merchant = new Option<string?>("--merchant") { Description = "Merchant to hold, with all its terminals." };
        var level = new Option<string>("--level") { Description = "L2 nothing new, L4 only money already taken, L5 not trusted.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Reason code of the catalogue, as FEE-01.", Required = true };
        var note = new Option<string?>("--note") { Description = "What the next operator should know." };
        var number = new Argument<long>("id") { Description = "Number of the hold." };
        var why = new Option<string>("--reason") { Description = "Why it is released.", Required = true };
        var all = new Option<bool>("--all") { Description = "Released ones too." };
        return new Command("hold", "Holds: place, release, list.")
        {
            EstateVerbs.Verb("place", "Places a hold; done means that every lane decides by it.", [], [terminal, merchant, level, reason, note], common, client, async (gateway, parsed) =>
            {
                var (kind, id) = (parsed.GetValue(terminal), parsed.GetValue(merchant)) switch
                {
                    ({ } one, null) => ("terminal", one),
                    (null, { } one) => ("merchant", one),
                    _ => throw new CommandFailedException(ExitCode.Usage, "A hold is placed on one subject: give either --terminal or --merchant."),
                };
                Output.Facts(
                    await gateway.Post("/api/holds", new
                    {
                        subject = new { kind, id }, level = parsed.GetValue(level), reason = parsed.GetValue(reason), note = parsed.GetValue(note),
                        placedBy = Environment.UserName,
                    }),
                    Facts);
            }),
            EstateVerbs.Verb("release", "Releases a hold; every other hold stays.", [number], [why], common, client, async (gateway, parsed) =>
                Output.Facts(
                    await gateway.Post($"/api/holds/{parsed.GetValue(number)}/release", new { reason = parsed.GetValue(why), releasedBy = Environment.UserName }), Facts)),
            EstateVerbs.Verb("list", "Lists the holds in force.", [], [all], common, client, async (gateway, parsed) =>
                Output.Table(await gateway.Get(parsed.GetValue(all) ? "/api/holds?all=true" : "/api/holds"), "No hold is in force.", Facts)),
        };
    }
}
