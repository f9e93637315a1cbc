using Gateway.Security.Keys;

namespace Gateway.Tests.Security.Keys;

/// <summary>The policy for keys of every cipher.</summary>
[TestFixture]
public sealed class KeyKindTests
{
    private const string Good = "9E2A4FD0137CB5863D8054EA6B1F91C7C74A1629FE5BD083497F3B10A8E5622C";

    [TestCase(KeyUsage.TerminalPin, KeyAlgorithm.Aes, 16, null)]
    [TestCase(KeyUsage.TerminalPin, KeyAlgorithm.Aes, 24, null)]
    [TestCase(KeyUsage.ZonePin, KeyAlgorithm.Aes, 32, null)]
    [TestCase(KeyUsage.TerminalPin, KeyAlgorithm.Aes, 8, KeyFault.Length)]
    [TestCase(KeyUsage.TerminalPin, KeyAlgorithm.Sm4, 16, null)]
    [TestCase(KeyUsage.TerminalPin, KeyAlgorithm.Sm4, 24, KeyFault.Length)]
    [TestCase(KeyUsage.TerminalPin, KeyAlgorithm.Des, 8, KeyFault.Algorithm)]
    [TestCase(KeyUsage.TerminalPin, KeyAlgorithm.Hmac, 32, KeyFault.Algorithm)]
    [TestCase(KeyUsage.TerminalMac, KeyAlgorithm.Des, 8, null)]
    [TestCase(KeyUsage.TerminalMac, KeyAlgorithm.Des, 16, KeyFault.Length)]
    [TestCase(KeyUsage.ZoneMac, KeyAlgorithm.Des, 8, KeyFault.Algorithm)]
    [TestCase(KeyUsage.ZoneMac, KeyAlgorithm.Hmac, 20, null)]
    [TestCase(KeyUsage.ZoneMac, KeyAlgorithm.Hmac, 8, KeyFault.Length)]
    [TestCase(KeyUsage.TerminalBaseDerivation, KeyAlgorithm.Tdes, 16, null)]
    [TestCase(KeyUsage.TerminalBaseDerivation, KeyAlgorithm.Tdes, 24, KeyFault.Length)]
    [TestCase(KeyUsage.TerminalInitial, KeyAlgorithm.Aes, 32, null)]
    [TestCase(KeyUsage.TerminalInitial, KeyAlgorithm.Sm4, 16, KeyFault.Algorithm)]
    [TestCase(KeyUsage.TerminalTransport, KeyAlgorithm.Tdes, 24, null)]
    [TestCase((KeyUsage)99, KeyAlgorithm.Tdes, 16, KeyFault.Algorithm)]
    [TestCase(KeyUsage.TerminalPin, (KeyAlgorithm)99, 16, KeyFault.Algorithm)]
    public void Each_usage_has_ciphers_and_lengths(KeyUsage usage, KeyAlgorithm algorithm, int bytes, KeyFault? fault)
        => Assert.That(Check(usage, algorithm, Good[..(2 * bytes)]), Is.EqualTo(fault));

    [TestCase("00000000000000000000000000000000")]
    [TestCase("A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5")]
    [TestCase("000102030405060708090A0B0C0D0E0F", Description = "FIPS 197")]
    [TestCase("000102030405060708090A0B0C0D0E0F1011121314151617")]
    [TestCase("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F")]
    [TestCase("F0E0D0C0B0A090807060504030201000")]
    [TestCase("0123456789ABCDEFFEDCBA9876543210", Description = "GB/T 32907 A.1")]
    [TestCase("2B7E151628AED2A6ABF7158809CF4F3C", Description = "SP 800-38B")]
    [TestCase("603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4")]
    [TestCase("FEDCBA9876543210F1F1F1F1F1F1F1F1", Description = "X9.24-3")]
    [TestCase("00112233445566778899AABBCCDDEEFF0011223344556677")]
    [TestCase("9E2A4FD0137CB5863D8054EA6B1F91C79E2A4FD0137CB5863D8054EA6B1F91C7")]
    [TestCase("9E2A4FD09E2A4FD09E2A4FD09E2A4FD0")]
    public void Published_keys_and_patterns_are_refused_unless_allowed(string key)
    {
        Assert.That(Check(KeyUsage.TerminalPin, KeyAlgorithm.Aes, key), Is.EqualTo(KeyFault.TestKey));
        Assert.That(Check(KeyUsage.TerminalMac, KeyAlgorithm.Hmac, key), Is.EqualTo(KeyFault.TestKey));
        Assert.That(Check(KeyUsage.TerminalPin, KeyAlgorithm.Aes, key, allowTestKeys: true), Is.Null);
        if (key.Length == 32)
        {
            Assert.That(Check(KeyUsage.TerminalPin, KeyAlgorithm.Sm4, key), Is.EqualTo(KeyFault.TestKey));
        }
    }

