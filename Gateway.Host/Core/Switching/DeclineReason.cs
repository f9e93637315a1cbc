namespace Gateway.Host.Core.Switching;

/// <summary>Why the gateway itself refuses a request. Ours, for journals and operators: it never goes on the wire.</summary>
/// <remarks>
/// In descending precedence: when several apply, the terminal is told the first. <see cref="ResponseCodes.For"/> maps each to DE 39;
/// several reasons may share a code, so that a stranger learns nothing from it.
/// </remarks>
internal enum DeclineReason
{
    /// <summary>The message cannot be read, or lacks an element its class must carry.</summary>
    Format,

    /// <summary>No terminal of that id is registered.</summary>
    TerminalUnknown,

    /// <summary>The merchant in the message is not the one the terminal is registered for.</summary>
    MerchantMismatch,

    /// <summary>The terminal has no master key loaded, so it can sign nothing.</summary>
    MasterKeyMissing,

    /// <summary>The terminal has no working keys: it must sign on first.</summary>
    NotSignedOn,

    /// <summary>The MAC is missing or does not verify under the terminal's current key.</summary>
    MacMismatch,

    /// <summary>The MAC is right, under a key that was used before: a DUKPT device never goes back.</summary>
    KeySerialReplayed,

    /// <summary>The same trace was used for something else: nothing of it is carried out.</summary>
    TraceReused,

    /// <summary>This trace was reversed before it arrived; a late original is not carried out.</summary>
    AlreadyReversed,

    /// <summary>The merchant is held and the request is of a class its hold denies.</summary>
    MerchantHeld,

    /// <summary>The terminal is held and the request is of a class its hold denies.</summary>
    TerminalHeld,

    /// <summary>The gateway does not serve this class of message yet.</summary>
    ClassNotServed,

    /// <summary>The DUKPT device has used its last key and needs a new initial key.</summary>
    KeysExhausted,

    /// <summary>The terminal's working keys are to be changed: it must sign on for new ones.</summary>
    KeysDue,

    /// <summary>The terminal counts in another batch than the gateway: it must sign on to agree again.</summary>
    BatchMismatch,

    /// <summary>Another financial request of this terminal is still waiting for its answer.</summary>
    TerminalBusy,

    /// <summary>The transaction to take back is not known.</summary>
    OriginalNotFound,

    /// <summary>The transaction to take back is not approved any more, or is being taken back already.</summary>
    OriginalNotApproved,

    /// <summary>The amount differs from that of the transaction to take back.</summary>
    AmountMismatch,

    /// <summary>The card differs from that of the transaction to take back.</summary>
    CardMismatch,

    /// <summary>The PIN block cannot be carried over to the acquirer's key.</summary>
    PinUnusable,

    /// <summary>No acquirer is configured for this request.</summary>
    NoRoute,

    /// <summary>The acquirer's link was down before anything was sent.</summary>
    AcquirerUnreachable,

    /// <summary>The request was sent and no answer came in time; it is being reversed.</summary>
    NoAnswerInTime,

    /// <summary>The terminal reversed the request while it was waiting for its answer.</summary>
    ReversedWhileWaiting,

    /// <summary>A fault of our own.</summary>
    OwnFault,
}
