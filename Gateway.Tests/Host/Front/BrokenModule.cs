using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Tests.Host.Front;

/// <summary>A security module that fails where the test wants it to.</summary>
internal sealed class BrokenModule(ISecurityModule module) : ISecurityModule
{
    internal Exception? OnVerify { get; init; }

    internal Exception? OnGenerate { get; init; }

    public ValueTask<WrappedKey> ImportComponents(
        KeyUsage usage, string owner, IReadOnlyList<string> hexComponents, string? expectedKcv, CancellationToken ct)
        => module.ImportComponents(usage, owner, hexComponents, expectedKcv, ct);

    public ValueTask<IssuedKeys> IssueWorkingKeys(WrappedKey terminalMaster, WorkingKeySet set, CancellationToken ct, int macKeyBytes = 16)
        => module.IssueWorkingKeys(terminalMaster, set, ct, macKeyBytes);

    public async ValueTask<bool> VerifyMac(WrappedKey key, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> mac, CancellationToken ct)
    {
        await Task.Yield();
        return OnVerify is null ? await module.VerifyMac(key, data, mac, ct) : throw OnVerify;
    }

    public async ValueTask<byte[]> GenerateMac(WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        await Task.Yield();
        return OnGenerate is null ? await module.GenerateMac(key, data, ct) : throw OnGenerate;
    }

    public ValueTask<PinTranslation> TranslatePin(WrappedKey from, WrappedKey to, string pan, ReadOnlyMemory<byte> block, CancellationToken ct)
        => module.TranslatePin(from, to, pan, block, ct);

    public ValueTask<string> DecryptTrack(WrappedKey key, string track, CancellationToken ct) => module.DecryptTrack(key, track, ct);

    public ValueTask<string> Fingerprint(string pan, CancellationToken ct) => module.Fingerprint(pan, ct);

    public ValueTask<byte[]> SealCard(string pan, string boundTo, CancellationToken ct) => module.SealCard(pan, boundTo, ct);

    public ValueTask<string> OpenCard(ReadOnlyMemory<byte> @sealed, string boundTo, CancellationToken ct) => module.OpenCard(@sealed, boundTo, ct);
}
