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

/// <summary>A terminal is a DUKPT device from now on: every transaction has a key of its own.</summary>
internal sealed record DukptEnrolled : EstateRecord
{
    /// <summary>The terminal.</summary>
    public required string Terminal { get; init; }

    /// <summary>The key serial number it has got to, hexadecimal.</summary>
    public required string Ksn { get; init; }

    /// <summary>Name of the base derivation key it was derived from; empty when its initial key is loaded for the terminal itself.</summary>
    public string BaseKey { get; init; } = "";
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
