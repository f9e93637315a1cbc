namespace Gateway.Security.Keys;

/// <summary>Carries stored keys from one local master key to the next.</summary>
/// <remarks>
/// A key is opened under the old one and wrapped under the new one; usage, owner and check value stay. Which blocks are done is told by the
/// blocks themselves, so the work may be cut anywhere and begun again. Not safe from several threads. The two local master keys stay the caller's.
/// </remarks>
public sealed class MasterKeyRotation : IDisposable
{
    private readonly KeyWrapper _old;
    private readonly KeyWrapper _new;

    /// <summary>Prepares the change.</summary>
    /// <param name="old">The local master key that keys are stored under now.</param>
    /// <param name="new">The one they shall be stored under.</param>
    /// <exception cref="KeyException">Both are the same.</exception>
    public MasterKeyRotation(LocalMasterKey old, LocalMasterKey @new)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        if (old.Kcv == @new.Kcv)
        {
            throw new KeyException($"The new local master key is the present one, check value {old.Kcv}.");
        }

        _old = new KeyWrapper(old);
        _new = new KeyWrapper(@new);
    }

    /// <summary>A stored key under the new local master key.</summary>
    /// <param name="usage">What the key is for, as it is stored.</param>
    /// <param name="owner">Whose key it is.</param>
    /// <param name="kcv">Its check value.</param>
    /// <param name="block">The key block as it is stored.</param>
    /// <returns>The block under the new local master key; <see langword="null"/> when it is already.</returns>
    /// <exception cref="KeyException">It opens under neither: it was stored for another owner or usage, or is damaged.</exception>
    public byte[]? Rewrap(KeyUsage usage, string owner, string kcv, byte[] block)
    {
        var stored = new WrappedKey(usage, owner, kcv, block);
        if (_new.Protects(stored))
        {
            _new.Unwrap(stored).Dispose();
            return null;
        }

        using var key = _old.Unwrap(stored);
        return _new.Wrap(usage, key.Algorithm!.Value, owner, key.Key).Block;
    }

    /// <summary>Erases the derived keys.</summary>
    public void Dispose()
    {
        _old.Dispose();
        _new.Dispose();
    }
}
