using Gateway.Host.Configuration;
using Gateway.Iso8583.Codec;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Upstream;

/// <summary>What the parts of one link work with.</summary>
internal sealed record LinkContext
{
    /// <summary>How to reach the acquirer.</summary>
    public required AcquirerOptions Options { get; init; }

    /// <summary>Reads the link's dialect.</summary>
    public required MessageReader Reader { get; init; }

    /// <summary>Builds requests and reversals.</summary>
    public required LinkMessages Messages { get; init; }

    /// <summary>Writes the link's dialect.</summary>
    public required MessageWriter Writer { get; init; }

    /// <summary>Messages that wait for answers.</summary>
    public required PendingTable Pending { get; init; }

    /// <summary>Our numbers.</summary>
    public required UpstreamNumbering Numbering { get; init; }

    /// <summary>The way to the lanes.</summary>
    public required UpstreamMail Mail { get; init; }

    /// <summary>The counters.</summary>
    public required UpstreamMetrics Metrics { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The acquirer's name.</summary>
    public string Name => Options.Name;

    /// <summary>Time a connection or a management question may take.</summary>
    public TimeSpan ManagementTimeout => TimeSpan.FromSeconds(Options.ManagementTimeoutSeconds);
}
