using Gateway.Host.Configuration;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;
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

    /// <summary>The keys shared with the acquirers.</summary>
    public required LinkKeys Keys { get; init; }

    /// <summary>Signs and checks messages; null when this acquirer and we do without.</summary>
    public LinkMac? Mac { get; init; }

    /// <summary>What the acquirer has not acknowledged for this long is given up with its connection. Shorter than its time to answer.</summary>
    public TimeSpan UnacknowledgedFor { get; init; } = TimeSpan.FromSeconds(10);

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

    /// <summary>Whether requests and answers can be signed and checked, where they have to be.</summary>
    public bool CanSign => Mac?.HasKey ?? true;

    /// <summary>Writes a request or a reversal, signed where it has to be.</summary>
    /// <exception cref="Gateway.Security.Keys.KeyException">It has to be signed and cannot be.</exception>
    public ValueTask<byte[]> Write(IsoMessage message) => Mac?.Write(Writer, message) ?? ValueTask.FromResult(Writer.Write(message));

    /// <summary>Time a connection or a management question may take.</summary>
    public TimeSpan ManagementTimeout => TimeSpan.FromSeconds(Options.ManagementTimeoutSeconds);
}
