using Gateway.Host.Core.Switching;

namespace Gateway.Host.Core.Records;

/// <summary>A fact about one terminal's transactions, batches or keys.</summary>
internal abstract record SwitchRecord : JournalRecord;

/// <summary>A record about one transaction.</summary>
internal abstract record TransactionRecord : SwitchRecord
{
    /// <summary>The transaction.</summary>
    public required TraceKey Key { get; init; }
}

/// <summary>A record that brings a transaction into being.</summary>
internal abstract record OpeningRecord : TransactionRecord
{
    /// <summary>What was asked.</summary>
    public required MessageClass Class { get; init; }

    /// <summary>Amount in minor units; 0 when there is none.</summary>
    public long Amount { get; init; }

    /// <summary>Currency, DE 49.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Processing code, DE 3.</summary>
    public string ProcessingCode { get; init; } = "";

    /// <summary>Service condition code, DE 25.</summary>
    public string ConditionCode { get; init; } = "";

    /// <summary>Keyed hash of the content.</summary>
    public string ContentFingerprint { get; init; } = "";

    /// <summary>Masked card number; null when there is no card.</summary>
    public string? CardMasked { get; init; }

    /// <summary>Keyed hash of the card number.</summary>
    public string? CardFingerprint { get; init; }

    /// <summary>The transaction it points at.</summary>
    public TraceKey? Original { get; init; }

    /// <summary>Retrieval reference number the terminal is told, DE 37.</summary>
    public string Rrn { get; init; } = "";
}

/// <summary>A record whose secret part the store keeps beside it, so that it can be erased without touching the chain of records.</summary>
internal interface ISealsCard
{
    /// <summary>The card number under the card-data key; null when erased. Never part of the record's own bytes.</summary>
    byte[]? SealedCard { get; }
}

/// <summary>Sent to an acquirer: from here on its outcome has to be known or taken back.</summary>
internal sealed record Forwarded : OpeningRecord, ISealsCard
{
    /// <summary>Acquirer it goes to.</summary>
    public required string Acquirer { get; init; }

    /// <summary>Our numbers on the request.</summary>
    public required UpstreamNumbers Upstream { get; init; }

    /// <summary>After this instant the acquirer cannot be working on it any more.</summary>
    public required DateTimeOffset DecideBy { get; init; }

    /// <inheritdoc/>
    public byte[]? SealedCard { get; init; }
}

/// <summary>Refused by the gateway.</summary>
internal sealed record Refused : OpeningRecord
{
    /// <summary>Why.</summary>
    public required DeclineReason Reason { get; init; }

    /// <summary>What the terminal was told, DE 39.</summary>
    public required string ResponseCode { get; init; }

    /// <summary>The hold that denied it; null when none did.</summary>
    public long? HoldId { get; init; }

    /// <summary>Level of that hold, as L2.</summary>
    public string? HoldLevel { get; init; }

    /// <summary>Reason code of that hold.</summary>
    public string? HoldReason { get; init; }
}

/// <summary>Acknowledged, kept apart and not posted until a human decides.</summary>
internal sealed record Quarantined : OpeningRecord, ISealsCard
{
    /// <summary>Why it was kept apart, one sentence.</summary>
    public required string Cause { get; init; }

    /// <inheritdoc/>
    public byte[]? SealedCard { get; init; }
}

/// <summary>Approved by the acquirer in time.</summary>
internal sealed record Approved : TransactionRecord
{
    /// <summary>Authorisation code.</summary>
    public string AuthCode { get; init; } = "";

    /// <summary>Settlement date MMDD.</summary>
    public string SettlementDate { get; init; } = "";
}

/// <summary>Refused by the acquirer, or by us before it was sent.</summary>
internal sealed record DeclinedAfterForward : TransactionRecord
{
    /// <summary>What the terminal is told, DE 39.</summary>
    public required string ResponseCode { get; init; }

    /// <summary>Our reason when nothing was sent; null when the acquirer decided.</summary>
    public DeclineReason? Reason { get; init; }
}

/// <summary>No answer in time: the terminal is told so and the request is reversed, both in this record.</summary>
internal sealed record OutcomeUnknown : TransactionRecord
{
    /// <summary>How the outcome got lost.</summary>
    public required OutcomeLoss Loss { get; init; }
}

/// <summary>How the outcome of a request got lost.</summary>
internal enum OutcomeLoss
{
    /// <summary>The acquirer did not answer in time.</summary>
    NoAnswer,

    /// <summary>The gateway stopped while it was waiting.</summary>
    Restart,

    /// <summary>The terminal settled the batch without waiting.</summary>
    BatchClosed,

    /// <summary>The acquirer approved another amount than was asked, which the terminal cannot take.</summary>
    PartialApproval,
}

/// <summary>An approval that came after the transaction was given up: it is never delivered and arms the reversal again.</summary>
internal sealed record LateApproval : TransactionRecord
{
    /// <summary>Authorisation code.</summary>
    public string AuthCode { get; init; } = "";
}
