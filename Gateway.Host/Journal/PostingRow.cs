namespace Gateway.Host.Journal;

/// <summary>A line of the settlement report: something paid out or kept apart, or taken back of it.</summary>
internal sealed record PostingRow
{
    /// <summary>Counts up in the order things happened.</summary>
    public required long Id { get; init; }

    /// <summary>Business day in the estate's time zone, yyyy-MM-dd.</summary>
    public required string Day { get; init; }

    public required string Merchant { get; init; }

    public required string Terminal { get; init; }

    public required int Batch { get; init; }

    public required int Stan { get; init; }

    /// <summary>A <see cref="PostingKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>It takes back what an earlier line counted.</summary>
    public bool IsReversal { get; init; }

    /// <summary>Minor units: what the merchant is owed up, what is taken back down.</summary>
    public required long Amount { get; init; }

    /// <summary>When the batch was closed, the reversal accepted, or the transaction acknowledged.</summary>
    public required DateTimeOffset At { get; init; }

    public string Class { get; init; } = "";

    public string Currency { get; init; } = "";

    public string? CardMasked { get; init; }

    public string? Acquirer { get; init; }

    public string? Rrn { get; init; }

    public string? AuthCode { get; init; }

    /// <summary>Settlement date the acquirer named, MMDD.</summary>
    public string? SettlementDate { get; init; }

    public string? Original { get; init; }
}
