using Gateway.Host.Core.Switching;

namespace Gateway.Host.Lanes;

/// <summary>Where events go to be decided. Safe from any thread.</summary>
internal interface ILanes
{
    /// <summary>Hands an event to the lane of its terminal; waits while that lane's mailbox is full, which is how pressure travels back to the sockets.</summary>
    ValueTask Post(SwitchEvent happened);

    /// <summary>An acquirer's link came up: what waits for it is taken up at once.</summary>
    ValueTask AcquirerUp(string acquirer);
}

/// <summary>The terminal side of the world, as the lanes see it.</summary>
internal interface ITerminalPort
{
    /// <summary>Answers one exchange; nothing happens when its connection is gone. Never throws, never waits.</summary>
    void Answer(ReplyAddress to, TerminalAnswer content);

    /// <summary>Nobody will answer this exchange any more: a repeat of its request has taken its place.</summary>
    void LetGo(ReplyAddress to);
}

/// <summary>The acquirer side of the world, as the lanes see it.</summary>
internal interface IUpstreamPort
{
    /// <summary>Whether a request would leave now.</summary>
    bool IsReachable(string acquirer);

    /// <summary>Whether a reversal would leave now. A link that takes no more requests still takes reversals.</summary>
    bool CanReverse(string acquirer);

    /// <summary>Takes one of the places that reversals to an acquirer have this second.</summary>
    /// <returns>Whether there was one, or none is needed because the link is down; otherwise the reversal asks again after a second.</returns>
    bool TakeReversalPlace(string acquirer);

    /// <summary>Reserves our numbers for one message; numbers may be wasted, never used twice within a cycle.</summary>
    UpstreamNumbers Reserve();

    /// <summary>Sends a request; when not one byte was written, <see cref="RequestNotSent"/> comes back. Never throws, never waits.</summary>
    void Send(SendRequest request);

    /// <summary>Sends a reversal; a failure is nothing, because it is sent again until acknowledged. Never throws, never waits.</summary>
    void Send(SendReversal reversal);
}
