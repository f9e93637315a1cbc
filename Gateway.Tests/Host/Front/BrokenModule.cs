using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Tests.Host.Front;

/// <summary>A security module that fails where the test wants it to.</summary>
internal sealed class BrokenModule(ISecurityModule module) : ISecurityModule
{
    internal Exception? OnVerify { get; set; }

    internal Exception? OnGenerate { get; init; }

    public ValueTask<WrappedKey> ImportComponents(
        KeyUsage usage, string owner, IReadOnlyList<ReadOnlyMemory<byte>> hexComponents, string? expectedKcv, CancellationToken ct, KeyAlgorithm? algorithm = null)
        => module.ImportComponents(usage, owner, hexComponents, expectedKcv, ct, algorithm);

    public ValueTask<WrappedKey> TakeComponent(
        string owner, KeyAlgorithm algorithm, ReadOnlyMemory<byte> hex, string? expectedKcv, CancellationToken ct)
        => module.TakeComponent(owner, algorithm, hex, expectedKcv, ct);

    public ValueTask<WrappedKey> CombineComponents(
        KeyUsage usage, IReadOnlyList<WrappedKey> components, string? expectedKcv, CancellationToken ct)
        => module.CombineComponents(usage, components, expectedKcv, ct);

    public ValueTask<WrappedKey> GenerateKey(KeyUsage usage, KeyAlgorithm algorithm, int bytes, string owner, CancellationToken ct)
        => module.GenerateKey(usage, algorithm, bytes, owner, ct);

    public ValueTask<WrappedKey> ImportKeyBlock(
        KeyUsage usage, string owner, string block, WrappedKey transport, bool allowLegacy, CancellationToken ct)
        => module.ImportKeyBlock(usage, owner, block, transport, allowLegacy, ct);

    public ValueTask<WrappedKey> ImportEncrypted(
        KeyUsage usage, string owner, ReadOnlyMemory<byte> encrypted, string kcv, WrappedKey transport, CancellationToken ct)
        => module.ImportEncrypted(usage, owner, encrypted, kcv, transport, ct);

    public ValueTask<bool> AreSameKey(WrappedKey one, WrappedKey other, CancellationToken ct) => module.AreSameKey(one, other, ct);

    public ValueTask<string> ExportKeyBlock(WrappedKey key, WrappedKey transport, CancellationToken ct)
        => module.ExportKeyBlock(key, transport, ct);

    public ValueTask Forget(WrappedKey key, CancellationToken ct) => module.Forget(key, ct);

    public ValueTask<IssuedKeys> IssueWorkingKeys(WrappedKey terminalMaster, WorkingKeySet set, CancellationToken ct, int macKeyBytes = 16)
        => module.IssueWorkingKeys(terminalMaster, set, ct, macKeyBytes);

    public async ValueTask<bool> VerifyMac(MacKey key, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> mac, CancellationToken ct)
    {
        await Task.Yield();
        return OnVerify is null ? await module.VerifyMac(key, data, mac, ct) : throw OnVerify;
    }

    public async ValueTask<int> GenerateMac(MacKey key, ReadOnlyMemory<byte> data, Memory<byte> mac, CancellationToken ct)
    {
        await Task.Yield();
        return OnGenerate is null ? await module.GenerateMac(key, data, mac, ct) : throw OnGenerate;
    }

    public ValueTask<PinFault> TranslatePin(
        PinKey from, PinKey to, string pan, ReadOnlyMemory<byte> block, Memory<byte> target, CancellationToken ct)
        => module.TranslatePin(from, to, pan, block, target, ct);

    public ValueTask<PinFault> TestTranslation(PinKey from, PinKey to, CancellationToken ct) => module.TestTranslation(from, to, ct);

    public ValueTask<string> DecryptTrack(WrappedKey key, string track, CancellationToken ct) => module.DecryptTrack(key, track, ct);

    public ValueTask<CardKeys> CardKeys(CancellationToken ct) => module.CardKeys(ct);

    public ValueTask UseCardKeys(CardKeys keys, CancellationToken ct) => module.UseCardKeys(keys, ct);

    public ValueTask<string> Fingerprint(string pan, CancellationToken ct) => module.Fingerprint(pan, ct);

    public ValueTask<byte[]> SealCard(string pan, string boundTo, CancellationToken ct) => module.SealCard(pan, boundTo, ct);

    public ValueTask<string> OpenCard(ReadOnlyMemory<byte> @sealed, string boundTo, CancellationToken ct) => module.OpenCard(@sealed, boundTo, ct);
}
