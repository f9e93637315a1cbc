namespace Gateway.Security.Keys;

/// <summary>How strong keys are, so that none is protected by a weaker one.</summary>
/// <remarks>
/// <para>Safe from any thread.</para>
/// <para>
/// Source: NIST SP 800-57 part 1 rev. 5, table 2 (two-key triple DES at 80 bits, three-key at 112); the order of payment keys
/// is that of ANSI X9.24-1 and PCI PIN annex C: a key is at least as strong as each key it protects.
/// </para>
/// </remarks>
public static class KeyStrength
{
    private const int PartBytes = 8;
    private const int MaxBits = 256;

    /// <summary>Effective strength of keys of this cipher and length.</summary>
    /// <param name="algorithm">The cipher.</param>
    /// <param name="bytes">The key's length in bytes.</param>
    /// <returns>Bits, 56 to 256; 0 when the cipher has no keys of that length.</returns>
    public static int Of(KeyAlgorithm algorithm, int bytes) => (algorithm, bytes) switch
    {
        (KeyAlgorithm.Des, 8) => 56,
        (KeyAlgorithm.Tdes, 16) => 80,
        (KeyAlgorithm.Tdes, 24) => 112,
        (KeyAlgorithm.Aes, 16 or 24 or 32) => 8 * bytes,
        (KeyAlgorithm.Sm4, 16) => 128,
        (KeyAlgorithm.Hmac, >= 16 and <= 64) => Math.Min(8 * bytes, MaxBits),
        _ => 0,
    };

    /// <summary>Effective strength of one key.</summary>
    /// <param name="algorithm">The cipher.</param>
    /// <param name="key">The clear key. Three parts of which the first and third are equal count as two.</param>
    /// <returns>Bits, 56 to 256; 0 when the cipher has no keys of that length.</returns>
    public static int Of(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
        => algorithm == KeyAlgorithm.Tdes && key.Length == 3 * PartBytes && KeyPolicy.Part(key, 0) == KeyPolicy.Part(key, 2 * PartBytes)
            ? Of(algorithm, 2 * PartBytes)
            : Of(algorithm, key.Length);

    /// <summary>Whether one key may protect another on its way or in store.</summary>
    /// <param name="wrapping">The cipher of the protecting key.</param>
    /// <param name="wrappingKey">The protecting key.</param>
    /// <param name="wrapped">The cipher of the key to be protected.</param>
    /// <param name="wrappedKey">The key to be protected.</param>
    /// <returns><see langword="true"/> when both have a known strength and the protecting key's is not the lesser.</returns>
    public static bool MayWrap(
        KeyAlgorithm wrapping, ReadOnlySpan<byte> wrappingKey, KeyAlgorithm wrapped, ReadOnlySpan<byte> wrappedKey)
        => Of(wrapped, wrappedKey) is > 0 and var needed && Of(wrapping, wrappingKey) >= needed;
}
