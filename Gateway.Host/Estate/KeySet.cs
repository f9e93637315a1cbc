using Gateway.Host.Core.Switching;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Host.Estate;

/// <summary>The working keys of one sign-on.</summary>
/// <param name="Version">Counts up with every sign-on of the terminal.</param>
/// <param name="Keys">PIN, MAC and track key, as the profile has them.</param>
/// <param name="IssuedAt">When the terminal got them.</param>
/// <param name="Until">Until when they are still taken after the terminal got newer ones; null for the newest.</param>
internal sealed record KeySet(int Version, IReadOnlyList<KeptKey> Keys, DateTimeOffset IssuedAt, DateTimeOffset? Until = null)
{
    private static readonly MacProfile _sm4Mac = MacProfiles.Named("unionpay-ecb-sm4");

    /// <summary>How messages under triple DES keys are signed.</summary>
    public static MacProfile TdesMac { get; } = MacProfiles.Named("unionpay-ecb");

    /// <summary>Before the first sign-on.</summary>
    public static KeySet None { get; } = new(0, [], DateTimeOffset.MinValue);

    /// <summary>The key of one usage, for the security module; null when the set has none.</summary>
    public WrappedKey? Of(KeyUsage usage, string owner) => Keys.Of(usage, owner);

    /// <summary>What messages are signed with; null when there is no MAC key, or its block was erased.</summary>
    public MacKey? Mac(string owner)
        => Of(KeyUsage.TerminalMac, owner) is { Block.Length: > 0 } key ? new MacKey(key, key.Algorithm == KeyAlgorithm.Sm4 ? _sm4Mac : TdesMac) : null;

    /// <summary>What PIN blocks are under, and their format; null when there is no PIN key.</summary>
    public PinKey? Pin(string owner) => Of(KeyUsage.TerminalPin, owner) is { Block.Length: > 0 } key
        ? new PinKey(key, key.Algorithm == KeyAlgorithm.Sm4 ? PinBlockFormat.UnionPaySm4 : PinBlockFormat.Iso0)
        : null;

    /// <summary>Check value of the MAC key; null when the set has none.</summary>
    public string? MacKcv => Keys.FirstOrDefault(key => key.Usage == nameof(KeyUsage.TerminalMac))?.Kcv;

    /// <summary>Whether messages under these keys are taken.</summary>
    public bool IsTaken(DateTimeOffset now) => Until is null || now < Until;
}
