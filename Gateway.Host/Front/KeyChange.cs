using System.Collections.Concurrent;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;

namespace Gateway.Host.Front;

/// <summary>When a terminal has to sign on for new working keys: they are old, or too many MACs in a row were wrong.</summary>
/// <remarks>
/// A run of wrong MACs means that the terminal has lost its keys or that somebody tries codes; new keys end both. Whoever cannot sign could
/// make a terminal change its keys again and again that way, so a run counts only when the keys are <see cref="LeastAge"/> old. It is kept
/// in memory and holds nothing up but the terminal's next sale. Safe from any thread; at most one entry a registered terminal.
/// </remarks>
/// <param name="maxAge">Age at which keys are changed; zero for never.</param>
/// <param name="macFailures">Wrong MACs in a row; zero for never.</param>
internal sealed class KeyChange(TimeSpan maxAge, int macFailures)
{
    /// <summary>Least age of keys that wrong MACs can have changed, 10 minutes.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Run> _runs = new(StringComparer.Ordinal);

    /// <summary>Takes note of how a MAC came out.</summary>
    /// <returns>Whether this one made the change due, for the audit.</returns>
    public bool Note(string terminal, KeySet keys, MacVerdict verdict, DateTimeOffset now)
    {
        if (macFailures == 0 || verdict is not (MacVerdict.Wrong or MacVerdict.Right) || now - keys.IssuedAt < LeastAge)
        {
            return false;
        }

        if (verdict == MacVerdict.Right && !_runs.ContainsKey(terminal))
        {
            return false;
        }

        var run = _runs.AddOrUpdate(terminal, _ => Run.Of(keys.Version).After(verdict, macFailures), (_, known) => (known.KeyVersion == keys.Version ? known : Run.Of(keys.Version)).After(verdict, macFailures));
        return run.IsLong && run.Wrong == macFailures;
    }

    /// <summary>Whether the terminal has to sign on before anything new is taken from it.</summary>
    public bool IsDue(string terminal, KeySet keys, DateTimeOffset now)
    {
        var age = now - keys.IssuedAt;
        return (maxAge > TimeSpan.Zero && age >= maxAge)
            || (_runs.TryGetValue(terminal, out var run) && run.IsLong && run.KeyVersion == keys.Version);
    }

    // Once it was long enough it stays so until the keys are others.
    private readonly record struct Run(int KeyVersion, int Wrong, bool IsLong)
    {
        public static Run Of(int keyVersion) => new(keyVersion, 0, false);

        public Run After(MacVerdict verdict, int limit)
            => verdict == MacVerdict.Right ? this with { Wrong = 0 } : this with { Wrong = Math.Min(Wrong + 1, limit + 1), IsLong = IsLong || Wrong + 1 >= limit };
    }
}
