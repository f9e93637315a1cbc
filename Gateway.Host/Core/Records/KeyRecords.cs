using Gateway.Host.Core.Switching;

namespace Gateway.Host.Core.Records;

/// <summary>A key that people or partners hand over was taken in; it replaces the one of the same owner and usage.</summary>
internal sealed record KeyLoaded : EstateRecord
{
    /// <summary>Terminal id, acquirer name, or the name of a key of the gateway's own.</summary>
    public required string Owner { get; init; }

    /// <summary>The key; the store keeps its block beside the record.</summary>
    public required KeptKey Key { get; init; }

    /// <summary>How it came: components, import, generated, exchange, configuration.</summary>
    public string How { get; init; } = "components";
}

/// <summary>Keys were destroyed: their blocks are erased from the store with this record.</summary>
internal sealed record KeysDestroyed : EstateRecord
{
    /// <summary>Whose keys.</summary>
    public required string Owner { get; init; }

    /// <summary>Their usages.</summary>
    public required IReadOnlyList<string> Usages { get; init; }

    /// <summary>Why.</summary>
    public required string Why { get; init; }
}
