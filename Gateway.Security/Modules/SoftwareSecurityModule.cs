using System.Security.Cryptography;
using Gateway.Security.Keys;
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
public sealed class SoftwareSecurityModule : ISecurityModule, IDisposable
{
    /// <summary>
    /// Keys whose engines are kept unless told otherwise, 16 384: about 20 MB, or the working keys of 5 000 busy terminals.
    /// </summary>
    public const int DefaultKeysKept = 16_384;

    private const int MaxComponents = 3;

    private readonly bool _allowTestKeys;
    private readonly KeyWrapper _wrapper;
    private readonly CardVault _vault;
    private readonly EngineCache _engines;
    private volatile bool _disposed;

    /// <summary>Makes a module that works with one local master key.</summary>
    /// <param name="masterKey">The local master key under which everything is stored.</param>
    /// <param name="allowTestKeys">Accept well-known test keys; development only.</param>
    /// <param name="keysKept">Keys whose engines are kept at most, 2 or more; a key beyond that is opened again when it is used.</param>
    public SoftwareSecurityModule(LocalMasterKey masterKey, bool allowTestKeys, int keysKept = DefaultKeysKept)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keysKept, 2);
        _allowTestKeys = allowTestKeys;
        _wrapper = new KeyWrapper(masterKey);
        _vault = new CardVault(masterKey);
        _engines = new EngineCache(_wrapper, keysKept / 2);
    }

    /// <inheritdoc/>
    public ValueTask<WrappedKey> ImportComponents(
        KeyUsage usage, string owner, IReadOnlyList<string> hexComponents, string? expectedKcv, CancellationToken ct)
    {
        Begin(ct);
        if (!Enum.IsDefined(usage))
        {
            throw new ArgumentOutOfRangeException(nameof(usage), "This is no key usage.");
        }

        if (hexComponents.Count is 0 or > MaxComponents)
        {
            throw new KeyException($"A key is entered in 1 to {MaxComponents} components.");
        }

        var key = KeyComponents.Combine(hexComponents);
        try
        {
            if (KeyPolicy.Check(usage, key, _allowTestKeys) is { } fault)
            {
                throw new KeyException(KeyPolicy.Explain(fault));
            }

            if (expectedKcv is not null && !KeyCheckValue.Matches(key, expectedKcv))
            {
                throw new KeyException("The check value of the combined key is not the expected one; the key was not loaded.");
            }

            KeyPolicy.AdjustParity(key);
            return ValueTask.FromResult(_wrapper.Wrap(usage, owner, key));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IssuedKeys> IssueWorkingKeys(
        WrappedKey terminalMaster, WorkingKeySet set, CancellationToken ct, int macKeyBytes = 16)
    {
        Begin(ct);
        var master = Engines(terminalMaster, KeyUsage.TerminalMaster);
        return ValueTask.FromResult(new WorkingKeyIssue(_wrapper, master, terminalMaster.Owner).Issue(set, macKeyBytes));
    }

    /// <inheritdoc/>
    public ValueTask<bool> VerifyMac(WrappedKey key, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> mac, CancellationToken ct)
    {
        Begin(ct);
        var expected = CupEcbMac.Compute(Engines(key, KeyUsage.TerminalMac).Encrypting, data.Span);

        // Spans of different length are never equal, so a short code cannot shorten the comparison.
        return ValueTask.FromResult(CryptographicOperations.FixedTimeEquals(expected, mac.Span));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> GenerateMac(WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(CupEcbMac.Compute(Engines(key, KeyUsage.TerminalMac).Encrypting, data.Span));
    }

    /// <inheritdoc/>
    public ValueTask<PinTranslation> TranslatePin(
        WrappedKey from, WrappedKey to, string pan, ReadOnlyMemory<byte> block, CancellationToken ct)
    {
        Begin(ct);
        var source = Engines(from, KeyUsage.TerminalPin, KeyUsage.ZonePin);
        var target = Engines(to, KeyUsage.ZonePin);
        return ValueTask.FromResult(PinTranslator.Translate(source, target, pan, block.Span));
    }

    /// <inheritdoc/>
    public ValueTask<string> DecryptTrack(WrappedKey key, string track, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(TrackCipher.Decrypt(Engines(key, KeyUsage.TerminalTrack).Decrypting, track));
    }

    /// <inheritdoc/>
    public ValueTask<string> Fingerprint(string pan, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(_vault.Fingerprint(pan));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SealCard(string pan, string boundTo, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(_vault.Seal(pan, boundTo));
    }

    /// <inheritdoc/>
    public ValueTask<string> OpenCard(ReadOnlyMemory<byte> @sealed, string boundTo, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(_vault.Open(@sealed.Span, boundTo));
    }

    /// <summary>Erases the derived keys and lets go of every engine. Call it when no other call is under way.</summary>
    public void Dispose()
    {
        _disposed = true;
        _engines.Clear();
        _wrapper.Dispose();
        _vault.Dispose();
    }

    private void Begin(CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ct.ThrowIfCancellationRequested();
    }

    private KeyEngines Engines(WrappedKey key, params ReadOnlySpan<KeyUsage> allowed)
        => allowed.Contains(key.Usage)
            ? _engines.Get(key)
            : throw new KeyException($"The {key.Usage} key of {key.Owner} must not be used for this.");
}
