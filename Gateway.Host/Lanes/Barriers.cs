namespace Gateway.Host.Lanes;

/// <summary>The barriers of one lane that wait for commits on their way.</summary>
/// <remarks>Used on its lane only.</remarks>
internal sealed class Barriers
{
    private readonly List<(TaskCompletionSource Passed, HashSet<PendingCommit> Before)> _waiting = [];

    /// <summary>Lets a barrier pass now, or when everything outstanding has ended.</summary>
    public void Raise(TaskCompletionSource passed, IReadOnlyCollection<PendingCommit> outstanding)
    {
        if (outstanding.Count == 0)
        {
            passed.TrySetResult();
            return;
        }

        _waiting.Add((passed, new HashSet<PendingCommit>(outstanding, ReferenceEqualityComparer.Instance)));
    }

    /// <summary>A commit ended, one way or the other.</summary>
    public void Ended(PendingCommit commit) => _waiting.RemoveAll(entry => entry.Before.Remove(commit) && entry.Before.Count == 0 && entry.Passed.TrySetResult());

    /// <summary>Nothing will be carried out any more, so nobody has to wait for it.</summary>
    public void PassAll()
    {
        _waiting.ForEach(entry => entry.Passed.TrySetResult());
        _waiting.Clear();
    }
}
