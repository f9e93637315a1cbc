using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gateway.Security.Keys;

namespace Gateway.Security.Modules;

/// <summary>The two forms in which a card number may leave memory: a keyed hash and a sealed value.</summary>
/// <remarks>
/// Takes two keys of 32 bytes and erases them in the end. They stay the same for the life of a data folder, whatever happens to the local master
/// key, or no card would be known again. Source: PCI DSS v4.0.1 req. 3.5.1.
/// </remarks>
internal sealed class CardVault(byte[] dataKey, byte[] fingerprintKey) : IDisposable
{
    private const int FingerprintBytes = 16;

    // The longest PAN; shorter ones are filled with spaces so that the sealed length says nothing.
    private const int ClearBytes = 19;
    private const int MinPanLength = 12;

    private bool _disposed;

    /// <summary>The key that seals.</summary>
    internal ReadOnlySpan<byte> DataKey => dataKey;

    /// <summary>The key of the fingerprints.</summary>
    internal ReadOnlySpan<byte> FingerprintKey => fingerprintKey;

    internal string Fingerprint(string pan)
    {
        Span<byte> clear = stackalloc byte[ClearBytes];
        var length = Digits(pan, clear);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(fingerprintKey, clear[..length], hash);
        CryptographicOperations.ZeroMemory(clear);
        InsistOnWholeKeys();
        return Base64Url.EncodeToString(hash[..FingerprintBytes]);
    }

    internal byte[] Seal(string pan, string boundTo)
    {
        Span<byte> clear = stackalloc byte[ClearBytes];
        clear.Fill((byte)' ');
        Digits(pan, clear);
        var block = Sealing.Seal(dataKey, clear, Encoding.UTF8.GetBytes(boundTo));
        CryptographicOperations.ZeroMemory(clear);
        InsistOnWholeKeys();
        return block;
    }

    internal string Open(ReadOnlySpan<byte> block, string boundTo)
    {
        Span<byte> clear = stackalloc byte[ClearBytes];
        if (!Sealing.TryOpen(dataKey, block, Encoding.UTF8.GetBytes(boundTo), clear))
        {
            throw new KeyException(
                "The sealed card number does not open: it was sealed for another record, under another local master key, or is damaged.");
        }

        var pan = Encoding.ASCII.GetString(clear.TrimEnd((byte)' '));
        CryptographicOperations.ZeroMemory(clear);
        return pan;
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _disposed, true);
        CryptographicOperations.ZeroMemory(dataKey);
        CryptographicOperations.ZeroMemory(fingerprintKey);
    }

    // Looked at when the work is done: what was made with a key that was erased meanwhile is protected by nothing, and never leaves.
    private void InsistOnWholeKeys()
    {
        Interlocked.MemoryBarrier();
        ObjectDisposedException.ThrowIf(_disposed, this);
    }

    private static int Digits(string pan, Span<byte> clear)
        => pan.Length is >= MinPanLength and <= ClearBytes && !pan.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? Encoding.ASCII.GetBytes(pan, clear)
            : throw new ArgumentException("An account number is 12 to 19 digits.", nameof(pan));
}
