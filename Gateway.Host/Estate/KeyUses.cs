using System.Collections.Concurrent;
using Gateway.Security.Keys;

namespace Gateway.Host.Estate;

/// <summary>How often each key was used since the gateway started or the key was loaded, whichever is later. Safe from any thread.</summary>
internal sealed class KeyUses
{
    private readonly ConcurrentDictionary<(string Owner, KeyUsage Usage), Counter> _counters = new();

    /// <summary>Counts one use.</summary>
    public void Count(WrappedKey key)
    {
        if (!_counters.TryGetValue((key.Owner, key.Usage), out var counter) || counter.Kcv != key.Kcv)
        {
            counter = _counters.AddOrUpdate(
                (key.Owner, key.Usage), static (_, kcv) => new Counter(kcv), static (_, known, kcv) => known.Kcv == kcv ? known : new Counter(kcv), key.Kcv);
        }

        Interlocked.Increment(ref counter.Uses);
    }

    /// <summary>How often a key was used.</summary>
    public long Of(string owner, KeyUsage usage, string kcv)
        => _counters.TryGetValue((owner, usage), out var counter) && counter.Kcv == kcv ? Interlocked.Read(ref counter.Uses) : 0;

    private sealed class Counter(string kcv)
    {
        internal readonly string Kcv = kcv;
        internal long Uses;
    }
}
