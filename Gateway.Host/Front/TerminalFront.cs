using Gateway.Host.Diagnostics;
using Gateway.Host.Lanes;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Front;

/// <summary>What every session of a listener works with. All of it is safe from any thread.</summary>
internal sealed record TerminalFront
{
    /// <summary>Reads frames.</summary>
    public required MessageIntake Intake { get; init; }

    /// <summary>Finds out about requests.</summary>
    public required Gathering Gathering { get; init; }

    /// <summary>Writes answers.</summary>
    public required ResponseWriter Writer { get; init; }

    /// <summary>Where requests are decided.</summary>
    public required ILanes Lanes { get; init; }

    /// <summary>Where answers find their connection.</summary>
    public required TerminalConnections Connections { get; init; }

    /// <summary>The audit book, rate-limited by peer.</summary>
    public required PeerAudit Audit { get; init; }

    /// <summary>The counters.</summary>
    public required FrontMetrics Metrics { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Logger { get; init; }
}
