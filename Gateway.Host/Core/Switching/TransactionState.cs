namespace Gateway.Host.Core.Switching;

/// <summary>How far a transaction has come, as its terminal is concerned.</summary>
internal enum TransactionState
{
    /// <summary>Refused by us or by the acquirer.</summary>
    Declined,

    /// <summary>On its way to the acquirer; the terminal has no answer yet.</summary>
    Pending,

    /// <summary>Approved, and not taken back.</summary>
    Approved,

    /// <summary>Sent and never answered in time: whatever happened is being reversed.</summary>
    Unknown,

    /// <summary>Taken back by the terminal.</summary>
    Reversed,

    /// <summary>Only its reversal was ever seen; should it arrive, it is refused.</summary>
    ReversedUnseen,

    /// <summary>Acknowledged and kept apart until a human decides.</summary>
    Quarantined,
}

/// <summary>What the acquirer still has to be told.</summary>
internal enum ReversalDuty
{
    /// <summary>Nothing to take back.</summary>
    None,

    /// <summary>To be taken back as soon as it is known how the request ended.</summary>
    AwaitingOutcome,

    /// <summary>To be sent, or sent and not acknowledged: repeated until it is.</summary>
    Owed,

    /// <summary>Acknowledged by the acquirer.</summary>
    Done,

    /// <summary>Settled with the acquirer by a named person, without an acknowledgement.</summary>
    Resolved,
}
