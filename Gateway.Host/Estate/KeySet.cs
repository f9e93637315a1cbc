using Gateway.Host.Core.Switching;
using Gateway.Security.Keys;

namespace Gateway.Host.Estate;

/// <summary>The working keys of one sign-on.</summary>
/// <param name="Version">Counts up with every sign-on of the terminal.</param>
/// <param name="Keys">PIN, MAC and track key, as the profile has them.</param>
/// <param name="IssuedAt">When the terminal got them.</param>
/// <param name="Until">Until when they are still taken after the terminal got newer ones; null for the newest.</param>
internal sealed record KeySet(int Version, IReadOnlyList<KeptKey> Keys, DateTimeOffset IssuedAt, DateTimeOffset? Until = null)
{
    /// <summary>Before the first sign-on.</summary>
    public static KeySet None { get; } = new(0, [], DateTimeOffset.MinValue);

    /// <summary>The key of one usage, for the security module; null when the set has none.</summary>
    public WrappedKey? Of(KeyUsage usage, string owner) => Keys.Of(usage, owner);

    /// <summary>Check value of the MAC key; null when the set has none.</summary>
    public string? MacKcv => Keys.FirstOrDefault(key => key.Usage == nameof(KeyUsage.TerminalMac))?.Kcv;

    /// <summary>Whether messages under these keys are taken.</summary>
    public bool IsTaken(DateTimeOffset now) => Until is null || now < Until;
}
