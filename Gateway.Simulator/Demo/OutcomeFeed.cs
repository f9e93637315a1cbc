using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Demo;

/// <summary>Carries what every terminal does to whoever wants to know. Safe from several threads.</summary>
internal sealed class OutcomeFeed
{
    private Action<VirtualTerminal, ActionOutcome>[] _watchers = [];

    /// <summary>Tells all watchers.</summary>
    internal void Publish(VirtualTerminal terminal, ActionOutcome outcome)
    {
        foreach (var watcher in Volatile.Read(ref _watchers))
        {
            watcher(terminal, outcome);
        }
    }

    /// <summary>Watches until the returned value is disposed of. The watcher is called on the terminals' threads.</summary>
    internal IDisposable Watch(Action<VirtualTerminal, ActionOutcome> watcher)
    {
        Change(watchers => [.. watchers, watcher]);
        return new Watching(() => Change(watchers => [.. watchers.Where(other => other != watcher)]));
    }

    private void Change(Func<Action<VirtualTerminal, ActionOutcome>[], Action<VirtualTerminal, ActionOutcome>[]> change)
    {
        while (true)
        {
            var before = Volatile.Read(ref _watchers);
            if (Interlocked.CompareExchange(ref _watchers, change(before), before) == before)
            {
                return;
            }
        }
    }

    private sealed class Watching(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
