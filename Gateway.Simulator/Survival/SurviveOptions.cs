using Gateway.Simulator.Demo;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Survival;

/// <summary>What was asked of <c>survive</c>.</summary>
internal sealed record SurviveOptions
{
    /// <summary>How often the gateway is killed; everything else that breaks is counted from it. Default 50.</summary>
    internal int Kills { get; init; } = 50;

    /// <summary>Terminals that trade meanwhile. Default 20.</summary>
    internal int Terminals { get; init; } = 20;

    /// <summary>Seed of what breaks, when and for how long, and of what the terminals do.</summary>
    internal ulong Seed { get; init; } = 1;

    /// <summary>Where the report goes as well; null for nowhere.</summary>
    internal string? Report { get; init; }

    /// <summary>The gateway's program or folder; null looks beside our own.</summary>
    internal string? Host { get; init; }

    /// <summary>What the demo's stage needs of it: little thinking, so that every blow meets something under way.</summary>
    internal DemoOptions Stage => new() { Terminals = Terminals, Seed = Seed, Think = DurationRange.Milliseconds(50, 400) };
}
