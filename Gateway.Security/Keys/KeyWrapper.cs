using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Security.Keys;

/// <summary>Turns clear keys into stored ones and back, under the local master key.</summary>
internal sealed class KeyWrapper(LocalMasterKey master) : IDisposable
{
    private const int MaxOwnerLength = 64;
    private readonly byte[] _wrappingKey = master.Derive("key-wrapping");

    internal WrappedKey Wrap(KeyUsage usage, string owner, ReadOnlySpan<byte> key)
    {
        if (owner.Length is 0 or > MaxOwnerLength)
        {
            throw new KeyException($"A key's owner is named with 1 to {MaxOwnerLength} characters.");
        }

        var kcv = KeyCheckValue.Compute(key);
        return new WrappedKey(usage, owner, kcv, Sealing.Seal(_wrappingKey, key, Binding(usage, owner, kcv)));
    }

    /// <summary>The clear key in a pinned array, which the caller erases.</summary>
    internal byte[] Unwrap(WrappedKey wrapped)
    {
        var bytes = wrapped.Block.Length - Sealing.Overhead;
        var clear = bytes is 8 or 16 or 24 ? GC.AllocateUninitializedArray<byte>(bytes, pinned: true) : [];
        if (!Sealing.TryOpen(_wrappingKey, wrapped.Block, Binding(wrapped.Usage, wrapped.Owner, wrapped.Kcv), clear))
        {
            throw new KeyException(
                $"The stored {wrapped.Usage} key of {wrapped.Owner} does not open: it was stored for another owner or usage, "
                + "under another local master key, or is damaged.");
        }

        return clear;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_wrappingKey);

    // Every part has its length in front, so that no two different bindings can be spelled alike.
    private static byte[] Binding(KeyUsage usage, string owner, string kcv)
    {
        var ownerBytes = Encoding.UTF8.GetByteCount(owner);
        var binding = new byte[8 + ownerBytes + Encoding.UTF8.GetByteCount(kcv)];
        BinaryPrimitives.WriteInt32BigEndian(binding, (int)usage);
        BinaryPrimitives.WriteInt32BigEndian(binding.AsSpan(4), ownerBytes);
        Encoding.UTF8.GetBytes(owner, binding.AsSpan(8));
        Encoding.UTF8.GetBytes(kcv, binding.AsSpan(8 + ownerBytes));
        return binding;
    }
}
