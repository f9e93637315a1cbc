using System.Text.Json;
using Gateway.Security.Keys;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class KeyPolicyTests
{
    // One part that is nothing special, to stand beside the part under test.
    private const string Good = "5B19C8D32F6E8AE6";
    private const string Other = "A1B0254C7F9D3E68";

    private static readonly string[] _weak =
    [
        "0101010101010101", "FEFEFEFEFEFEFEFE", "E0E0E0E0F1F1F1F1", "1F1F1F1F0E0E0E0E",
        "011F011F010E010E", "1F011F010E010E01", "01E001E001F101F1", "E001E001F101F101",
        "01FE01FE01FE01FE", "FE01FE01FE01FE01", "1FE01FE00EF10EF1", "E01FE01FF10EF10E",
        "1FFE1FFE0EFE0EFE", "FE1FFE1FFE0EFE0E", "E0FEE0FEF1FEF1FE", "FEE0FEE0FEF1FEF1",
    ];

    private static readonly KeyUsage[] _desUsages = [.. Enum.GetValues<KeyUsage>().Where(usage => KeyUsages.Allows(usage, KeyAlgorithm.Tdes))];

    [TestCase(KeyUsage.TerminalMaster, 16)]
    [TestCase(KeyUsage.TerminalPin, 16)]
    [TestCase(KeyUsage.TerminalMac, 8)]
    [TestCase(KeyUsage.TerminalMac, 16)]
    [TestCase(KeyUsage.TerminalTrack, 24)]
    [TestCase(KeyUsage.ZonePin, 24)]
    [TestCase(KeyUsage.ZoneMaster, 16)]
    public void A_key_of_a_right_length_passes(KeyUsage usage, int bytes)
        => Assert.That(Check(usage, (Good + Other + "3D8054EA6B1F91C7")[..(2 * bytes)]), Is.Null);

    [Test]
    public void Single_length_is_for_MAC_keys_only([Values] KeyUsage usage)
        => Assert.That(Check(usage, Good), Is.EqualTo(usage == KeyUsage.TerminalMac ? null : KeyFault.Length));

    [Test]
    public void Any_other_length_is_refused(
        [ValueSource(nameof(_desUsages))] KeyUsage usage, [Values(0, 1, 7, 9, 15, 17, 23, 25, 32)] int bytes)
        => Assert.That(KeyPolicy.Check(usage, new byte[bytes], allowTestKeys: true), Is.EqualTo(KeyFault.Length));

    [TestCase(Good + Good)]
    [TestCase(Good + "5A18C9D22E6F8BE7", Description = "differs in parity bits only")]
    [TestCase(Good + Good + Other)]
    [TestCase(Other + Good + Good)]
    [TestCase("12345678123456781234567812345678")]
    public void Equal_parts_are_refused_whatever_is_allowed(string key)
        => Assert.That(Check(KeyUsage.TerminalMaster, key, allowTestKeys: true), Is.EqualTo(KeyFault.EqualParts));

    [Test]
    public void First_and_third_part_may_be_equal_as_in_a_double_length_key()
        => Assert.That(Check(KeyUsage.TerminalMaster, Good + Other + Good), Is.Null);

    [TestCaseSource(nameof(_weak))]
    public void A_weak_part_is_refused_whatever_is_allowed(string part)
    {
        var evenParity = Convert.ToHexString([.. Convert.FromHexString(part).Select(value => (byte)(value ^ 1))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Check(KeyUsage.TerminalMac, part, allowTestKeys: true), Is.EqualTo(KeyFault.WeakPart));
            Assert.That(Check(KeyUsage.TerminalMaster, part + Good, allowTestKeys: true), Is.EqualTo(KeyFault.WeakPart));
            Assert.That(Check(KeyUsage.TerminalMaster, Good + part, allowTestKeys: true), Is.EqualTo(KeyFault.WeakPart));
            Assert.That(Check(KeyUsage.TerminalMaster, Good + evenParity, allowTestKeys: true), Is.EqualTo(KeyFault.WeakPart));
        }
    }

    [TestCase("0123456789ABCDEFFEDCBA9876543210")]
    [TestCase("11111111111111112222222222222222")]
    [TestCase("00112233445566778899AABBCCDDEEFF")]
    [TestCase("000102030405060708090A0B0C0D0E0F")]
    [TestCase(Good + "0123456789ABCDEF")]
    [TestCase("0123456789ABCDEF" + Good + Other)]
    public void Known_keys_are_refused_unless_allowed(string key)
    {
        // Whether a known key is spelled with its own parity or not makes no difference.
        var spelled = Convert.FromHexString(key);
        KeyPolicy.AdjustParity(spelled);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Check(KeyUsage.TerminalMaster, key), Is.EqualTo(KeyFault.TestKey));
            Assert.That(KeyPolicy.Check(KeyUsage.TerminalMaster, spelled, allowTestKeys: false), Is.EqualTo(KeyFault.TestKey));
            Assert.That(Check(KeyUsage.TerminalMaster, key, allowTestKeys: true), Is.Null);
        }
    }

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.TestMasterKeys))]
    public void Well_known_test_master_keys_of_a_hardware_module_are_refused(JsonElement vector)
        => Assert.That(Check(KeyUsage.TerminalMaster, vector.Text("key")), Is.Not.Null);

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.Parity))]
    public void Parity_is_made_odd(JsonElement vector)
    {
        var key = vector.Hex("key");
        KeyPolicy.AdjustParity(key);
        Assert.That(key, Is.EqualTo(vector.Hex("adjusted")));
    }

    [Test]
    public void Every_fault_has_a_sentence([Values] KeyFault fault)
        => Assert.That(KeyPolicy.Explain(fault), Does.EndWith("."));

    private static KeyFault? Check(KeyUsage usage, string key, bool allowTestKeys = false)
        => KeyPolicy.Check(usage, Convert.FromHexString(key), allowTestKeys);
}
