using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Security.Modules;

/// <content>What is done with keys themselves: taking them in from people, making and comparing them.</content>
public sealed partial class SoftwareSecurityModule
{
    private const int MaxComponents = 3;
    private const string CardOwner = "gateway";

    /// <inheritdoc/>
    public ValueTask<WrappedKey> ImportComponents(
        KeyUsage usage, string owner, IReadOnlyList<ReadOnlyMemory<byte>> hexComponents, string? expectedKcv, CancellationToken ct, KeyAlgorithm? algorithm = null)
    {
        Begin(ct);
        ArgumentNullException.ThrowIfNull(hexComponents);
        if (!Enum.IsDefined(usage))
        {
            throw new ArgumentOutOfRangeException(nameof(usage), "This is no key usage.");
        }

        if (hexComponents.Count is 0 or > MaxComponents)
        {
            throw new KeyException($"A key is entered in 1 to {MaxComponents} components.");
        }

        var key = KeyComponents.CombineTyped(hexComponents);
        try
        {
            // Without a word about the cipher it is DES; keys of cards are known by their usage.
            var cipher = algorithm ?? usage switch
            {
                KeyUsage.CardData => KeyAlgorithm.Aes,
                KeyUsage.CardFingerprint => KeyAlgorithm.Hmac,
                _ => key.Length == 8 ? KeyAlgorithm.Des : KeyAlgorithm.Tdes,
            };
            return ValueTask.FromResult(Take(usage, cipher, owner, key, expectedKcv));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <inheritdoc/>
    public ValueTask<WrappedKey> TakeComponent(
        string owner, KeyAlgorithm algorithm, ReadOnlyMemory<byte> hex, string? expectedKcv, CancellationToken ct)
    {
        Begin(ct);
        var component = KeyComponents.Read(hex.Span);
        try
        {
            return ValueTask.FromResult(
                component.Length == 0 || !KeyUsages.Allows(KeyUsage.Component, algorithm, component.Length)
                    ? throw new KeyException($"The component is no {algorithm} key in hexadecimal characters.")
                : !component.AsSpan().ContainsAnyExcept((byte)0)
                    ? throw new KeyException("The component is all zeros, which leaves the key to the others.")
                : expectedKcv is not null && !KeyCheckValue.Matches(algorithm, component, expectedKcv)
                    ? throw new KeyException("The check value of the component is not the expected one; it was not taken.")
                : _wrapper.Wrap(KeyUsage.Component, algorithm, owner, component));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(component);
        }
    }

    /// <inheritdoc/>
    public ValueTask<WrappedKey> CombineComponents(
        KeyUsage usage, IReadOnlyList<WrappedKey> components, string? expectedKcv, CancellationToken ct)
    {
        Begin(ct);
        ArgumentNullException.ThrowIfNull(components);
        if (components.Count is < 2 or > MaxComponents || components.Any(part => part.Owner != components[0].Owner))
        {
            throw new KeyException($"A key is combined of 2 to {MaxComponents} components of one owner.");
        }

        foreach (var component in components)
        {
            Require(component, KeyUsage.Component);
        }

        var parts = components.Select(_wrapper.Unwrap).ToArray();
        byte[] key = [];
        try
        {
            if (parts.Any(part => part.Algorithm != parts[0].Algorithm))
            {
                throw new KeyException("The components belong to different ciphers.");
            }

            key = KeyComponents.Combine([.. parts.Select(part => part.Memory)]);
            return ValueTask.FromResult(Take(usage, parts[0].Algorithm!.Value, components[0].Owner, key, expectedKcv));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            Array.ForEach(parts, part => part.Dispose());
        }
    }

    /// <inheritdoc/>
    public ValueTask<WrappedKey> GenerateKey(KeyUsage usage, KeyAlgorithm algorithm, int bytes, string owner, CancellationToken ct)
    {
        Begin(ct);
        if (!KeyUsages.Allows(usage, algorithm, bytes))
        {
            throw new KeyException($"There is no {usage} key for {algorithm} of {bytes} bytes.");
        }

        var key = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        try
        {
            KeyPolicy.Generate(usage, algorithm, key);
            return ValueTask.FromResult(_wrapper.Wrap(usage, algorithm, owner, key));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> AreSameKey(WrappedKey one, WrappedKey other, CancellationToken ct)
    {
        Begin(ct);
        using var first = _wrapper.Unwrap(one);
        using var second = _wrapper.Unwrap(other);
        first.AdjustParity();
        second.AdjustParity();
        return ValueTask.FromResult(CryptographicOperations.FixedTimeEquals(first.Key, second.Key));
    }

    /// <inheritdoc/>
    public ValueTask Forget(WrappedKey key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(key);

        // Not refused by a module that is disposed: it holds nothing of the key, which is all that was asked for.
        _inUse.Forget(key);
        return ValueTask.CompletedTask;
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
    public ValueTask<CardKeys> CardKeys(CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(new CardKeys(
            _wrapper.Wrap(KeyUsage.CardData, KeyAlgorithm.Aes, CardOwner, _vault.DataKey),
            _wrapper.Wrap(KeyUsage.CardFingerprint, KeyAlgorithm.Hmac, CardOwner, _vault.FingerprintKey)));
    }

    /// <inheritdoc/>
    public ValueTask UseCardKeys(CardKeys keys, CancellationToken ct)
    {
        Begin(ct);
        ArgumentNullException.ThrowIfNull(keys);
        Require(keys.Data, KeyUsage.CardData);
        Require(keys.Fingerprint, KeyUsage.CardFingerprint);
        using var data = _wrapper.Unwrap(keys.Data);
        using var fingerprint = _wrapper.Unwrap(keys.Fingerprint);
        var before = Interlocked.Exchange(ref _vault, new CardVault(data.Copy(), fingerprint.Copy()));
        before.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Judges a clear key as every key is judged, and wraps it.</summary>
    private WrappedKey Take(KeyUsage usage, KeyAlgorithm algorithm, string owner, Span<byte> key, string? expectedKcv)
    {
        if (KeyPolicy.Check(usage, algorithm, key, _allowTestKeys) is { } fault)
        {
            throw new KeyException(KeyPolicy.Explain(fault, usage, algorithm));
        }

        if (expectedKcv is not null && !KeyCheckValue.Matches(algorithm, key, expectedKcv))
        {
            throw new KeyException("The check value of the key is not the expected one; the key was not loaded.");
        }

        if (KeyPolicy.HasParity(usage, algorithm))
        {
            KeyPolicy.AdjustParity(key);
        }

        return _wrapper.Wrap(usage, algorithm, owner, key);
    }
}
