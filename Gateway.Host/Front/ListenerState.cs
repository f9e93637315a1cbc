namespace Gateway.Host.Front;

/// <summary>What the connections of one listener have to know of it.</summary>
internal sealed class ListenerState
{
    private volatile bool _stopping;

    /// <summary>Whether the listener is on its way out: what was taken in is still answered, nothing new is read.</summary>
    public bool IsStopping => _stopping;

    /// <summary>Begins the end.</summary>
    public void Stop() => _stopping = true;
}
