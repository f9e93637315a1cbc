using Gateway.Security.Keys;

namespace Gateway.Security.Modules;

/// <summary>A security module in this process: keys are in the clear in memory while they are used, and nowhere else.</summary>
/// <remarks>
/// <para>
/// Every call completes at once. Engines of keys in use are kept initialised, within a bound and until <see cref="Forget"/>; clear key bytes are
/// erased as soon as an engine has taken them, but .NET cannot promise that no copy is left in memory. It is not a tamper-resistant
/// device: PCI PIN asks for one where real PINs are translated.
/// </para>
/// <para>
/// Of what is kept, clear bytes (keys that DUKPT keys are derived from, keys of keyed hashes) and the subkeys of a CMAC are overwritten when the key
/// is forgotten or evicted and when the module is disposed. Key schedules inside cipher engines cannot be: they are left to the collector.
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
    private readonly KeysInUse _inUse;
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
        _inUse = new KeysInUse(_wrapper.Unwrap, keysKept);
    }

    /// <summary>
    /// Erases the keys of storage and of cards and lets go of everything that is kept. A call under way ends with the whole key it has, or with
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        _disposed = true;
        _inUse.Dispose();
        _wrapper.Dispose();
        _vault.Dispose();
    }

    /// <summary>Whether anything is kept of a key.</summary>
    internal bool Keeps(WrappedKey key) => _inUse.Keeps(key);

    private void Begin(CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ct.ThrowIfCancellationRequested();
    }

    private KeyEngines Engines(WrappedKey key, params ReadOnlySpan<KeyUsage> allowed)
    {
        Require(key, allowed);
        return _inUse.Engines(key);
    }

    private static void Require(WrappedKey key, params ReadOnlySpan<KeyUsage> allowed)
    {
        if (!allowed.Contains(key.Usage))
        {
            throw new KeyException($"The {key.Usage} key of {key.Owner} must not be used for this.");
        }
    }
}