    [TestCase(KeyAlgorithm.Des, 8, 56)]
    [TestCase(KeyAlgorithm.Tdes, 16, 80)]
    [TestCase(KeyAlgorithm.Tdes, 24, 112)]
    [TestCase(KeyAlgorithm.Aes, 16, 128)]
    [TestCase(KeyAlgorithm.Sm4, 16, 128)]
    [TestCase(KeyAlgorithm.Aes, 24, 192)]
    [TestCase(KeyAlgorithm.Aes, 32, 256)]
    [TestCase(KeyAlgorithm.Hmac, 64, 256)]
    [TestCase(KeyAlgorithm.Des, 16, 0)]
    [TestCase(KeyAlgorithm.Aes, 8, 0)]
    public void Every_key_has_a_strength(KeyAlgorithm algorithm, int bytes, int bits)
        => Assert.That(KeyStrength.Of(algorithm, bytes), Is.EqualTo(bits));

    [Test]
    public void Three_parts_of_which_the_outer_are_equal_are_two()
    {
        var key = Convert.FromHexString(Good[..32] + Good[..16]);
        Assert.That(KeyStrength.Of(KeyAlgorithm.Tdes, key), Is.EqualTo(80));
        Assert.That(Check(KeyUsage.TerminalMaster, KeyAlgorithm.Tdes, Good[..32] + Good[..16]), Is.Null);
        Assert.That(KeyStrength.MayWrap(KeyAlgorithm.Tdes, key, KeyAlgorithm.Tdes, Convert.FromHexString(Good[..48])), Is.False);
    }

    [Test]
    public void Every_fault_has_a_sentence_for_every_kind_of_key(
        [Values] KeyFault fault, [Values] KeyUsage usage, [Values] KeyAlgorithm algorithm)
        => Assert.That(KeyPolicy.Explain(fault, usage, algorithm), Does.EndWith("."));

    [Test]
    public void A_check_value_keeps_to_the_methods_of_its_cipher()
    {
        var key = Convert.FromHexString(Good);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(KeyCheckValue.Matches(KeyAlgorithm.Aes, key, KeyCheckValue.Compute(KeyAlgorithm.Aes, key)));
            var sm4 = key[..16];
            Assert.That(KeyCheckValue.Matches(KeyAlgorithm.Sm4, sm4, KeyCheckValue.Compute(KeyAlgorithm.Sm4, sm4)));
            Assert.That(KeyCheckValue.Matches(KeyAlgorithm.Hmac, key, KeyCheckValue.Compute(KeyAlgorithm.Hmac, key)));
            Assert.Throws<KeyException>(() => KeyCheckValue.Compute(KeyAlgorithm.Hmac, KeyCheckMethod.Cmac, key, 3));
            Assert.Throws<KeyException>(() => KeyCheckValue.Compute(KeyAlgorithm.Aes, KeyCheckMethod.EmptyHmac, key, 3));
            Assert.Throws<KeyException>(() => KeyCheckValue.Compute(KeyAlgorithm.Aes, key.AsSpan(1)));
            Assert.Throws<ArgumentOutOfRangeException>(() => KeyCheckValue.Compute(KeyAlgorithm.Aes, KeyCheckMethod.Cmac, key, 17));
        }
    }

    private static KeyFault? Check(KeyUsage usage, KeyAlgorithm algorithm, string key, bool allowTestKeys = false)
        => KeyPolicy.Check(usage, algorithm, Convert.FromHexString(key), allowTestKeys);
}
