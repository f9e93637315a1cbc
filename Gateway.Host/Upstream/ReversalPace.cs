namespace Gateway.Host.Upstream;

/// <summary>How many reversals may leave over a link in a second, so that thousands that were owed do not choke it when it comes back.</summary>
/// <remarks>
/// What finds no place is not tried, so that its back-off does not grow for nothing, and asks again after a second. Safe from any thread.
/// </remarks>
internal sealed class ReversalPace(TimeProvider time)
{
    /// <summary>Reversals a second, 200: some 40 kB, well below what a connection takes before it counts as stalled.</summary>
    public const int MostPerSecond = 200;

    private readonly Lock _gate = new();
    private long _second = long.MinValue;
    private int _taken;

    /// <summary>Takes one of the places of this second.</summary>
    public bool TryTake()
    {
        var second = (long)time.GetElapsedTime(0).TotalSeconds;
        lock (_gate)
        {
            (_second, _taken) = second == _second ? (_second, _taken) : (second, 0);
            return _taken < MostPerSecond && ++_taken > 0;
        }
    }
}
