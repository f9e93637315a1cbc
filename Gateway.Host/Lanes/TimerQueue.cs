using Gateway.Host.Core.Switching;

namespace Gateway.Host.Lanes;

/// <summary>The timers of one lane. One timer a purpose and transaction: setting it again replaces it.</summary>
internal sealed class TimerQueue
{
    private readonly PriorityQueue<(TimerKind Kind, TraceKey Key), long> _byDue = new();
    private readonly Dictionary<(TimerKind Kind, TraceKey Key), long> _due = [];

    /// <summary>Monotonic milliseconds of the earliest timer; null when none is set.</summary>
    public long? Earliest
    {
        get
        {
            DropReplaced();
            return _byDue.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>Sets, or moves, a timer.</summary>
    public void Set(TimerKind kind, TraceKey key, long due)
    {
        _due[(kind, key)] = due;
        _byDue.Enqueue((kind, key), due);
    }

    /// <summary>Takes a timer away; nothing happens when there is none.</summary>
    public void Cancel(TimerKind kind, TraceKey key) => _due.Remove((kind, key));

    /// <summary>The transactions with a timer of one kind.</summary>
    public IReadOnlyList<TraceKey> Keys(TimerKind kind) => [.. _due.Keys.Where(entry => entry.Kind == kind).Select(entry => entry.Key)];

    /// <summary>Takes the earliest timer that is due.</summary>
    public bool TryTake(long now, out TimerKind kind, out TraceKey key)
    {
        DropReplaced();
        if (_byDue.TryPeek(out var entry, out var due) && due <= now)
        {
            _byDue.Dequeue();
            _due.Remove(entry);
            (kind, key) = entry;
            return true;
        }

        (kind, key) = (default, default);
        return false;
    }

    private void DropReplaced()
    {
        while (_byDue.TryPeek(out var entry, out var due) && (!_due.TryGetValue(entry, out var current) || current != due))
        {
            _byDue.Dequeue();
        }
    }
}
