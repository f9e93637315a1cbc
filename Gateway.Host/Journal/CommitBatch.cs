namespace Gateway.Host.Journal;

/// <summary>What one commit takes from the queues, and what becomes of those who wait for it.</summary>
internal sealed class CommitBatch(JournalQueues queues, int most)
{
    private readonly List<PendingAppend> _appends = [];

    private readonly List<AuditEntry> _audits = [];

    public IReadOnlyList<PendingAppend> Appends => _appends;

    public IReadOnlyList<AuditEntry> Audits => _audits;

    public bool IsEmpty => _appends.Count + _audits.Count == 0;

    /// <summary>Takes what is queued.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Fill()
    {
        queues.Take(_appends, _audits, most);
        return !IsEmpty;
    }

    /// <summary>Tells everybody how it came out.</summary>
    /// <param name="isDurable">Whether the audit entries are written. Nobody waits for those, so the lost ones are counted.</param>
    public void Tell(bool isDurable)
    {
        queues.Drop(isDurable ? 0 : _audits.Count);
        foreach (var append in _appends)
        {
            append.Tell();
        }

        _appends.Clear();
        _audits.Clear();
    }

    /// <summary>Ends everything that waits: the journal has stopped.</summary>
    /// <remarks>What is on its way may be durable or not; what is queued is not.</remarks>
    public void Abandon(IEnumerable<Question> unanswered)
    {
        foreach (var append in _appends)
        {
            append.Outcome = CommitOutcome.Unknown;
        }

        do
        {
            Tell(isDurable: false);
        }
        while (Fill());

        foreach (var question in unanswered.Concat(Questions()))
        {
            question.Fail(new JournalException("The journal has stopped."));
        }

        IEnumerable<Question> Questions()
        {
            while (queues.TryTake(out var question))
            {
                yield return question;
            }
        }
    }
}
