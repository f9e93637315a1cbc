using Gateway.Host.Core.Switching;

namespace Gateway.Host.Core.Records;

/// <summary>A reversal asked for by the terminal, accepted whatever the original's fate.</summary>
internal sealed record ReversalAccepted : TransactionRecord
{
    /// <summary>Why the terminal reverses, DE 39 of the 0400.</summary>
    public string Cause { get; init; } = "";

    /// <summary>Amount named by the reversal, kept for originals that were never seen.</summary>
    public long Amount { get; init; }

    /// <summary>There is nothing to take back: it was declined, moves no money, or a void took it back already.</summary>
    public bool Moot { get; init; }

    /// <summary>The first sending waits until this instant: the terminal is quarantined and somebody may look first.</summary>
    public DateTimeOffset? HeldUntil { get; init; }
}

/// <summary>A reversal is about to be sent; written first, so that after a crash the next one goes out as a repeat.</summary>
internal sealed record ReversalSent : TransactionRecord
{
    /// <summary>Which try, from 1.</summary>
    public required int Try { get; init; }

    /// <summary>Our numbers on the reversal.</summary>
    public required UpstreamNumbers Upstream { get; init; }

    /// <summary>The request cannot be in work at the acquirer any more, so the answer to this try, or to a later one, is the truth.</summary>
    public bool OutOfWork { get; init; }
}

/// <summary>The acquirer acknowledged the reversal: the duty has ended.</summary>
internal sealed record ReversalDone : TransactionRecord
{
    /// <summary>The acquirer's DE 39.</summary>
    public required string ResponseCode { get; init; }
}

/// <summary>The acquirer answered the reversal and the duty goes on: the code does not end it, or was said too early to be believed.</summary>
internal sealed record ReversalRejected : TransactionRecord
{
    /// <summary>The acquirer's DE 39.</summary>
    public required string ResponseCode { get; init; }

    /// <summary>It says that it does not know what it has approved.</summary>
    public bool Contradicts { get; init; }
}

/// <summary>A named person settled with the acquirer what its answers left open: nothing is sent any more.</summary>
internal sealed record ReversalResolved : TransactionRecord
{
    /// <summary>Who.</summary>
    public required string By { get; init; }

    /// <summary>What was agreed, in words.</summary>
    public required string Why { get; init; }
}

/// <summary>The sealed card numbers of these transactions were erased: nothing can need them any more.</summary>
internal sealed record CardsErased : SwitchRecord
{
    /// <summary>The transactions.</summary>
    public required IReadOnlyList<TraceKey> Keys { get; init; }
}
