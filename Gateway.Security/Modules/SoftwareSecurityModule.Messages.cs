using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;
using Gateway.Security.Macs;
using Gateway.Security.Pins;

namespace Gateway.Security.Modules;

/// <content>What is done for every message: MACs, PIN blocks, tracks, cards.</content>
public sealed partial class SoftwareSecurityModule
{
    /// <inheritdoc/>
    public ValueTask<bool> VerifyMac(MacKey key, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> mac, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(Verify(key, data.Span, mac.Span));
    }

    /// <inheritdoc/>
    public ValueTask<int> GenerateMac(MacKey key, ReadOnlyMemory<byte> data, Memory<byte> mac, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(Compute(key, data.Span, mac.Span));
    }

    /// <inheritdoc/>
    public ValueTask<PinFault> TranslatePin(
        PinKey from, PinKey to, string pan, ReadOnlyMemory<byte> block, Memory<byte> target, CancellationToken ct)
    {
        Begin(ct);
        if (to.IsDerived)
        {
            throw new KeyException("A PIN block goes to an acquirer under a zone PIN key, not under a DUKPT key.");
        }

        // Refused by the rules before any key is opened.
        if (PinReencryption.Refuse(from.Format, to.Format, pan, block.Length) is var refusal and not PinFault.None)
        {
            target.Span.Clear();
            return ValueTask.FromResult(refusal);
        }

        var source = Engines(from);
        var wanted = Engines(to.Key, KeyUsage.ZonePin);
        return ValueTask.FromResult(
            PinReencryption.Translate(from.Format, source.Decrypting, to.Format, wanted.Encrypting, pan, block.Span, target.Span));
    }

    /// <inheritdoc/>
    public async ValueTask<PinFault> TestTranslation(PinKey from, PinKey to, CancellationToken ct)
    {
        Begin(ct);
        var block = TestPin.Encrypt(from.Format, Engines(from).Encrypting);
        var carried = new byte[PinBlock.BytesOf(to.Format)];
        var fault = await TranslatePin(from, to, TestPin.Pan, block, carried, ct);
        if (fault != PinFault.None)
        {
            return fault;
        }

        // And back again, under the acquirer's key: what came out is a block of the same account number.
        var back = new byte[PinBlock.BytesOf(to.Format)];
        return PinReencryption.Translate(
            to.Format, Engines(to.Key, KeyUsage.ZonePin).Decrypting, to.Format, Engines(to.Key, KeyUsage.ZonePin).Encrypting, TestPin.Pan, carried, back);
    }

    /// <inheritdoc/>
    public ValueTask<string> DecryptTrack(WrappedKey key, string track, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(TrackCipher.Decrypt(Engines(key, KeyUsage.TerminalTrack).Decrypting, track));
    }

    /// <inheritdoc/>
    public ValueTask<string> Fingerprint(string pan, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(_vault.Fingerprint(pan));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SealCard(string pan, string boundTo, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(_vault.Seal(pan, boundTo));
    }

    /// <inheritdoc/>
    public ValueTask<string> OpenCard(ReadOnlyMemory<byte> @sealed, string boundTo, CancellationToken ct)
    {
        Begin(ct);
        return ValueTask.FromResult(_vault.Open(@sealed.Span, boundTo));
    }

    private bool Verify(MacKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> mac)
    {
        if (key.IsDerived)
        {
            using var once = Derive(key, isResponse: false);
            return once.Verify(data, mac);
        }

        using var engines = Macs(key.Key);
        return engines.Value.Of(key.Profile).Verify(data, mac);
    }

    private int Compute(MacKey key, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        if (key.IsDerived)
        {
            using var once = Derive(key, isResponse: true);
            return once.Compute(data, mac);
        }

        using var engines = Macs(key.Key);
        return engines.Value.Of(key.Profile).Compute(data, mac);
    }

    private Kept<MacEngines> Macs(WrappedKey key)
    {
        Require(key, KeyUsage.TerminalMac, KeyUsage.ZoneMac);
        return _inUse.Macs(key);
    }

    private MacEngine Derive(MacKey key, bool isResponse)
    {
        using var source = Source(key.Key);
        return DukptEngines.Mac(source.Value.Key, IsBase(key.Key), key.Ksn, key.Profile, isResponse);
    }

    private Kept<UnwrappedKey> Source(WrappedKey key)
    {
        Require(key, KeyUsage.TerminalBaseDerivation, KeyUsage.TerminalInitial);
        return _inUse.Source(key);
    }

    private KeyEngines Engines(PinKey key)
    {
        if (!key.IsDerived)
        {
            return Engines(key.Key, KeyUsage.TerminalPin, KeyUsage.ZonePin);
        }

        using var source = Source(key.Key);
        return DukptEngines.Pin(source.Value.Key, IsBase(key.Key), key.Ksn, key.Format);
    }

    private static bool IsBase(WrappedKey key) => key.Usage == KeyUsage.TerminalBaseDerivation;
}
