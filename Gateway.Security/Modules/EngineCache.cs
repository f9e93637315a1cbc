using System.Collections.Concurrent;

namespace Gateway.Security.Modules;

/// <summary>What was made of stored keys, bounded.</summary>
/// <remarks>
/// Two generations instead of a list by age: a full young generation becomes the old one and the old one is dropped; whatever is
/// used again comes back. A new key is a new entry, so rotation needs no invalidation. The whole stored key is looked up,
/// owner and usage included, so that a row moved elsewhere is never served from here. What is dropped may still be in use by a call under way,
/// so it is left to the collector and not erased.
/// </remarks>
/// <param name="make">Opens a key and makes an engine of it.</param>
/// <param name="own">A copy of a name that nobody else can change.</param>
/// <param name="generationSize">Entries of a generation, one or more.</param>
internal sealed class EngineCache<TName, TEngine>(Func<TName, TEngine> make, Func<TName, TName> own, int generationSize)
    where TName : notnull
    where TEngine : class
{
    private readonly Lock _turn = new();
    private volatile ConcurrentDictionary<TName, TEngine> _young = new();
    private volatile ConcurrentDictionary<TName, TEngine> _old = new();

    internal TEngine Get(TName name)
    {
        if (_young.TryGetValue(name, out var engine))
        {
            return engine;
        }

        if (!_old.TryGetValue(name, out engine))
        {
            engine = make(name);
        }

        Keep(name, engine);
        return engine;
    }

    internal void Clear()
    {
        lock (_turn)
        {
            _young = new();
            _old = new();
        }
    }

    private void Keep(TName name, TEngine engine)
    {
        lock (_turn)
        {
            if (_young.Count >= generationSize)
            {
                _old = _young;
                _young = new();
            }

            _young.TryAdd(own(name), engine);
        }
    }
}
