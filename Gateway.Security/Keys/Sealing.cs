using System.Security.Cryptography;

namespace Gateway.Security.Keys;

/// <summary>Authenticated encryption of small secrets: version, nonce, ciphertext, tag.</summary>
/// <remarks>
/// AES-256-GCM with a random 12-byte nonce for every call. A cipher object is made for each call because it is not safe to share
/// between threads. Source: NIST SP 800-38D.
/// </remarks>
internal static class Sealing
{
    internal const int Overhead = 1 + NonceBytes + TagBytes;

    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    internal static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> boundTo)
    {
        var block = new byte[Overhead + clear.Length];
        block[0] = Version;
        var nonce = block.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var gcm = new AesGcm(key, TagBytes);
        gcm.Encrypt(nonce, clear, block.AsSpan(1 + NonceBytes, clear.Length), block.AsSpan(block.Length - TagBytes), boundTo);
        return block;
    }

    /// <summary>Opens a block into a buffer of exactly its clear length.</summary>
    /// <returns><see langword="false"/> for a wrong key, a wrong binding or damage; the buffer is then all zeros.</returns>
    internal static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> block, ReadOnlySpan<byte> boundTo, Span<byte> clear)
    {
        if (block.Length != Overhead + clear.Length || block[0] != Version)
        {
            return false;
        }

        using var gcm = new AesGcm(key, TagBytes);
        try
        {
            gcm.Decrypt(block.Slice(1, NonceBytes), block[(1 + NonceBytes)..^TagBytes], block[^TagBytes..], clear, boundTo);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            clear.Clear();
            return false;
        }
    }
}
