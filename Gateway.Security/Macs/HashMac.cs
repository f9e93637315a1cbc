using System.Security.Cryptography;
using Gateway.Security.Keys;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Macs;

/// <summary>A keyed hash: the platform's where it has the function, else made of the bare hash.</summary>
/// <remarks>
/// A key of any length is taken, because partners have them; what is long enough is policy. Source: FIPS 198-1; RFC 2104.
/// </remarks>
internal sealed class HashMac : MacFunction
{
    private const int BlockBytes = 64;
    private const byte Inner = 0x36;
    private const byte Outer = 0x5C;

    private readonly HashFunction _function;
    private readonly HashAlgorithmName? _platform;
    private readonly byte[] _key;

    // A digest is for one thread at a time: whoever finds none here makes another.
    private IDigest? _spare;

    internal HashMac(HashFunction function, ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
        {
            throw new KeyException("A key of a keyed hash has at least one byte.");
        }

        _function = function;
        _platform = MessageDigest.OfPlatform(function);
        _key = GC.AllocateArray<byte>(_platform is null ? BlockBytes : key.Length, pinned: true);
        if (_platform is null && key.Length > BlockBytes)
        {
            var digest = MessageDigest.Engine(function);
            digest.BlockUpdate(key);
            digest.DoFinal(_key);
        }
        else
        {
            key.CopyTo(_key);
        }
    }

    /// <inheritdoc/>
    internal override int Bytes => MessageDigest.Bytes(_function);

    /// <inheritdoc/>
    internal override void Compute(ReadOnlySpan<byte> data, Span<byte> code)
    {
        if (_platform is { } name)
        {
            CryptographicOperations.HmacData(name, _key, data, code);
            return;
        }

        var digest = Interlocked.Exchange(ref _spare, null) ?? MessageDigest.Engine(_function);
        Layer(digest, Inner, data, code);
        Layer(digest, Outer, code[..Bytes], code);
        _spare = digest;
    }

    /// <inheritdoc/>
    internal override void Erase() => CryptographicOperations.ZeroMemory(_key);

    private void Layer(IDigest digest, byte mask, ReadOnlySpan<byte> data, Span<byte> hash)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        for (var at = 0; at < BlockBytes; at++)
        {
            block[at] = (byte)(_key[at] ^ mask);
        }

        digest.BlockUpdate(block);
        digest.BlockUpdate(data);
        digest.DoFinal(hash);
        CryptographicOperations.ZeroMemory(block);
    }
}
