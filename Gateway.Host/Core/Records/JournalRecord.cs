namespace Gateway.Host.Core.Records;

/// <summary>A fact, durable before anything that depends on it leaves. State is nothing but records applied.</summary>
internal abstract record JournalRecord
{
    /// <summary>When it was decided, wall clock.</summary>
    public required DateTimeOffset At { get; init; }
}
