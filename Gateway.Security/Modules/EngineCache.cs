using System.Collections.Concurrent;
using Gateway.Security.Keys;

namespace Gateway.Security.Modules;

/// <summary>What was made of stored keys, bounded, until it is forgotten.</summary>
/// <remarks>
/// <para>
/// Two generations instead of a list by age: a full young generation becomes the old one and the old one is dropped; whatever is
/// used again comes back. The whole stored key is looked up, owner and usage included, so that a row moved elsewhere is never served from here.
/// </para>
/// <para>
/// What is dropped or forgotten may still be in use by a call under way, and is erased when that call has ended: see <see cref="Kept{T}"/>.
/// </para>
/// </remarks>
/// <param name="make">Opens a key and makes a value of it. The key is a copy that nobody else can change.</param>
/// <param name="generationSize">Values of a generation, one or more.</param>
internal sealed class EngineCache<T>(Func<WrappedKey, T> make, int generationSize) : IDisposable
    where T : class
{
    private readonly Lock _turn = new();
    private volatile ConcurrentDictionary<WrappedKey, Kept<T>> _young = new();

    // Touched in turn only.
    private ConcurrentDictionary<WrappedKey, Kept<T>> _old = new();
    private long _forgotten;

    /// <summary>What was made of a key. The caller disposes it when he has done with it.</summary>
    internal Kept<T> Use(WrappedKey key)
    {
        if (_young.TryGetValue(key, out var kept) && kept.TryUse())
        {
            return kept;
        }

        long forgotten;
        lock (_turn)
        {
            if (Find(key) is { } found)
            {
                return found;
            }

            forgotten = _forgotten;
        }

        var name = Own(key);
        var made = new Kept<T>(make(name));
        lock (_turn)
        {
            if (Find(key) is { } quicker)
            {
                made.Dispose();
                return quicker;
            }

            // When anything was forgotten since, it may have been this key: then it serves this call and no other.
            if (forgotten == _forgotten)
            {
                made.TryUse();
                Keep(name, made);
            }
        }

        return made;
    }

    /// <summary>Whether anything made of a key is kept.</summary>
    internal bool Keeps(WrappedKey key)
    {
        lock (_turn)
        {
            return _young.ContainsKey(key) || _old.ContainsKey(key);
        }
    }

    /// <summary>Lets go of what was made of a key; what is being made of it is not kept.</summary>
    internal void Forget(WrappedKey key)
    {
        lock (_turn)
        {
            _forgotten++;
            if (_young.TryRemove(key, out var kept) || _old.TryRemove(key, out kept))
            {
                kept.Dispose();
            }
        }
    }

    /// <summary>Lets go of everything.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            _forgotten++;
            Drop(_young);
            Drop(_old);
            (_young, _old) = (new(), new());
        }
    }

    // In turn the cache itself is a user of what it keeps, so one more always gets it.
    private Kept<T>? Find(WrappedKey key)
    {
        if (!_young.TryGetValue(key, out var kept) && _old.TryRemove(key, out kept))
        {
            Keep(Own(key), kept);
        }

        kept?.TryUse();
        return kept;
    }

    private void Keep(WrappedKey name, Kept<T> kept)
    {
        if (_young.Count >= generationSize)
        {
            Drop(_old);
            (_old, _young) = (_young, new());
        }

        _young[name] = kept;
    }

    private static void Drop(ConcurrentDictionary<WrappedKey, Kept<T>> generation)
    {
        foreach (var kept in generation.Values)
        {
            kept.Dispose();
        }
    }

    // Nobody can change a name of the cache from outside.
    private static WrappedKey Own(WrappedKey key) => key with { Block = [.. key.Block] };
}
