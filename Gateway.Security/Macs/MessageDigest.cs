using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;

namespace Gateway.Security.Macs;

/// <summary>Hashes of data without a key.</summary>
/// <remarks>Safe from any thread. Source: FIPS 180-4 for the SHA family; GB/T 32905-2016 for SM3.</remarks>
public static class MessageDigest
{
    /// <summary>The longest hash, 64 bytes.</summary>
    public const int MaxBytes = 64;

    /// <summary>Bytes of a hash.</summary>
    /// <param name="function">Which function.</param>
    /// <returns>20 to 64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is no hash function.</exception>
    public static int Bytes(HashFunction function) => function switch
    {
        HashFunction.Sha1 => 20,
        HashFunction.Sha224 => 28,
        HashFunction.Sha256 or HashFunction.Sm3 => 32,
        HashFunction.Sha384 => 48,
        HashFunction.Sha512 => 64,
        _ => throw new ArgumentOutOfRangeException(nameof(function), "This is no hash function."),
    };

    /// <summary>Hashes data.</summary>
    /// <param name="function">Which function.</param>
    /// <param name="data">Any number of bytes.</param>
    /// <returns>As many bytes as the function has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is no hash function.</exception>
    public static byte[] Compute(HashFunction function, ReadOnlySpan<byte> data)
    {
        var hash = new byte[Bytes(function)];
        if (OfPlatform(function) is { } name)
        {
            CryptographicOperations.HashData(name, data, hash);
            return hash;
        }

        var digest = Engine(function);
        digest.BlockUpdate(data);
        digest.DoFinal(hash);
        return hash;
    }

    /// <summary>The platform's own implementation, or null where it has none.</summary>
    internal static HashAlgorithmName? OfPlatform(HashFunction function) => function switch
    {
        HashFunction.Sha1 => HashAlgorithmName.SHA1,
        HashFunction.Sha256 => HashAlgorithmName.SHA256,
        HashFunction.Sha384 => HashAlgorithmName.SHA384,
        HashFunction.Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>A fresh digest of a function that the platform does not have. One thread at a time.</summary>
    internal static IDigest Engine(HashFunction function) => function == HashFunction.Sm3 ? new SM3Digest() : new Sha224Digest();
}
