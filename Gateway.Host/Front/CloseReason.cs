namespace Gateway.Host.Front;

/// <summary>Why a terminal connection ended.</summary>
internal enum CloseReason
{
    /// <summary>The terminal hung up, or the network did.</summary>
    Peer,

    /// <summary>What came is no frame of this listener.</summary>
    BadFrame,

    /// <summary>A frame was begun and not finished in time.</summary>
    FrameOverdue,

    /// <summary>No whole frame for too long.</summary>
    Idle,

    /// <summary>The terminal did not take its answers.</summary>
    WriteStalled,

    /// <summary>Several frames in a row that nobody could answer.</summary>
    Garbage,

    /// <summary>The socket failed.</summary>
    SocketFault,

    /// <summary>A fault of our own.</summary>
    OwnFault,

    /// <summary>The gateway is stopping.</summary>
    Stopping,
}
