using System.CommandLine;
using Gateway.Simulator.Commands;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>The verb <c>demo</c>: a whole estate, from an empty folder to balanced books.</summary>
internal static class DemoCommand
{
    // One merchant each at least; the upper end is what one process with a socket a terminal does without effort.
    private const int FewestTerminals = 3;
    private const int MostTerminals = 500;

    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(5);

    /// <summary>Builds the verb.</summary>
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var defaults = new DemoOptions();
        var terminals = new Option<int>("--terminals")
        {
            Description = "How many terminals.",
            DefaultValueFactory = _ => defaults.Terminals,
        };
        var duration = Choices.Duration("--duration", "How long traffic runs.", defaults.Duration);
        var think = Choices.One(
            "--think", "Pause between two actions of a terminal.", "200..900ms", DurationRange.TryParse, defaults.Think);
        var seed = Choices.Seed();
        var keep = new Option<bool>("--keep") { Description = "Leave the gateway running afterwards, until Ctrl-C." };
        var host = new Option<string?>("--host")
        {
            Description = "Program or folder of Gateway.Host; looked for beside this one otherwise.",
            HelpName = "PATH",
        };
        var kill = Choices.OptionalDuration(
            "--kill-host-at", "Kill the gateway (SIGKILL) at this time of the traffic and start it again on the same data.");
        var command = new Command("demo", "A gateway, an acquirer and terminals: suspends, settles, reinstates, balances the books.")
        {
            terminals, duration, think, seed, keep, host, kill,
        };
        command.SetAction((parsed, cancellation) => CommandTree.GuardAsync(
            async () =>
            {
                var options = new DemoOptions
                {
                    Terminals = parsed.GetValue(terminals) is >= FewestTerminals and <= MostTerminals and var count
                        ? count
                        : throw new UsageException($"--terminals must be {FewestTerminals} to {MostTerminals}."),
                    Duration = parsed.GetValue(duration) is var time && time >= _shortest
                        ? time
                        : throw new UsageException("--duration must be 5s or longer."),
                    Think = parsed.GetValue(think),
                    Seed = parsed.GetValue(seed),
                    Keep = parsed.GetValue(keep),
                    Host = parsed.GetValue(host),
                    KillHostAt = parsed.GetValue(kill),
                };
                await using var demo = new DemoRun(options, HostLocation.Find(options.Host), output, error, TimeProvider.System);
                return await demo.RunAsync(cancellation);
            },
            error));
        return command;
    }
}
