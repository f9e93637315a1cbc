using System.Text;
using Gateway.Host.Estate;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Tests;

/// <summary>Known keys as the text they are printed in: what a test may write down, and the product never does.</summary>
internal static class ClearKeyText
{
    internal static ValueTask<WrappedKey> ImportComponents(
        this ISecurityModule module, KeyUsage usage, string owner, IReadOnlyList<string> hexComponents, string? expectedKcv, CancellationToken ct,
        KeyAlgorithm? algorithm = null)
        => module.ImportComponents(usage, owner, Bytes(hexComponents), expectedKcv, ct, algorithm);

    internal static Task<CommandResult<TerminalEntry>> LoadMasterKey(this KeyCommands keys, string id, IReadOnlyList<string?> components, string? kcv, string by)
        => keys.LoadMasterKey(id, Bytes(components), kcv, by);

    internal static Task<CommandResult<KeyEntry>> LoadZonePinKey(this KeyCommands keys, string acquirer, string hex, string by)
        => keys.LoadZonePinKey(acquirer, (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes(hex), by);

    private static List<ReadOnlyMemory<byte>> Bytes(IEnumerable<string?> hex) => [.. hex.Select(text => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes(text ?? ""))];
}
