using Gateway.Host.Core.Switching;

namespace Gateway.Host.Journal;

/// <summary>The part of a transaction's row that later records change, with what the money lines need.</summary>
internal sealed record TransactionEntry
{
    public required MessageClass Class { get; init; }

    public required long Amount { get; init; }

    public required TransactionState State { get; init; }

    public string ResponseCode { get; init; } = "";

    public string? Reason { get; init; }

    public string? AuthCode { get; init; }

    public string? SettlementDate { get; init; }

    public bool ApprovedUpstream { get; init; }

    public ReversalDuty Reversal { get; init; }

    public int ReversalTries { get; init; }

    /// <summary>The acquirer says that it does not know what it has approved.</summary>
    public bool Contradicted { get; init; }

    /// <summary>What the acquirer last answered to a reversal, DE 39; null before it answered.</summary>
    public string? ReversalCode { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Where the closing of its batch put it.</summary>
    public BatchFate Settled { get; init; }

    /// <summary>1 for a sale, -1 for its void, 0 for what moves no money.</summary>
    public int Sign => Class switch
    {
        MessageClass.Sale => 1,
        MessageClass.SaleVoid => -1,
        _ => 0,
    };
}

/// <summary>Where the closing of a batch put a transaction.</summary>
internal enum BatchFate
{
    /// <summary>Not closed yet, or not counted.</summary>
    None,

    /// <summary>Counted in what is paid out.</summary>
    Posted,

    /// <summary>Counted in a batch that is kept apart.</summary>
    Quarantined,
}
