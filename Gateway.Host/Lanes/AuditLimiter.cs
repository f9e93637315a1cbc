namespace Gateway.Host.Lanes;

/// <summary>Keeps a stranger from filling the audit book: so many entries a subject and minute, the rest are only counted.</summary>
/// <remarks>Used on one lane only.</remarks>
internal sealed class AuditLimiter(int perMinute, int mostSubjects)
{
    private const long MinuteMs = 60_000;

    private readonly Dictionary<string, int> _entries = [];
    private long _minuteEnds;

    /// <summary>Entries that were not written since the start.</summary>
    public long Suppressed { get; private set; }

    /// <summary>Whether one more entry about the subject is to be written.</summary>
    public bool Admits(string subject, long nowMs)
    {
        if (nowMs >= _minuteEnds)
        {
            _entries.Clear();
            _minuteEnds = nowMs + MinuteMs;
        }

        var known = _entries.TryGetValue(subject, out var count);
        if (count >= perMinute || (!known && _entries.Count >= mostSubjects))
        {
            Suppressed++;
            return false;
        }

        _entries[subject] = count + 1;
        return true;
    }
}
