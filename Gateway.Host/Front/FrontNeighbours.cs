using Gateway.Host.Core.Routing;
using Gateway.Host.Diagnostics;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Host.Lanes;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Security.Modules;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Front;

/// <summary>What the terminal side meets of the other rooms; the same for every listener.</summary>
internal sealed record FrontNeighbours
{
    /// <summary>Where requests are decided.</summary>
    public required ILanes Lanes { get; init; }

    /// <summary>Where answers find their connection; the same object is the lanes' terminal port.</summary>
    public required TerminalConnections Connections { get; init; }

    /// <summary>Who is registered.</summary>
    public required IEstateDirectory Estate { get; init; }

    /// <summary>Where keys, PINs and cards are worked on.</summary>
    public required ISecurityModule Module { get; init; }

    /// <summary>Which acquirer a card goes to.</summary>
    public required RouteTable Routes { get; init; }

    /// <summary>The acquirers' PIN keys.</summary>
    public required IZoneKeys ZoneKeys { get; init; }

    /// <summary>When working keys are to be changed.</summary>
    public required KeyChange KeyChange { get; init; }

    /// <summary>How often each key is used.</summary>
    public required KeyUses KeyUses { get; init; }

    /// <summary>Institution id of each acquirer by its name, 1 to 11 digits.</summary>
    public required IReadOnlyDictionary<string, string> Institutions { get; init; }

    /// <summary>Takes an entry of the audit book. Called from event loops: it must not wait.</summary>
    public required Action<AuditEntry> Audit { get; init; }

    /// <summary>The counters.</summary>
    public required FrontMetrics Metrics { get; init; }

    /// <summary>The clock; its time zone is the estate's.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>What the sessions of one listener work with.</summary>
    public TerminalFront For(Dialect dialect, FrameFormat format, int ksnElement) => new()
    {
        Intake = new MessageIntake(format, new MessageReader(dialect, checksParts: false), new KeySerialElement(ksnElement), Time),
        Gathering = new Gathering(Estate, Module, Routes, ZoneKeys, KeyChange, KeyUses, Audit, Time),
        Writer = new ResponseWriter(format, new MessageWriter(dialect, checksParts: false), Module, Institutions),
        Lanes = Lanes,
        Connections = Connections,
        Audit = new PeerAudit(Audit, Time, Metrics),
        Metrics = Metrics,
        Time = Time,
        Logger = Logger,
    };
}
