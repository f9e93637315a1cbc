namespace Gateway.Security.Keys.Blocks;

/// <summary>What may be done with key blocks beyond what the standard wants today. Everything is refused unless allowed here.</summary>
/// <remarks>Immutable; set by the profile of a partner, never by what a message says.</remarks>
public sealed record KeyBlockPolicy
{
    /// <summary>Nothing beyond the standard: what production uses.</summary>
    public static KeyBlockPolicy Strict { get; } = new();

    /// <summary>Read blocks of the deprecated versions A and C, for a migration. They are never written.</summary>
    public bool AllowLegacyVersions { get; init; }

    /// <summary>Accept a protection key that is weaker than the key it protects, or a key whose strength is not known.</summary>
    public bool AllowWeakProtection { get; init; }

    /// <summary>Import well-known test keys; development only.</summary>
    public bool AllowTestKeys { get; init; }

    internal void CheckVersion(KeyBlockVersion version)
    {
        if (version.IsLegacy && !AllowLegacyVersions)
        {
            throw new KeyException("Key blocks of versions A and C are deprecated, and this profile does not allow them.");
        }
    }

    /// <summary>Keys of asymmetric algorithms pass: their length says nothing that could be compared, and nothing imports them.</summary>
    internal void CheckStrength(KeyBlockHeader header, ReadOnlySpan<byte> protectionKey, ReadOnlySpan<byte> key)
    {
        if (AllowWeakProtection || KeyBlockCodes.Algorithm(header.Algorithm) is null)
        {
            return;
        }

        var protecting = KeyBlockVersion.Of(header.Version).Cipher == KeyAlgorithm.Aes
            ? KeyAlgorithm.Aes
            : BlockCiphers.OfDesLength(protectionKey.Length);
        if (!KeyStrength.MayWrap(protecting, protectionKey, KeyBlockCodes.Algorithm(header.Algorithm, key.Length)!.Value, key))
        {
            throw new KeyException(
                $"The key block protection key is weaker than the {8 * key.Length}-bit key of algorithm {header.Algorithm} "
                + "that it protects, or the algorithm has no keys of that length.");
        }
    }
}
