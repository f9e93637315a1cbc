using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security;

/// <summary>What a module keeps, with everything that was ever opened for it in sight.</summary>
internal sealed class OpenedKeys : IDisposable
{
    private readonly LocalMasterKey _master = LocalMasterKey.Generate();
    private readonly List<UnwrappedKey> _opened = [];

    internal OpenedKeys(int keysKept = SoftwareSecurityModule.DefaultKeysKept)
    {
        Wrapper = new KeyWrapper(_master);
        InUse = new KeysInUse(Open, keysKept);
    }

    internal KeyWrapper Wrapper { get; }

    internal KeysInUse InUse { get; }

    /// <summary>Called while a key is being opened.</summary>
    internal Action<WrappedKey> Opening { get; set; } = _ => { };

    /// <summary>How often the wrapper was asked.</summary>
    internal int Times
    {
        get
        {
            lock (_opened)
            {
                return _opened.Count;
            }
        }
    }

    /// <summary>What became of the clear bytes of each opening, in order: 0 when they are zeros, k when they are the key still.</summary>
    internal string Left
    {
        get
        {
            lock (_opened)
            {
                return string.Concat(_opened.Select(key => key.Key.ContainsAnyExcept((byte)0) ? 'k' : '0'));
            }
        }
    }

    internal WrappedKey Stored(KeyUsage usage, KeyAlgorithm algorithm = KeyAlgorithm.Tdes, string hex = SecurityBench.MacKey)
        => Wrapper.Wrap(usage, algorithm, SecurityBench.Terminal, Convert.FromHexString(hex));

    public void Dispose()
    {
        InUse.Dispose();
        Wrapper.Dispose();
        _master.Dispose();
    }

    private UnwrappedKey Open(WrappedKey key)
    {
        Opening(key);
        var opened = Wrapper.Unwrap(key);
        lock (_opened)
        {
            _opened.Add(opened);
        }

        return opened;
    }
}
