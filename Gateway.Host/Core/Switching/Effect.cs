namespace Gateway.Host.Core.Switching;

/// <summary>Something to do in the world, released only after every record decided with it is durable.</summary>
internal abstract record Effect;

/// <summary>Answer the terminal that asked.</summary>
internal sealed record Answer(ReplyAddress To, TerminalAnswer Content) : Effect;

/// <summary>The answer to this transaction, when it comes, goes to this address; a newer address replaces an older one.</summary>
internal sealed record AwaitAnswer(TraceKey Key, ReplyAddress To) : Effect;

/// <summary>Answer whoever waits for this transaction; nobody may.</summary>
internal sealed record AnswerWaiting(TraceKey Key, TerminalAnswer Content) : Effect;

/// <summary>Send a financial request to the acquirer, at most once ever.</summary>
internal sealed record SendRequest(TerminalRequest Request, Transaction? Original, string Acquirer, UpstreamNumbers Upstream) : Effect;

/// <summary>Send a reversal advice to the acquirer; a repeat from the second try on.</summary>
internal sealed record SendReversal(Transaction Transaction, int Try, UpstreamNumbers Upstream) : Effect;

/// <summary>Wake the core up for a transaction after a while; replaces the timer of the same kind and transaction.</summary>
internal sealed record SetTimer(TimerKind Kind, TraceKey Key, TimeSpan After) : Effect;

/// <summary>Write down a refusal whose sender was not authenticated: rate-limited, outside the trace table.</summary>
internal sealed record AuditRefusal(TerminalRequest Request, DeclineReason Reason, string ResponseCode, string? Detail) : Effect;

/// <summary>What a timer is for.</summary>
internal enum TimerKind
{
    /// <summary>The acquirer's answer is due.</summary>
    Answer,

    /// <summary>A reversal is to be sent.</summary>
    Reversal,

    /// <summary>What a reversal waits for is over: the request may be in work at the acquirer, or somebody may look at it first.</summary>
    ReversalWait,
}

/// <summary>What a terminal is told. The edge echoes the request's own elements and adds these.</summary>
internal sealed record TerminalAnswer
{
    /// <summary>DE 39; null for a settlement answer, which has none.</summary>
    public required string? ResponseCode { get; init; }

    /// <summary>When it was decided: DE 12 and 13.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>DE 37; empty when the class has none.</summary>
    public string Rrn { get; init; } = "";

    /// <summary>DE 38; empty without approval.</summary>
    public string AuthCode { get; init; } = "";

    /// <summary>DE 15; empty when unknown.</summary>
    public string SettlementDate { get; init; } = "";

    /// <summary>Acquirer that decided; null when the gateway did.</summary>
    public string? Acquirer { get; init; }

    /// <summary>DE 54.</summary>
    public string AdditionalAmounts { get; init; } = "";

    /// <summary>DE 55 from the issuer.</summary>
    public byte[]? Icc { get; init; }

    /// <summary>Batch number for DE 60.2; 0 echoes the request's.</summary>
    public int Batch { get; init; }

    /// <summary>DE 62.</summary>
    public byte[]? Field62 { get; init; }

    /// <summary>DE 48, 62 digits of a settlement answer; empty elsewhere.</summary>
    public string SettlementTotals { get; init; } = "";

    /// <summary>Why a hold denied it, for the text shown to the operator; null when none did.</summary>
    public DeclineReason? Reason { get; init; }
}
