namespace Gateway.Host.Core.Estate;

/// <summary>What a hold lets a message class do, from most to least; the union of several holds is the greatest.</summary>
internal enum Permission
{
    /// <summary>A: goes through.</summary>
    Allow,

    /// <summary>A≤cap: goes through up to the level's amount.</summary>
    AllowWithinCap,

    /// <summary>C: goes through when its original was found, is of this merchant, covers the amount and is older than the hold.</summary>
    AllowWithOriginal,

    /// <summary>P: posted when proven to be older than the hold, else kept apart.</summary>
    AllowWhenOlder,

    /// <summary>D→operator: the terminal is refused; an operator can do it.</summary>
    OperatorOnly,

    /// <summary>Q: acknowledged, kept apart and not posted until a human decides.</summary>
    Quarantine,

    /// <summary>D: refused.</summary>
    Deny,
}
