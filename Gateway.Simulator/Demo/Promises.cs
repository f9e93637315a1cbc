namespace Gateway.Simulator.Demo;

/// <summary>What the demo promises to show. A promise holds when it was shown at least once and never broken.</summary>
internal sealed class Promises
{
    private readonly Lock _gate = new();
    private readonly List<string> _order = [];
    private readonly Dictionary<string, Verdict> _verdicts = [];

    /// <summary>Whether every promise was shown and held.</summary>
    internal bool AllHeld => Verdicts().All(verdict => verdict.Held);

    /// <summary>Makes a promise; until it is shown it counts as missed.</summary>
    internal void Make(params IEnumerable<string> promises)
    {
        lock (_gate)
        {
            foreach (var promise in promises.Except(_order).ToList())
            {
                _order.Add(promise);
            }
        }
    }

    /// <summary>Shows a promise once.</summary>
    /// <param name="promise">One that was made, or a new one.</param>
    /// <param name="held">Whether it held this time.</param>
    /// <param name="detail">What was seen; kept when it did not hold, and otherwise the latest is.</param>
    internal void Show(string promise, bool held, string detail = "")
    {
        Make(promise);
        lock (_gate)
        {
            if (!_verdicts.TryGetValue(promise, out var before) || before.Held)
            {
                _verdicts[promise] = new Verdict(promise, held, detail);
            }
        }
    }

    /// <summary>All promises in the order they were made.</summary>
    internal IReadOnlyList<Verdict> Verdicts()
    {
        lock (_gate)
        {
            return [.. _order.Select(promise => _verdicts.GetValueOrDefault(promise) ?? new Verdict(promise, false, "it was never shown"))];
        }
    }

    /// <summary>How one promise came out.</summary>
    internal sealed record Verdict(string Promise, bool Held, string Detail);
}
