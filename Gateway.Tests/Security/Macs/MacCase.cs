using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Tests.Security.Macs;

/// <summary>A known answer in the gateway's own words.</summary>
internal sealed record MacCase(MacProfile Profile, byte[] Key, byte[] Data, byte[] Mac, bool IsValid)
{
    /// <summary>The operations that are codes of data, which is all of them but the padding itself.</summary>
    internal static readonly string[] Operations =
    [
        "cbc_mac_zero_pad", "cmac", "cmac_verify", "hmac_sm3", "hmac_verify", "iso9797_alg1", "retail_mac", "sm4_cbc_mac",
        "sm4_cmac_alg5", "sm4_emac_alg2", "sm4_retail_mac_alg3", "unionpay_ecb_mac", "x9_9_mac",
    ];

    internal static MacCase Of(JsonElement known)
    {
        var (operation, given, answer) = (known.Text("op"), known.In(), known.Out());
        var mac = operation switch
        {
            "cmac_verify" or "hmac_verify" => given.Hex("tag"),
            "unionpay_ecb_mac" => answer.Hex("de64_hex"),
            _ => answer.Hex("mac"),
        };
        var bytes = given.TryGetProperty("tag_bits", out var bits) ? bits.GetInt32() / 8 : mac.Length;
        byte[] key = [.. given.Hex("key"), .. given.TryGetProperty("key2", out _) ? given.Hex("key2") : []];
        var valid = !answer.TryGetProperty("valid", out var isValid) || isValid.GetBoolean();
        return new MacCase(Choose(operation, given, bytes), key, given.Hex("data"), mac, valid);
    }

    private static MacProfile Choose(string operation, JsonElement given, int bytes)
    {
        var padding = given.TryGetProperty("padding", out var method) && method.ValueKind == JsonValueKind.Number
            ? (MacPadding)method.GetInt32()
            : MacPadding.None;
        MacProfile Block(MacAlgorithm algorithm, KeyAlgorithm cipher)
            => new() { Algorithm = algorithm, KeyAlgorithm = cipher, Padding = padding, Bytes = bytes };
        MacProfile Hash(HashFunction hash)
            => new() { Algorithm = MacAlgorithm.Hmac, KeyAlgorithm = KeyAlgorithm.Hmac, Hash = hash, Bytes = bytes };

        return operation switch
        {
            "cbc_mac_zero_pad" => Block(MacAlgorithm.Cbc, Cipher(given)) with { Padding = MacPadding.Zeros },
            "cmac" or "cmac_verify" => Block(MacAlgorithm.Cmac, Cipher(given)),
            "hmac_sm3" => Hash(HashFunction.Sm3),
            "hmac_verify" => Hash(Enum.Parse<HashFunction>(given.Text("hash").Replace("-", ""), ignoreCase: true)),
            "iso9797_alg1" => Block(MacAlgorithm.Cbc, Cipher(given)),
            "retail_mac" => Block(MacAlgorithm.Retail, KeyAlgorithm.Tdes),
            "sm4_cbc_mac" => Block(MacAlgorithm.Cbc, KeyAlgorithm.Sm4),
            "sm4_cmac_alg5" => Block(MacAlgorithm.Cmac, KeyAlgorithm.Sm4),
            "sm4_emac_alg2" => Block(MacAlgorithm.CbcTwice, KeyAlgorithm.Sm4),
            "sm4_retail_mac_alg3" => Block(MacAlgorithm.Retail, KeyAlgorithm.Sm4),
            "unionpay_ecb_mac" => MacProfiles.Named("unionpay-ecb"),
            "x9_9_mac" => MacProfiles.Named("x9.9") with { Padding = padding, Bytes = bytes },
            _ => throw new ArgumentException($"No rule for {operation}.", nameof(operation)),
        };
    }

    private static KeyAlgorithm Cipher(JsonElement given) => Enum.Parse<KeyAlgorithm>(given.Text("cipher"), ignoreCase: true);
}
