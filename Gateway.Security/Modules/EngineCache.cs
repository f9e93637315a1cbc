using System.Collections.Concurrent;
using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Modules;

/// <summary>Initialised engines by stored key, bounded.</summary>
/// <remarks>
/// Two generations instead of a list by age: a full young generation becomes the old one and the old one is dropped; whatever is
/// used again comes back. A new key is a new entry, so rotation needs no invalidation. The whole stored key is looked up,
/// owner and usage included, so that a row moved elsewhere is never served from here.
/// </remarks>
internal sealed class EngineCache(KeyWrapper wrapper, int generationSize)
{
    private readonly Lock _turn = new();
    private volatile ConcurrentDictionary<WrappedKey, KeyEngines> _young = new();
    private volatile ConcurrentDictionary<WrappedKey, KeyEngines> _old = new();

    internal KeyEngines Get(WrappedKey key)
    {
        if (_young.TryGetValue(key, out var engines))
        {
            return engines;
        }

        if (!_old.TryGetValue(key, out engines))
        {
            var clear = wrapper.Unwrap(key);
            engines = new KeyEngines(clear);
            CryptographicOperations.ZeroMemory(clear);
        }

        Keep(key, engines);
        return engines;
    }

    internal void Clear()
    {
        lock (_turn)
        {
            _young = new();
            _old = new();
        }
    }

    private void Keep(WrappedKey key, KeyEngines engines)
    {
        lock (_turn)
        {
            if (_young.Count >= generationSize)
            {
                _old = _young;
                _young = new();
            }

            // A copy of the block, so that nobody can change a key of the table from outside.
            _young.TryAdd(key with { Block = [.. key.Block] }, engines);
        }
    }
}
