using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Tests.Security.Macs;

/// <summary>Keys of no importance, long enough for a profile.</summary>
internal static class MacKeys
{
    internal static byte[] For(MacProfile profile) => Of(profile.KeyAlgorithm switch
    {
        KeyAlgorithm.Des => 8,
        _ when profile.Algorithm == MacAlgorithm.Retail && profile.KeyAlgorithm == KeyAlgorithm.Sm4 => 32,
        _ => 16,
    });

    /// <summary>A key whose first 42 bytes all differ, parity left out.</summary>
    internal static byte[] Of(int bytes) => [.. Enumerable.Range(1, bytes).Select(value => (byte)(value * 6))];
}
