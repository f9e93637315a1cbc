using System.Security.Cryptography;
using System.Text;
using Gateway.Security.Keys.Blocks;

namespace Gateway.Security.Keys;

/// <summary>Turns clear keys into stored ones and back, under the local master key.</summary>
/// <remarks>
/// A stored key is a key block of version D. Its label, LB, is usage and owner; KP is the check value of the key it is under, by which a change
/// of the local master key tells the blocks that are done from those that are not. Source: ANSI X9.143:2021.
/// </remarks>
internal sealed class KeyWrapper : IDisposable
{
    private const int MaxOwnerLength = 64;
    private const string ProtectedBy = "KP";

    // The method, CMAC, in front of five bytes.
    private const string CmacMethod = "01";
    private const int CheckBytes = 5;

    private static readonly KeyBlockPolicy _policy = new() { AllowTestKeys = true, AllowWeakProtection = true };

    private readonly byte[] _protectionKey;
    private readonly string _protectedBy;
    private bool _disposed;

    internal KeyWrapper(LocalMasterKey master)
    {
        _protectionKey = master.Derive("key-block-protection");
        _protectedBy = CmacMethod + KeyCheckValue.Compute(KeyAlgorithm.Aes, KeyCheckMethod.Cmac, _protectionKey, CheckBytes);
    }

    internal WrappedKey Wrap(KeyUsage usage, KeyAlgorithm algorithm, string owner, ReadOnlySpan<byte> key)
    {
        if (owner.Length is 0 or > MaxOwnerLength || owner.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new KeyException($"A key's owner is named with 1 to {MaxOwnerLength} printable ASCII characters.");
        }

        var header = new KeyBlockHeader
        {
            Version = 'D',
            Usage = KeyUsages.Code(usage, algorithm),
            Algorithm = KeyBlockCodes.Code(algorithm),
            Mode = KeyUsages.Modes(usage)[0],
            Exportability = 'N',
            OptionalBlocks = [new OptionalBlock(OptionalBlock.Label, Label(usage, owner)), new OptionalBlock(ProtectedBy, _protectedBy)],
        };
        var block = KeyBlockWriter.Wrap(_protectionKey, header, key, _policy, MaskedBytes(algorithm));
        InsistOnWholeKey();
        return new WrappedKey(usage, owner, KeyCheckValue.Compute(algorithm, key), Encoding.ASCII.GetBytes(block));
    }

    /// <summary>The clear key, which the caller disposes.</summary>
    internal UnwrappedKey Unwrap(WrappedKey wrapped)
    {
        UnwrappedKey key;
        try
        {
            key = KeyBlockReader.Unwrap(_protectionKey, wrapped.BlockText, _policy);
        }
        catch (KeyException)
        {
            InsistOnWholeKey();
            throw Unopened(wrapped);
        }

        if (key.Header.Version == 'D'
            && key.Header.Find(OptionalBlock.Label) == Label(wrapped.Usage, wrapped.Owner)
            && key.Algorithm is { } algorithm
            && wrapped.Kcv.Length == KeyCheckValue.Length
            && KeyCheckValue.Matches(algorithm, key.Key, wrapped.Kcv))
        {
            return key;
        }

        key.Dispose();
        throw Unopened(wrapped);
    }

    /// <summary>Whether a stored key is under this wrapper's key, as its block says.</summary>
    internal bool Protects(WrappedKey wrapped)
    {
        try
        {
            return KeyBlockHeader.Parse(wrapped.BlockText).Find(ProtectedBy) == _protectedBy;
        }
        catch (KeyException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _disposed, true);
        CryptographicOperations.ZeroMemory(_protectionKey);
    }

    // Looked at when the work is done: under a key that was erased meanwhile anybody can open what was wrapped, so it never leaves.
    private void InsistOnWholeKey()
    {
        Interlocked.MemoryBarrier();
        ObjectDisposedException.ThrowIf(_disposed, this);
    }

    private static string Label(KeyUsage usage, string owner) => $"{usage}/{owner}";

    // All keys of a cipher look alike from outside.
    private static int MaskedBytes(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Des or KeyAlgorithm.Tdes => 24,
        KeyAlgorithm.Hmac => 64,
        _ => 32,
    };

    private static KeyException Unopened(WrappedKey wrapped) => new(
        $"The stored {wrapped.Usage} key of {wrapped.Owner} does not open: it was stored for another owner or usage, "
        + "under another local master key, or is damaged.");
}
