using System.Text.Json;
using Gateway.Security.Keys;

namespace Gateway.Tests.Security.Keys;

/// <summary>The known answers about check values, parity, components and keys without a block.</summary>
[TestFixture]
public sealed class KeyManagementCasesTests
{
    private const string Topic = "key-management";

    private static readonly string[] _here =
    [
        "adjust_odd_parity", "combine_components", "kcv_cmac", "kcv_legacy", "kcv_payshield_block", "thales_test_lmk_pair",
        "unionpay_de62_tak", "unwrap_tmk_transport",
    ];

    // Keys under variant local master keys belong to the simulated module.
    private static readonly string[] _simulated =
    [
        "atalla_style_variant", "combine_components_under_lmk", "thales_kcv_under_lmk", "thales_lmk_decrypt", "thales_variant_byte",
    ];

    [Test]
    public void No_operation_is_left_out()
        => Assert.That(CryptoCases.Operations(Topic), Is.EquivalentTo(_here.Concat(_simulated)));

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "adjust_odd_parity" } })]
    public void Parity_is_made_odd(JsonElement known)
    {
        var key = known.In().Hex("key");
        KeyPolicy.AdjustParity(key);
        Assert.That(key, Is.EqualTo(known.Out().Hex("key")));
    }

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "kcv_legacy" } })]
    public void The_legacy_check_value_is_encrypted_zeros(JsonElement known)
    {
        var algorithm = known.In().Hex("key").Length == 8 ? KeyAlgorithm.Des : KeyAlgorithm.Tdes;
        CheckValue(known, algorithm, KeyCheckMethod.EncryptedZeros);
    }

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "kcv_cmac" } })]
    public void The_check_value_of_AES_is_CMAC_over_zeros(JsonElement known)
        => CheckValue(known, KeyAlgorithm.Aes, KeyCheckMethod.Cmac);

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "kcv_payshield_block" } })]
    public void A_hardware_module_shows_the_check_value_of_the_cipher(JsonElement known)
    {
        var algorithm = known.In().Text("cipher") == "AES" ? KeyAlgorithm.Aes : KeyAlgorithm.Tdes;
        CheckValue(known, algorithm, KeyCheckValue.DefaultMethod(algorithm));
    }

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "combine_components" } })]
    public void Components_combine_to_their_key(JsonElement known)
    {
        var texts = known.In().GetProperty("components").EnumerateArray().Select(part => part.GetString()!).ToArray();
        var parts = texts.Select(text => new ReadOnlyMemory<byte>(Convert.FromHexString(text))).ToArray();
        var key = KeyComponents.Combine(parts);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(key, Is.EqualTo(known.Out().Hex("key")));
            Assert.That(KeyComponents.Combine(texts), Is.EqualTo(key));
            Assert.That(
                parts.Select(part => Legacy(part.Span)),
                Is.EqualTo(known.Out().GetProperty("component_kcvs").EnumerateArray().Select(kcv => kcv.GetString())));
            Assert.That(Legacy(key), Is.EqualTo(known.Out().Text("kcv")));
        }

        KeyPolicy.AdjustParity(key);
        Assert.That(key, Is.EqualTo(known.Out().Hex("adjusted_odd")));
        Assert.That(Legacy(key), Is.EqualTo(known.Out().Text("kcv")), "Parity changes no check value.");
    }

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "unionpay_de62_tak" } })]
    public void A_working_key_is_opened_and_checked(JsonElement known)
    {
        var (master, encrypted, check) = (known.In().Hex("tmk"), known.In().Hex("cipher_key"), known.In().Text("check"));
        var key = UnboundKey.Decrypt(master, encrypted, check);
        Assert.That(key, Is.EqualTo(known.Out().Hex("key")));
        Assert.That(KeyCheckValue.Matches(key, known.Out().Text("check_full")));
        for (var bit = 0; bit < 8 * encrypted.Length; bit++)
        {
            encrypted[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<KeyException>(() => UnboundKey.Decrypt(master, encrypted, check), $"bit {bit}");
            encrypted[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "unwrap_tmk_transport" } })]
    public void A_master_key_is_opened_under_a_transport_key(JsonElement known)
    {
        var key = UnboundKey.Decrypt(KeyAlgorithm.Tdes, known.In().Hex("kek"), known.In().Hex("cipher_key"));
        Assert.That(key, Is.EqualTo(known.Out().Hex("key")));
        Assert.That(KeyCheckValue.Matches(key, known.Out().Text("check_full")));
    }

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { Topic, new[] { "thales_test_lmk_pair" } })]
    public void Test_master_keys_of_a_hardware_module_are_refused(JsonElement known)
    {
        var pair = known.Out().Hex("lmk");
        foreach (var usage in Enum.GetValues<KeyUsage>())
        {
            Assert.That(KeyPolicy.Check(usage, KeyAlgorithm.Tdes, pair, allowTestKeys: false), Is.Not.Null, $"{usage}");
            Assert.That(
                KeyPolicy.Check(usage, KeyAlgorithm.Aes, pair, allowTestKeys: false),
                Is.EqualTo(KeyUsages.Allows(usage, KeyAlgorithm.Aes) ? KeyFault.TestKey : KeyFault.Algorithm), $"{usage}");
        }
    }

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(12)]
    [TestCase(40)]
    public void An_encrypted_key_has_whole_blocks(int bytes)
        => Assert.Throws<KeyException>(() => UnboundKey.Decrypt(KeyAlgorithm.Tdes, KeyBlockBench.DoubleKey, new byte[bytes]));

    private static string Legacy(ReadOnlySpan<byte> key)
        => KeyCheckValue.Compute(KeyAlgorithm.Tdes, KeyCheckMethod.EncryptedZeros, key, 3);

    private static void CheckValue(JsonElement known, KeyAlgorithm algorithm, KeyCheckMethod method)
    {
        var (key, kcv) = (known.In().Hex("key"), known.Out().Text("kcv"));
        Assert.That(KeyCheckValue.Compute(algorithm, method, key, known.In().GetProperty("bytes").GetInt32()), Is.EqualTo(kcv));
        Assert.That(KeyCheckValue.Matches(algorithm, method, key, kcv));
        for (var bit = 0; bit < 8 * key.Length; bit++)
        {
            if (bit % 8 == 0 && KeyPolicy.IsDes(algorithm))
            {
                continue;
            }

            key[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(KeyCheckValue.Matches(algorithm, method, key, kcv), Is.False, $"bit {bit}");
            key[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
