namespace Gateway.Host.Upstream;

/// <summary>Lets one line a second into the log and counts the others: a peer that talks nonsense must not fill a disk.</summary>
internal sealed class LogGate(TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long? _last;
    private long _unlogged;

    /// <summary>Whether a line may be written now.</summary>
    /// <param name="unlogged">Lines that were not written since the last one.</param>
    public bool Admits(out long unlogged)
    {
        lock (_gate)
        {
            if (_last is { } last && time.GetElapsedTime(last) < _interval)
            {
                unlogged = ++_unlogged;
                return false;
            }

            (unlogged, _unlogged, _last) = (_unlogged, 0, time.GetTimestamp());
            return true;
        }
    }
}
