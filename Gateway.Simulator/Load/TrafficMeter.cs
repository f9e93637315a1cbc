using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Load;

/// <summary>Counts what all terminals together did, and how long the host took. Safe from several threads.</summary>
internal sealed class TrafficMeter
{
    private static readonly string[] _timed = ["sale", "sale-pin", "void", "balance"];

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Action, string Answer), int> _counts = [];
    private readonly Dictionary<ExchangeFault, int> _faults = [];

    /// <summary>Answered exchanges, messages of every kind.</summary>
    internal int Answered { get; private set; }

    /// <summary>Time from request to answer of sales, voids and balance inquiries.</summary>
    internal LatencyHistogram Latency { get; } = new();

    /// <summary>Counts one exchange.</summary>
    internal void Record(ActionOutcome outcome)
    {
        lock (_gate)
        {
            var key = (outcome.Action, outcome.Answer);
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
            _faults[outcome.Fault] = _faults.GetValueOrDefault(outcome.Fault) + 1;
            Answered += outcome.Fault == ExchangeFault.None ? 1 : 0;
        }

        if (outcome.Fault == ExchangeFault.None && _timed.Contains(outcome.Action))
        {
            Latency.Record(outcome.Took);
        }
    }

    /// <summary>How often an action got an answer.</summary>
    internal int Count(string action, string answer)
    {
        lock (_gate)
        {
            return _counts.GetValueOrDefault((action, answer));
        }
    }

    /// <summary>How often an exchange went wrong in this way.</summary>
    internal int Count(ExchangeFault fault)
    {
        lock (_gate)
        {
            return _faults.GetValueOrDefault(fault);
        }
    }

    /// <summary>Every action with its answers, most frequent answers first.</summary>
    internal IReadOnlyList<(string Action, IReadOnlyList<(string Answer, int Count)> Answers)> Table()
    {
        lock (_gate)
        {
            return
            [
                .. from count in _counts
                   group count by count.Key.Action into action
                   orderby action.Sum(count => count.Value) descending, action.Key
                   select (action.Key, (IReadOnlyList<(string, int)>)
                       [.. action.OrderByDescending(count => count.Value).Select(count => (count.Key.Answer, count.Value))]),
            ];
        }
    }

    /// <summary>How often the terminals found something wrong with a reply; silence and lost lines are not counted as wrong.</summary>
    internal IReadOnlyList<(ExchangeFault Fault, int Count)> WrongReplies()
    {
        lock (_gate)
        {
            return
            [
                .. _faults
                    .Where(fault => fault.Key is not (ExchangeFault.None or ExchangeFault.NotConnected or ExchangeFault.NoAnswer))
                    .Select(fault => (fault.Key, fault.Value)),
            ];
        }
    }
}
