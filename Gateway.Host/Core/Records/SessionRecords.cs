using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Core.Records;

/// <summary>The terminal signed on: new working keys are in force.</summary>
internal sealed record SignedOn : SwitchRecord
{
    /// <summary>Version of the key set.</summary>
    public required int KeyVersion { get; init; }

    /// <summary>Batch the terminal was told.</summary>
    public required int Batch { get; init; }

    /// <summary>The keys; the store keeps their blocks beside the record.</summary>
    public required IReadOnlyList<KeptKey> Keys { get; init; }
}

/// <summary>A DUKPT device used a key: no other message under it, or one before it, gets money any more.</summary>
internal sealed record KeySerialUsed : SwitchRecord
{
    /// <summary>The device as it was last loaded with a key.</summary>
    public required string Device { get; init; }

    /// <summary>Its transaction counter.</summary>
    public required long Counter { get; init; }

    /// <summary>The trace of the message.</summary>
    public required TraceKey Key { get; init; }
}

/// <summary>The terminal signed off: no new financial request until it signs on.</summary>
internal sealed record SignedOff : SwitchRecord;

/// <summary>A batch was compared and closed.</summary>
internal sealed record BatchClosed : SwitchRecord
{
    /// <summary>Merchant the batch belongs to.</summary>
    public required string Merchant { get; init; }

    /// <summary>Batch number.</summary>
    public required int Batch { get; init; }

    /// <summary>Trace number of the settlement request.</summary>
    public required int Stan { get; init; }

    /// <summary>What the terminal claimed.</summary>
    public required SettlementClaim Claim { get; init; }

    /// <summary>What the gateway counted: approved and quarantined transactions that were not reversed.</summary>
    public required BatchTotals Host { get; init; }

    /// <summary>What is paid out: the same without what is kept apart.</summary>
    public required BatchTotals Posted { get; init; }

    /// <summary>Whether the home-scheme half agrees.</summary>
    public required BalanceResult Domestic { get; init; }

    /// <summary>Whether the foreign half agrees.</summary>
    public required BalanceResult Foreign { get; init; }

    /// <summary>Kept apart and not posted: the terminal is not trusted.</summary>
    public bool Quarantined { get; init; }
}

/// <summary>The terminal finished, or went on with, uploading the details of a batch.</summary>
internal sealed record BatchUploaded : SwitchRecord
{
    /// <summary>Batch number.</summary>
    public required int Batch { get; init; }

    /// <summary>Trace number of the upload message.</summary>
    public required int Stan { get; init; }

    /// <summary>DE 60.3: which kind of detail, or the end.</summary>
    public required string NetworkCode { get; init; }
}
