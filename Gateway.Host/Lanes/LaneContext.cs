using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Lanes;

/// <summary>What a lane works with.</summary>
internal sealed record LaneContext
{
    /// <summary>The core.</summary>
    public required TransactionSwitch Switch { get; init; }

    /// <summary>The durable past.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>Who is registered and held.</summary>
    public required IEstateDirectory Estate { get; init; }

    /// <summary>Where new working keys become known to the terminal side.</summary>
    public required IKeyPublisher Keys { get; init; }

    /// <summary>The terminal side.</summary>
    public required ITerminalPort Terminals { get; init; }

    /// <summary>The acquirer side.</summary>
    public required IUpstreamPort Upstream { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Closed batches a ledger keeps at hand.</summary>
    public int BatchesKept { get; init; } = new SwitchOptions().BatchesKept;

    /// <summary>Events one lane may hold that are not carried out. Default 4096: a second or two of its work; then the sockets are read slower.</summary>
    public int MailboxPlaces { get; init; } = 4096;

    /// <summary>Limits audit entries about unauthenticated senders: 20 a terminal and minute, 10,000 terminals a minute.</summary>
    public AuditLimiter Audits { get; init; } = new(perMinute: 20, mostSubjects: 10_000);

    /// <summary>This instant.</summary>
    public Now Now() => new((long)Time.GetElapsedTime(0).TotalMilliseconds, Time.GetLocalNow());
}

/// <summary>Makes the keys of a durable sign-on known. Never waits.</summary>
internal interface IKeyPublisher
{
    /// <summary>The terminal's working keys are these from now on.</summary>
    void Publish(string terminal, SignedOn signedOn);

    /// <summary>The terminal's DUKPT device has got this far.</summary>
    void Publish(string terminal, KeySerialUsed used);
}
