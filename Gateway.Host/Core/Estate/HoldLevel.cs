namespace Gateway.Host.Core.Estate;

/// <summary>How much a hold takes away: presets of the permission matrix, each stronger than the one before.</summary>
internal enum HoldLevel
{
    /// <summary>L0: nothing is denied; the terminal is watched.</summary>
    L0,

    /// <summary>L1: amounts are capped, cash and unlinked refunds are off.</summary>
    L1,

    /// <summary>L2: nothing new; what was begun can be finished.</summary>
    L2,

    /// <summary>L3: as L2, and refunds only through the operator.</summary>
    L3,

    /// <summary>L4: only what brings money already taken home.</summary>
    L4,

    /// <summary>L5: the device is not trusted; what it brings is kept apart until somebody looks.</summary>
    L5,
}
