using Gateway.Host.Core.Estate;

namespace Gateway.Host.Core.Records;

/// <summary>A fact about who is registered and who is held. All of them stand in one stream, the estate's.</summary>
internal abstract record EstateRecord : JournalRecord
{
    /// <summary>Who ordered it: an operator's name as given to the command.</summary>
    public required string By { get; init; }
}

/// <summary>A merchant was registered.</summary>
internal sealed record MerchantRegistered : EstateRecord
{
    /// <summary>Merchant id, DE 42, 15 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Name on receipts.</summary>
    public required string Name { get; init; }

    /// <summary>Merchant category code, DE 18; empty when unknown.</summary>
    public string Mcc { get; init; } = "";
}

/// <summary>A terminal was registered for a merchant.</summary>
internal sealed record TerminalRegistered : EstateRecord
{
    /// <summary>Terminal id, DE 41, 8 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The merchant.</summary>
    public required string Merchant { get; init; }

    /// <summary>Device model; empty when unknown.</summary>
    public string Model { get; init; } = "";

    /// <summary>Device serial number; empty when unknown.</summary>
    public string Serial { get; init; } = "";

    /// <summary>Whether its key profile has a PIN key.</summary>
    public required bool WithPin { get; init; }
}

/// <summary>A hold took effect.</summary>
internal sealed record HoldPlaced : EstateRecord
{
    /// <summary>The hold.</summary>
    public required Hold Hold { get; init; }

    /// <summary>The operator's note; empty when there is none.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A hold was released; every other hold stays as it is.</summary>
internal sealed record HoldReleased : EstateRecord
{
    /// <summary>Number of the hold.</summary>
    public required long Id { get; init; }

    /// <summary>Why it was released.</summary>
    public required string Why { get; init; }
}
