using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Tests.Security;

/// <summary>The module as a UnionPay terminal's host uses it: one MAC profile, format 0 on both sides.</summary>
internal static class UnionPayCalls
{
    private static readonly MacProfile _profile = MacProfiles.Named("unionpay-ecb");

    internal static ValueTask<bool> VerifyMac(
        this ISecurityModule module, WrappedKey key, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> mac, CancellationToken ct)
        => module.VerifyMac(new MacKey(key, _profile), data, mac, ct);

    internal static async ValueTask<byte[]> GenerateMac(this ISecurityModule module, WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        var mac = new byte[_profile.SentBytes];
        await module.GenerateMac(new MacKey(key, _profile), data, mac, ct);
        return mac;
    }

    internal static async ValueTask<PinTranslation> TranslatePin(
        this ISecurityModule module, WrappedKey from, WrappedKey to, string pan, ReadOnlyMemory<byte> block, CancellationToken ct)
    {
        var target = new byte[8];
        var fault = await module.TranslatePin(new PinKey(from, PinBlockFormat.Iso0), new PinKey(to, PinBlockFormat.Iso0), pan, block, target, ct);
        return new PinTranslation(fault == PinFault.None ? target : null, fault);
    }
}

/// <summary>A PIN block under another key, or why there is none.</summary>
internal readonly record struct PinTranslation(byte[]? Block, PinFault Fault);
