namespace Gateway.Host.Core.Switching;

/// <summary>One terminal transaction, as its records tell it.</summary>
/// <remarks>Changed only by applying records; read on its lane.</remarks>
internal sealed class Transaction
{
    /// <summary>Its trace.</summary>
    public required TraceKey Key { get; init; }

    /// <summary>What it asked for.</summary>
    public required MessageClass Class { get; init; }

    /// <summary>Amount in minor units; 0 for a balance inquiry.</summary>
    public long Amount { get; init; }

    /// <summary>Currency, DE 49.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Processing code, DE 3.</summary>
    public string ProcessingCode { get; init; } = "";

    /// <summary>Service condition code, DE 25.</summary>
    public string ConditionCode { get; init; } = "";

    /// <summary>Keyed hash of its content.</summary>
    public string ContentFingerprint { get; init; } = "";

    /// <summary>The card as it may be kept.</summary>
    public CardReference? Card { get; set; }

    /// <summary>The transaction it takes back, for a void.</summary>
    public TraceKey? Original { get; init; }

    /// <summary>Retrieval reference number the terminal was told, DE 37.</summary>
    public string Rrn { get; init; } = "";

    /// <summary>Acquirer it was sent to; null when it never left.</summary>
    public string? Acquirer { get; init; }

    /// <summary>Our numbers on the request to the acquirer.</summary>
    public UpstreamNumbers Upstream { get; init; }

    /// <summary>DUKPT counter of the first message under this trace; null without DUKPT.</summary>
    public long? KeySerial { get; set; }

    /// <summary>How far it has come.</summary>
    public TransactionState State { get; set; }

    /// <summary>Answer the terminal got or gets, DE 39; empty while pending.</summary>
    public string ResponseCode { get; set; } = "";

    /// <summary>Our reason when we refused; null when the acquirer decided.</summary>
    public DeclineReason? Reason { get; set; }

    /// <summary>Authorisation code, DE 38; empty without approval.</summary>
    public string AuthCode { get; set; } = "";

    /// <summary>When the terminal's answer was decided.</summary>
    public DateTimeOffset AnsweredAt { get; set; }

    /// <summary>Settlement date MMDD, DE 15; empty when the acquirer gave none.</summary>
    public string SettlementDate { get; set; } = "";

    /// <summary>Whether the acquirer is known to have approved it.</summary>
    public bool ApprovedUpstream { get; set; }

    /// <summary>Whether the acquirer is known to have charged something: approved it, or another amount of it.</summary>
    public bool ChargedUpstream { get; set; }

    /// <summary>The acquirer said of what it had charged that it does not know it, and has not taken it back since.</summary>
    public bool Contradicted { get; set; }

    /// <summary>What the acquirer still has to be told.</summary>
    public ReversalDuty Reversal { get; set; }

    /// <summary>Until when the reversal is not to be sent, as people are told; a timer measures it. Null for at once.</summary>
    public DateTimeOffset? ReversalHeldUntil { get; set; }

    /// <summary>First try whose acknowledgement counts; null while the request may be in work and everything said about it may change.</summary>
    /// <remarks>Tries sent before a late approval were answered without knowing of it.</remarks>
    public int? FirstTryToCount { get; set; }

    /// <summary>Times the reversal was sent.</summary>
    public int ReversalTries { get; set; }

    /// <summary>The void that took this sale back, or may yet: approved, on its way, or kept apart.</summary>
    public TraceKey? VoidedBy { get; set; }

    /// <summary>Its terminal reversed it when there was nothing to take back, because a void had done so.</summary>
    public bool ReversalAsked { get; set; }

    /// <summary>Whether somebody may look before its reversal is sent the first time.</summary>
    public bool IsHeld => ReversalHeldUntil is not null && ReversalTries == 0;

    /// <summary>Whether it counts in the batch: answered as approved, or kept apart, and not reversed.</summary>
    public bool CountsInBatch => State is TransactionState.Approved or TransactionState.Quarantined && Class != MessageClass.Balance;

    /// <summary>Whether it gives money back.</summary>
    public bool IsCredit => Class == MessageClass.SaleVoid;

    /// <summary>Whether no message about it can be owed to anybody any more.</summary>
    public bool IsFinal => State != TransactionState.Pending && Reversal is ReversalDuty.None or ReversalDuty.Done or ReversalDuty.Resolved;
}
