using Gateway.Host.Core.Switching;
using Gateway.Security.Keys;

namespace Gateway.Host.Estate;

/// <summary>Between a key as records keep it and a key as the security module takes it.</summary>
internal static class KeptKeys
{
    /// <summary>The key for the security module; it opens only for the owner and usage it was made for.</summary>
    public static WrappedKey For(this KeptKey key, string owner) => new(Enum.Parse<KeyUsage>(key.Usage), owner, key.Kcv, key.Block);

    /// <summary>The key of one usage out of a set; null when the set has none.</summary>
    public static WrappedKey? Of(this IReadOnlyList<KeptKey> keys, KeyUsage usage, string owner)
        => keys.FirstOrDefault(key => key.Usage == usage.ToString())?.For(owner);

    /// <summary>The key as records keep it.</summary>
    public static KeptKey Kept(this WrappedKey key) => new(key.Usage.ToString(), key.Kcv, key.Block);
}
