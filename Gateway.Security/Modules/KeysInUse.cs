using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;
using Gateway.Security.Macs;

namespace Gateway.Security.Modules;

/// <summary>Everything the software module keeps of opened keys, and the one place where it is forgotten.</summary>
/// <remarks>
/// <para>
/// When a key is forgotten, evicted, or this is disposed, its clear bytes (a source of DUKPT keys, the key of a keyed hash) and the subkeys of a
/// CMAC are overwritten as soon as no call uses them any more. A call under way always works with the whole key.
/// </para>
/// <para>
/// Not overwritten: the key schedules inside BouncyCastle's engines and the copies its parameters make, which it gives nobody a way to reach.
/// They are let go of and stay in the memory of the process until the collector uses it for something else.
/// </para>
/// </remarks>
internal sealed class KeysInUse : IDisposable
{
    private readonly Func<WrappedKey, UnwrappedKey> _unwrap;
    private readonly EngineCache<KeyEngines> _engines;
    private readonly EngineCache<MacEngines> _macs;
    private readonly EngineCache<UnwrappedKey> _sources;

    /// <summary>Keeps nothing yet.</summary>
    /// <param name="unwrap">Opens a stored key.</param>
    /// <param name="keysKept">Keys of each kind that are kept at most, 2 or more.</param>
    internal KeysInUse(Func<WrappedKey, UnwrappedKey> unwrap, int keysKept)
    {
        _unwrap = unwrap;
        _engines = new(Open, keysKept / 2);
        _macs = new(key => new MacEngines(profile => OpenMac(key, profile)), keysKept / 2);
        _sources = new(unwrap, keysKept / 2);
    }

    /// <summary>The cipher engines of a key. Nothing in them can be erased, so nobody has to say when he has done with them.</summary>
    internal KeyEngines Engines(WrappedKey key) => _engines.Use(key).Value;

    /// <summary>The engines of a MAC key, which the caller disposes when his code is computed.</summary>
    internal Kept<MacEngines> Macs(WrappedKey key) => _macs.Use(key);

    /// <summary>A base or initial key, clear, to derive from, which the caller disposes when he has derived.</summary>
    internal Kept<UnwrappedKey> Source(WrappedKey key) => _sources.Use(key);

    /// <summary>Whether anything is kept of a key.</summary>
    internal bool Keeps(WrappedKey key) => _engines.Keeps(key) || _macs.Keeps(key) || _sources.Keeps(key);

    /// <summary>Lets go of everything that was made of a key.</summary>
    internal void Forget(WrappedKey key)
    {
        _engines.Forget(key);
        _macs.Forget(key);
        _sources.Forget(key);
    }

    /// <summary>Lets go of everything.</summary>
    public void Dispose()
    {
        _engines.Dispose();
        _macs.Dispose();
        _sources.Dispose();
    }

    private KeyEngines Open(WrappedKey name)
    {
        using var key = _unwrap(name);
        return new KeyEngines(key.Algorithm!.Value, key.Key);
    }

    private MacEngine OpenMac(WrappedKey name, MacProfile profile)
    {
        using var key = _unwrap(name);
        return profile.Takes(key.Algorithm!.Value)
            ? new MacEngine(profile, key.Key)
            : throw new KeyException($"The {name.Usage} key of {name.Owner} is for {key.Algorithm}, and its MAC profile for {profile.KeyAlgorithm}.");
    }
}
