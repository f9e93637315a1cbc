using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;
using Gateway.Security.Macs;

namespace Gateway.Security.Modules;

/// <summary>A security module in this process: keys are in the clear in memory while they are used, and nowhere else.</summary>
/// <remarks>
/// <para>
/// Every call completes at once. Engines of keys in use are kept initialised, within a bound; clear key bytes are erased
/// as soon as an engine has taken them, but .NET cannot promise that no copy is left in memory. It is not a tamper-resistant
/// device: PCI PIN asks for one where real PINs are translated.
/// </para>
/// <para>The local master key is read in the constructor and stays the caller's to dispose.</para>
/// </remarks>
public sealed partial class SoftwareSecurityModule : ISecurityModule, IDisposable
{
    /// <summary>
    /// Keys whose engines are kept unless told otherwise, 16 384: about 20 MB, or the working keys of 5 000 busy terminals.
    /// </summary>
    public const int DefaultKeysKept = 16_384;

    private readonly bool _allowTestKeys;
    private readonly KeyWrapper _wrapper;
    private readonly EngineCache<WrappedKey, KeyEngines> _engines;
    private readonly EngineCache<MacKey, MacEngine> _macs;
    private readonly EngineCache<WrappedKey, UnwrappedKey> _derivationKeys;
    private CardVault _vault;
    private volatile bool _disposed;

    /// <summary>Makes a module that works with one local master key.</summary>
    /// <param name="masterKey">The local master key under which everything is stored.</param>
    /// <param name="allowTestKeys">Accept well-known test keys; development only.</param>
    /// <param name="keysKept">Keys whose engines are kept at most, 2 or more; a key beyond that is opened again when it is used.</param>
    public SoftwareSecurityModule(LocalMasterKey masterKey, bool allowTestKeys, int keysKept = DefaultKeysKept)
    {
        ArgumentNullException.ThrowIfNull(masterKey);
        ArgumentOutOfRangeException.ThrowIfLessThan(keysKept, 2);
        _allowTestKeys = allowTestKeys;
        _wrapper = new KeyWrapper(masterKey);
        _vault = new CardVault(masterKey.Derive("card-data"), masterKey.Derive("card-fingerprint"));
        _engines = new(Open, Own, keysKept / 2);
        _macs = new(name => OpenMac(name), name => name with { Key = Own(name.Key) }, keysKept / 2);
        _derivationKeys = new(_wrapper.Unwrap, Own, keysKept / 2);
    }

    /// <summary>Erases the derived keys and lets go of every engine. Call it when no other call is under way.</summary>
    public void Dispose()
    {
        _disposed = true;
        _engines.Clear();
        _macs.Clear();
        _derivationKeys.Clear();
        _wrapper.Dispose();
        _vault.Dispose();
    }

    private void Begin(CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ct.ThrowIfCancellationRequested();
    }

    private KeyEngines Engines(WrappedKey key, params ReadOnlySpan<KeyUsage> allowed)
    {
        Require(key, allowed);
        return _engines.Get(key);
    }

    private static void Require(WrappedKey key, params ReadOnlySpan<KeyUsage> allowed)
    {
        if (!allowed.Contains(key.Usage))
        {
            throw new KeyException($"The {key.Usage} key of {key.Owner} must not be used for this.");
        }
    }

    // Nobody can change a name of the cache from outside.
    private static WrappedKey Own(WrappedKey key) => key with { Block = [.. key.Block] };

    private KeyEngines Open(WrappedKey name)
    {
        using var key = _wrapper.Unwrap(name);
        return new KeyEngines(key.Algorithm!.Value, key.Key);
    }

    private MacEngine OpenMac(MacKey name)
    {
        using var key = _wrapper.Unwrap(name.Key);
        return name.Profile.Takes(key.Algorithm!.Value)
            ? new MacEngine(name.Profile, key.Key)
            : throw new KeyException($"The {name.Key.Usage} key of {name.Key.Owner} is for {key.Algorithm}, and its MAC profile for {name.Profile.KeyAlgorithm}.");
    }
}
