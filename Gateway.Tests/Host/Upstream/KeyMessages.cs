using System.Security.Cryptography;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;
using Gateway.Tests.Security;

namespace Gateway.Tests.Host.Upstream;

/// <summary>What an acquirer sends to change a key.</summary>
internal static class KeyMessages
{
    internal static byte[] Master { get; } = Fresh();

    internal static byte[] Fresh()
    {
        var key = RandomNumberGenerator.GetBytes(16);
        KeyPolicy.AdjustParity(key);
        return key;
    }

    internal static string Kcv(byte[] key) => KeyCheckValue.Compute(key);

    internal static string Block(byte[] key, string usage = "P0", char mode = 'B', byte[]? under = null) => KeyBlockWriter.Wrap(
        under ?? Master,
        new KeyBlockHeader { Version = 'B', Usage = usage, Algorithm = 'T', Mode = mode, Exportability = 'N' },
        key,
        KeyBlockPolicy.Strict);

    internal static string Legacy(char kind, byte[] key, string? kcv = null)
        => kind + Convert.ToHexString(SecurityBench.Encrypt(Convert.ToHexString(Master), key)) + (kcv ?? Kcv(key)[..6]);

    internal static IsoMessage Change(string? field, int stan = 700)
    {
        var change = new IsoMessage(MessageType.Parse("0800")).Set(7, "0301201530").Set(11, $"{stan:D6}").Set(70, "101");
        return field is null ? change : change.Set(48, field);
    }
}
