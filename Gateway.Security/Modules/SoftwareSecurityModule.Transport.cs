using System.Security.Cryptography;
using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;

namespace Gateway.Security.Modules;

/// <content>Keys that come from, and go to, partners and key loading devices.</content>
public sealed partial class SoftwareSecurityModule
{
    // What a partner or a key loading device may be handed; working keys, base keys and the keys of cards never leave.
    private static readonly KeyUsage[] _exported =
        [KeyUsage.TerminalMaster, KeyUsage.TerminalInitial, KeyUsage.ZonePin, KeyUsage.ZoneMac, KeyUsage.ZoneData, KeyUsage.ZoneMaster];

    /// <inheritdoc/>
    public ValueTask<WrappedKey> ImportKeyBlock(
        KeyUsage usage, string owner, string block, WrappedKey transport, bool allowLegacy, CancellationToken ct)
    {
        Begin(ct);
        Require(transport, KeyUsage.TerminalTransport, KeyUsage.ZoneMaster);
        using var protection = _wrapper.Unwrap(transport);
        RequireCipher(transport, protection.Algorithm, block is ['D' or 'E', ..] ? KeyAlgorithm.Aes : KeyAlgorithm.Tdes);
        var policy = new KeyBlockPolicy { AllowLegacyVersions = allowLegacy, AllowTestKeys = _allowTestKeys };
        using var key = KeyBlockReader.Import(usage, protection.Key, block, policy);
        return ValueTask.FromResult(_wrapper.Wrap(usage, key.Algorithm!.Value, owner, key.Key));
    }

    /// <inheritdoc/>
    public ValueTask<WrappedKey> ImportEncrypted(
        KeyUsage usage, string owner, ReadOnlyMemory<byte> encrypted, string kcv, WrappedKey transport, CancellationToken ct)
    {
        Begin(ct);
        Require(transport, KeyUsage.ZoneMaster, KeyUsage.TerminalMaster);
        using var master = _wrapper.Unwrap(transport);
        var key = UnboundKey.Decrypt(master.Algorithm!.Value, master.Key, encrypted.Span);
        try
        {
            var algorithm = master.Algorithm == KeyAlgorithm.Tdes && key.Length == 8 ? KeyAlgorithm.Des : master.Algorithm.Value;
            return ValueTask.FromResult(Take(usage, algorithm, owner, key, kcv));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <inheritdoc/>
    public ValueTask<string> ExportKeyBlock(WrappedKey key, WrappedKey transport, CancellationToken ct)
    {
        Begin(ct);
        Require(transport, KeyUsage.TerminalTransport, KeyUsage.ZoneMaster);
        if (!_exported.Contains(key.Usage))
        {
            throw new KeyException($"A {key.Usage} key never leaves the gateway.");
        }

        using var protection = _wrapper.Unwrap(transport);
        RequireCipher(transport, protection.Algorithm, protection.Algorithm == KeyAlgorithm.Aes ? KeyAlgorithm.Aes : KeyAlgorithm.Tdes);
        using var clear = _wrapper.Unwrap(key);
        var algorithm = clear.Algorithm!.Value;
        var header = new KeyBlockHeader
        {
            Version = protection.Algorithm == KeyAlgorithm.Aes ? 'D' : 'B',
            Usage = KeyUsages.Code(key.Usage, algorithm),
            Algorithm = KeyBlockCodes.Code(algorithm),
            Mode = KeyUsages.PartnersMode(key.Usage),
            Exportability = 'N',
        };
        return ValueTask.FromResult(KeyBlockWriter.Wrap(protection.Key, header, clear.Key, KeyBlockPolicy.Strict));
    }

    // By its length alone a triple DES key could pass for an AES key, and for a stronger one.
    private static void RequireCipher(WrappedKey transport, KeyAlgorithm? has, KeyAlgorithm needed)
    {
        if (has != needed)
        {
            throw new KeyException($"The {transport.Usage} key of {transport.Owner} is for {has}; a key block of this version is under a key for {needed}.");
        }
    }
}
