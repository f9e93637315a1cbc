namespace Gateway.Host.Journal;

/// <summary>An append on its way through the writer.</summary>
internal sealed class PendingAppend(JournalAppend append, IReadOnlyList<EncodedRecord> records)
{
    // Nobody who waits may run on the writer's thread: everybody else's commit would wait for him.
    private readonly TaskCompletionSource<CommitOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JournalAppend Append => append;

    public IReadOnlyList<EncodedRecord> Records => records;

    /// <summary>How it came out so far; told only after the commit.</summary>
    public CommitOutcome Outcome { get; set; } = CommitOutcome.Refused;

    /// <summary>Completes with the outcome and never fails.</summary>
    public Task<CommitOutcome> Done => _done.Task;

    /// <summary>Tells the outcome.</summary>
    public void Tell() => _done.TrySetResult(Outcome);
}
