namespace Gateway.Host.Serving;

/// <summary>What is durable when a change of the local master key goes on to its next step, in order.</summary>
internal enum MasterKeyStep
{
    /// <summary>The marker stands: no gateway starts.</summary>
    Begun,

    /// <summary>Some hundred keys more are under the new key.</summary>
    KeysCommitted,

    /// <summary>The audit book has its entry.</summary>
    Noted,

    /// <summary>Nothing under the old key is left in the journal or its log.</summary>
    Settled,

    /// <summary>The folder's check value is the new key's: from here the old key is not needed any more.</summary>
    CheckValueReplaced,

    /// <summary>Development's new key stands beside the old one.</summary>
    OwnKeyWritten,

    /// <summary>Development's old key was put aside.</summary>
    OwnKeyAside,

    /// <summary>Development's new key is in its place.</summary>
    OwnKeyReplaced,

    /// <summary>Development's old key was overwritten and removed.</summary>
    OwnKeyErased,

    /// <summary>The marker is gone: the gateway starts again.</summary>
    Ended,
}
