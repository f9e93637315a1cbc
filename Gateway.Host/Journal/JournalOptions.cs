namespace Gateway.Host.Journal;

/// <summary>How a journal is kept.</summary>
internal sealed record JournalOptions
{
    /// <summary>The database file. Its write-ahead log and its watermark stand beside it.</summary>
    public required string File { get; init; }

    /// <summary>Appends that may wait for their commit, default 8192: some seconds of work. The next caller waits.</summary>
    public int AppendQueue { get; init; } = 8192;

    /// <summary>Appends in one commit, default 2048: keeps the longest commit well under a second.</summary>
    public int CommitSize { get; init; } = 2048;

    /// <summary>Questions that may wait, default 256: more come from a loop somewhere, and wait.</summary>
    public int QuestionQueue { get; init; } = 256;

    /// <summary>Audit entries that may wait, default 4096. The next is dropped and counted: strangers can cause them.</summary>
    public int AuditQueue { get; init; } = 4096;

    /// <summary>Audit entries kept, default one million, some 200 MB: strangers must not fill the disk.</summary>
    public long AuditKept { get; init; } = 1_000_000;

    /// <summary>How often the watermark follows, default one second.</summary>
    public TimeSpan WatermarkEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a journal that could not write tries whether it can again, default one second.</summary>
    public TimeSpan TrialEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time an erased card may stay in the write-ahead log, default one minute.</summary>
    public TimeSpan ScrubEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Called around every commit, for failure injection: what it throws counts as thrown by the store.</summary>
    public Action<CommitStep>? Probe { get; init; }
}

/// <summary>Where in a commit a probe is called.</summary>
internal enum CommitStep
{
    /// <summary>Everything is written, nothing is durable.</summary>
    BeforeCommit,

    /// <summary>Everything is durable, nobody knows yet.</summary>
    AfterCommit,
}
