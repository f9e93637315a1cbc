using System.CommandLine;
using Gateway.Simulator.Commands;
using Gateway.Simulator.Demo;

namespace Gateway.Simulator.Survival;

/// <summary>The verb <c>survive</c>: kills a real gateway under load, again and again, and compares all books afterwards.</summary>
internal static class SurviveCommand
{
    private const int FewestTerminals = 3;
    private const int MostTerminals = 200;
    private const int MostKills = 1000;

    /// <summary>Builds the verb.</summary>
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var defaults = new SurviveOptions();
        var kills = new Option<int>("--kills")
        {
            Description = "How often the gateway is killed; the acquirer, its link and the disk break in proportion.",
            DefaultValueFactory = _ => defaults.Kills,
        };
        var terminals = new Option<int>("--terminals")
        {
            Description = "How many terminals.",
            DefaultValueFactory = _ => defaults.Terminals,
        };
        var seed = Choices.Seed();
        var report = new Option<string?>("--report") { Description = "Write the final table to this file as well.", HelpName = "FILE" };
        var host = new Option<string?>("--host")
        {
            Description = "Program or folder of Gateway.Host; looked for beside this one otherwise.",
            HelpName = "PATH",
        };
        var command = new Command("survive", "Kills the gateway, its acquirer, its link and its disk under load; then compares all books.")
        {
            kills, terminals, seed, report, host,
        };
        command.SetAction((parsed, cancellation) => CommandTree.GuardAsync(
            async () =>
            {
                var options = new SurviveOptions
                {
                    Kills = parsed.GetValue(kills) is >= 1 and <= MostKills and var often
                        ? often
                        : throw new UsageException($"--kills must be 1 to {MostKills}."),
                    Terminals = parsed.GetValue(terminals) is >= FewestTerminals and <= MostTerminals and var many
                        ? many
                        : throw new UsageException($"--terminals must be {FewestTerminals} to {MostTerminals}."),
                    Seed = parsed.GetValue(seed),
                    Report = parsed.GetValue(report),
                    Host = parsed.GetValue(host),
                };
                await using var run = new SurviveRun(options, HostLocation.Find(options.Host), output, error, TimeProvider.System);
                return await run.RunAsync(cancellation);
            },
            error));
        return command;
    }
}
