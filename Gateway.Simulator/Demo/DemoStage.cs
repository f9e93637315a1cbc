using System.Collections.Concurrent;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Load;
using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Demo;

/// <summary>Everything that is on the stage once the gateway runs and the estate is registered.</summary>
internal sealed record DemoStage
{
    /// <summary>What was asked for.</summary>
    internal required DemoOptions Options { get; init; }

    /// <summary>The gateway.</summary>
    internal required HostProcess Host { get; init; }

    /// <summary>Its API.</summary>
    internal required HostApi Api { get; init; }

    /// <summary>The acquirer's end of the link.</summary>
    internal required AcquirerServer Link { get; init; }

    /// <summary>The acquirer's decisions and its book.</summary>
    internal required AcquirerDesk Acquirer { get; init; }

    /// <summary>The terminals and who drives them.</summary>
    internal required IReadOnlyList<TerminalDriver> Drivers { get; init; }

    /// <summary>Rows of the live table, in the order of the drivers.</summary>
    internal required IReadOnlyList<TerminalRow> Rows { get; init; }

    /// <summary>What all terminals do.</summary>
    internal required OutcomeFeed Feed { get; init; }

    /// <summary>Counts and latencies.</summary>
    internal required TrafficMeter Meter { get; init; }

    /// <summary>What happens, told.</summary>
    internal required Narration Narration { get; init; }

    /// <summary>What is promised.</summary>
    internal required Promises Promises { get; init; }

    /// <summary>Settlements of the whole run that were not balanced, as they happen.</summary>
    internal ConcurrentQueue<string> Unbalanced { get; } = new();

    /// <summary>The clock.</summary>
    internal required TimeProvider Clock { get; init; }

    /// <summary>The terminals.</summary>
    internal IEnumerable<VirtualTerminal> Terminals => Drivers.Select(driver => driver.Terminal);
}
