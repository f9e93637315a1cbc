namespace Gateway.Host.Core.Switching;

/// <summary>Something that happened to one terminal's transactions. The core decides it; the edges carry the decision out.</summary>
internal abstract record SwitchEvent
{
    /// <summary>The terminal whose ledger decides.</summary>
    public abstract string Terminal { get; }
}

/// <summary>A terminal asked for something.</summary>
internal sealed record TerminalAsked(TerminalRequest Request, Facts Facts) : SwitchEvent
{
    /// <inheritdoc/>
    public override string Terminal => Request.Terminal;
}

/// <summary>An event about one transaction that is already in the ledger.</summary>
internal abstract record TransactionEvent(TraceKey Key) : SwitchEvent
{
    /// <inheritdoc/>
    public override string Terminal => Key.Terminal;
}

/// <summary>The acquirer answered a request, in time or late.</summary>
internal sealed record AcquirerAnswered(TraceKey Key, AcquirerAnswer Answer) : TransactionEvent(Key);

/// <summary>The link was gone before one byte of the request was written.</summary>
internal sealed record RequestNotSent(TraceKey Key) : TransactionEvent(Key);

/// <summary>The time for an answer is over.</summary>
internal sealed record AnswerOverdue(TraceKey Key) : TransactionEvent(Key);

/// <summary>It is time to send, or to repeat, a reversal.</summary>
/// <param name="Key">The transaction.</param>
/// <param name="AcquirerReachable">Whether the acquirer's link is signed on.</param>
/// <param name="Upstream">Numbers reserved for it.</param>
/// <param name="Waited">
/// What the reversal had to wait for is over, measured by the timer that went off: a clock on the wall may be set, a timer may not.
/// </param>
internal sealed record ReversalDue(TraceKey Key, bool AcquirerReachable, UpstreamNumbers Upstream, bool Waited = false) : TransactionEvent(Key);

/// <summary>The acquirer answered a reversal.</summary>
/// <param name="Key">The transaction.</param>
/// <param name="ResponseCode">The acquirer's DE 39.</param>
/// <param name="Try">Which try it answers, as in <see cref="SendReversal"/>: the answer to an older one may know less.</param>
internal sealed record ReversalAnswered(TraceKey Key, string ResponseCode, int Try) : TransactionEvent(Key);

/// <summary>A named person settled with the acquirer what is owed to it.</summary>
internal sealed record ReversalResolveOrdered(TraceKey Key, string By, string Why) : TransactionEvent(Key);

/// <summary>The process started and this ledger was read back from its records.</summary>
internal sealed record Restarted(string Id) : SwitchEvent
{
    /// <inheritdoc/>
    public override string Terminal => Id;
}

/// <summary>What an acquirer said to a request.</summary>
internal sealed record AcquirerAnswer
{
    /// <summary>DE 39.</summary>
    public required string ResponseCode { get; init; }

    /// <summary>DE 38; empty without approval.</summary>
    public string AuthCode { get; init; } = "";

    /// <summary>DE 15, MMDD; empty when absent.</summary>
    public string SettlementDate { get; init; } = "";

    /// <summary>DE 54, balances; empty when absent.</summary>
    public string AdditionalAmounts { get; init; } = "";

    /// <summary>DE 55, issuer data for the chip; null when absent.</summary>
    public byte[]? Icc { get; init; }
}
