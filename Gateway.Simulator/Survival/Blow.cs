namespace Gateway.Simulator.Survival;

/// <summary>What breaks.</summary>
internal enum BlowKind
{
    /// <summary>SIGKILL of the gateway, and a start after a while.</summary>
    HostKilled,

    /// <summary>The same, and a second SIGKILL while it reads its journal back.</summary>
    HostKilledTwice,

    /// <summary>The acquirer is gone: requests unread, answers unsent, nobody listens; its book stays, and it comes back.</summary>
    AcquirerKilled,

    /// <summary>The link goes in the middle of a request: the acquirer has half of it.</summary>
    CutInRequest,

    /// <summary>The link goes in the middle of an answer: the acquirer has decided and the gateway has half of it.</summary>
    CutInAnswer,

    /// <summary>The gateway's disk is full for a while.</summary>
    DiskFilled,

    /// <summary>The gateway's disk is full, it is killed like that, and starts when there is room again.</summary>
    DiskFilledAndHostKilled,
}

/// <summary>One thing that breaks.</summary>
/// <param name="Kind">What.</param>
/// <param name="After">Time of trading before it.</param>
/// <param name="Lasts">How long it stays broken.</param>
/// <param name="Share">Where, in a frame or in a start: 0 to 1.</param>
internal sealed record Blow(BlowKind Kind, TimeSpan After, TimeSpan Lasts, double Share)
{
    /// <summary>How often it kills the gateway.</summary>
    internal int Kills => Kind switch
    {
        BlowKind.HostKilled or BlowKind.DiskFilledAndHostKilled => 1,
        BlowKind.HostKilledTwice => 2,
        _ => 0,
    };
}
