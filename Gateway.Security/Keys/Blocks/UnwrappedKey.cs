using System.Security.Cryptography;

namespace Gateway.Security.Keys.Blocks;

/// <summary>A clear key that came out of a key block, with what the block says about it.</summary>
/// <remarks>
/// The key stands in pinned memory until <see cref="Dispose"/> erases it. Not to be disposed while another thread reads it.
/// </remarks>
public sealed class UnwrappedKey : IDisposable
{
    private readonly byte[] _key;

    internal UnwrappedKey(KeyBlockHeader header, ReadOnlySpan<byte> key)
    {
        Header = header;
        _key = GC.AllocateUninitializedArray<byte>(key.Length, pinned: true);
        key.CopyTo(_key);
    }

    /// <summary>The header, which belongs to this key: the MAC was right.</summary>
    public KeyBlockHeader Header { get; }

    /// <summary>The key's cipher; none for asymmetric keys.</summary>
    public KeyAlgorithm? Algorithm => KeyBlockCodes.Algorithm(Header.Algorithm, _key.Length);

    /// <summary>The clear key.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>Erases the key.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    /// <summary>The attributes, never the key.</summary>
    public override string ToString() => $"Key of a {Header}";

    /// <summary>The clear key for what takes no span; as short-lived as this.</summary>
    internal ReadOnlyMemory<byte> Memory => _key;

    /// <summary>A pinned copy, which the caller erases.</summary>
    internal byte[] Copy()
    {
        var copy = GC.AllocateUninitializedArray<byte>(_key.Length, pinned: true);
        _key.CopyTo(copy, 0);
        return copy;
    }

    internal void AdjustParity() => KeyPolicy.AdjustParity(_key);
}
