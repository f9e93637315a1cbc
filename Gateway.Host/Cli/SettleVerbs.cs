using System.CommandLine;

namespace Gateway.Host.Cli;

/// <summary>settle: the settlement report.</summary>
internal static class SettleVerbs
{
    /// <summary>settle report.</summary>
    public static Command Settle(CommonOptions common, ClientOptions client)
    {
        var date = new Option<string?>("--date") { Description = "Business day as 2026-08-01, in the estate's time zone. Default: today." };
        var merchant = new Option<string?>("--merchant") { Description = "One merchant. Default: all." };
        var totals = new Option<bool>("--totals") { Description = "The totals of each merchant instead of every line." };
        var file = new Option<string?>("--out") { Description = "File to write to; it is replaced when the report is whole. Default: standard output." };
        return new Command("settle", "Settlement: report.")
        {
            EstateVerbs.Verb("report", "Writes what was posted on a business day as CSV.", [], [date, merchant, totals, file], common, client, async (gateway, parsed) =>
            {
                (string Name, string? Value)[] asked =
                [
                    ("date", parsed.GetValue(date)), ("merchant", parsed.GetValue(merchant)), ("totals", parsed.GetValue(totals) ? "true" : null),
                ];
                var query = string.Join('&', asked.Where(one => one.Value is not null).Select(one => $"{one.Name}={EstateVerbs.Escaped(one.Value)}"));
                var path = $"/api/settlements/report?{query}";
                if (parsed.GetValue(file) is { } name)
                {
                    await Save(gateway, path, name);
                }
                else
                {
                    await using var output = Console.OpenStandardOutput();
                    await gateway.Copy(path, output, ExitCode.Usage);
                }
            }),
        };
    }

    // Somebody pays by this file: it is whole, or it is not there.
    private static async Task Save(GatewayClient gateway, string path, string name)
    {
        var part = name + ".part";
        try
        {
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                await gateway.Copy(path, stream, ExitCode.Usage);
            }

            File.Move(part, name, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"The file {name} cannot be written: {fault.Message}");
        }
        finally
        {
            Forget(part);
        }
    }

    private static void Forget(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // What could not be written cannot be deleted; that was said.
        }
    }
}
