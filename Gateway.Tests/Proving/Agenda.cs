using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>Virtual time: things to happen, in order; nothing ever waits.</summary>
internal sealed class Agenda
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly PriorityQueue<Action, (long Due, long Order)> _due = new();
    private long _order;
    private long _step;

    public long Clock { get; private set; }

    public long Steps { get; private set; }

    public Now Now => new(Clock, Start.AddMilliseconds(Clock + _step));

    /// <summary>Somebody sets the clock on the wall; what happens next happens when it would have.</summary>
    public void SetWallClock(long milliseconds) => _step += milliseconds;

    public void After(long milliseconds, Action action) => _due.Enqueue(action, (Clock + milliseconds, _order++));

    /// <summary>Lets the next thing happen; false when nothing is left to happen.</summary>
    public bool Step()
    {
        if (!_due.TryDequeue(out var action, out var at))
        {
            return false;
        }

        Clock = at.Due;
        Steps++;
        action();
        return true;
    }
}
