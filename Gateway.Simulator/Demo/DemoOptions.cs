using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>What was asked of the demo.</summary>
internal sealed record DemoOptions
{
    /// <summary>Terminals, spread over three merchants. Default 20.</summary>
    internal int Terminals { get; init; } = 20;

    /// <summary>How long traffic runs. Default a minute.</summary>
    internal TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Seed of all dice.</summary>
    internal ulong Seed { get; init; } = 1;

    /// <summary>Pause between two actions of one terminal. Default 200 to 900 ms.</summary>
    internal DurationRange Think { get; init; } = DurationRange.Milliseconds(200, 900);

    /// <summary>Leave the gateway running afterwards until the user stops it.</summary>
    internal bool Keep { get; init; }

    /// <summary>The gateway's program or folder; null looks beside our own.</summary>
    internal string? Host { get; init; }

    /// <summary>When to kill the gateway without warning, counted from the first sale; null never.</summary>
    internal TimeSpan? KillHostAt { get; init; }
}
