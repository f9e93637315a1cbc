using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Tests.Security.Macs;

[TestFixture]
public sealed class MacRulesTests
{
    private static readonly byte[] _data = [.. Enumerable.Range(1, 100).Select(value => (byte)(value * 11))];

    private static IEnumerable<MacPadding> Methods => [MacPadding.Zeros, MacPadding.OneAndZeros, MacPadding.Length];

    [Test]
    public void Padding_while_computing_is_the_same_as_padding_before(
        [Values(MacAlgorithm.Cbc, MacAlgorithm.Retail)] MacAlgorithm algorithm,
        [Values(KeyAlgorithm.Tdes, KeyAlgorithm.Sm4)] KeyAlgorithm cipher,
        [ValueSource(nameof(Methods))] MacPadding padding)
    {
        var block = cipher == KeyAlgorithm.Tdes ? 8 : 16;
        var profile = Profile(algorithm, cipher, padding, block);
        var aligned = profile with { Padding = MacPadding.Zeros };
        var key = MacKeys.For(profile);
        for (var length = 0; length <= 50; length++)
        {
            var padded = Iso9797Padding.Apply(padding, block, _data.AsSpan(0, length));
            Assert.That(padded.Length % block, Is.Zero);
            Assert.That(Mac.Compute(profile, key, _data.AsSpan(0, length)), Is.EqualTo(Mac.Compute(aligned, key, padded)), $"{length}");
        }
    }

    [TestCase(MacPadding.Zeros, "", "0000000000000000")]
    [TestCase(MacPadding.OneAndZeros, "", "8000000000000000")]
    [TestCase(MacPadding.Length, "", "00000000000000000000000000000000")]
    [TestCase(MacPadding.OneAndZeros, "1122334455667788", "11223344556677888000000000000000")]
    [TestCase(MacPadding.Length, "11", "00000000000000081100000000000000")]
    public void Padding_at_its_edges(MacPadding padding, string data, string padded)
        => Assert.That(Iso9797Padding.Apply(padding, 8, Convert.FromHexString(data)), Is.EqualTo(Convert.FromHexString(padded)));

    [Test]
    public void Padding_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Iso9797Padding.Apply(MacPadding.None, 8, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Iso9797Padding.Apply(MacPadding.Zeros, 0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Iso9797Padding.Apply(MacPadding.Zeros, 256, []));
        Assert.Throws<ArgumentException>(() => Iso9797Padding.Apply(MacPadding.Length, 1, _data.AsSpan(0, 32)));
    }

    [Test]
    public void A_single_key_works_where_it_is_allowed_and_only_there()
    {
        var key = MacKeys.Of(8);
        var single = Profile(MacAlgorithm.Cbc, KeyAlgorithm.Des, MacPadding.Zeros, 8);
        var both = Profile(MacAlgorithm.Cbc, KeyAlgorithm.Tdes, MacPadding.Zeros, 8) with { AllowsSingleDes = true };
        Assert.That(Mac.Compute(both, key, _data), Is.EqualTo(Mac.Compute(single, key, _data)));
        Assert.Throws<KeyException>(() => Mac.Compute(both with { AllowsSingleDes = false }, key, _data));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(both.Takes(KeyAlgorithm.Des) && both.Takes(KeyAlgorithm.Tdes));
            Assert.That(single.Takes(KeyAlgorithm.Tdes) || both.Takes(KeyAlgorithm.Aes), Is.False);
        }
    }

    [Test]
    public void The_third_step_of_a_retail_code_is_under_the_third_part_or_the_first_again()
    {
        var profile = MacProfiles.Named("x9.19");
        byte[] key = MacKeys.Of(24);
        byte[] again = [.. key[..16], .. key[..8]];
        Assert.That(Mac.Compute(profile, again, _data), Is.EqualTo(Mac.Compute(profile, key.AsSpan(0, 16), _data)));
        Assert.That(Mac.Compute(profile, key, _data), Is.Not.EqualTo(Mac.Compute(profile, key.AsSpan(0, 16), _data)));
    }

    [Test]
    public void A_retail_code_with_equal_parts_is_a_plain_chain()
    {
        var part = MacKeys.Of(8);
        var chain = Profile(MacAlgorithm.Cbc, KeyAlgorithm.Des, MacPadding.Zeros, 8);
        Assert.That(
            Mac.Compute(MacProfiles.Named("x9.19"), [.. part, .. part], _data), Is.EqualTo(Mac.Compute(chain, part, _data)));
    }

    [Test]
    public void A_code_of_two_keys_is_the_code_of_the_first_encrypted_under_the_second(
        [Values(KeyAlgorithm.Des, KeyAlgorithm.Tdes, KeyAlgorithm.Aes, KeyAlgorithm.Sm4)] KeyAlgorithm cipher)
    {
        var (part, block) = (cipher == KeyAlgorithm.Des ? 8 : 16, cipher is KeyAlgorithm.Des or KeyAlgorithm.Tdes ? 8 : 16);
        var key = MacKeys.Of(2 * part);
        var once = Profile(MacAlgorithm.Cbc, cipher, MacPadding.OneAndZeros, block);
        var code = Mac.Compute(once, key.AsSpan(0, part), _data);
        new DataCipher(cipher, key.AsSpan(part)).EncryptEcb(code, code);
        Assert.That(Mac.Compute(once with { Algorithm = MacAlgorithm.CbcTwice }, key, _data), Is.EqualTo(code));
    }

    [Test]
    public void The_UnionPay_relatives_spell_the_first_four_bytes_of_the_plain_codes()
    {
        var (single, pair) = (MacKeys.Of(8), MacKeys.Of(16));
        var chain = Mac.Compute(MacProfiles.Named("x9.9"), single, _data);
        var retail = Mac.Compute(MacProfiles.Named("x9.19-4"), pair, _data);
        Assert.That(Mac.Compute(MacProfiles.Named("unionpay-x9.9"), single, _data), Is.EqualTo(Spelled(chain)));
        Assert.That(Mac.Compute(MacProfiles.Named("unionpay-x9.19"), pair, _data), Is.EqualTo(Spelled(retail)));
        Assert.That(Mac.Compute(MacProfiles.Named("unionpay-ecb"), pair, _data), Is.EqualTo(CupEcbMac.Compute(pair, _data)));
        Assert.That(Mac.Compute(MacProfiles.Named("unionpay-ecb-sm4"), pair, _data), Is.EqualTo(CupEcbMac.ComputeSm4(pair, _data)));
    }

    private static byte[] Spelled(byte[] mac) => System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(mac));

    private static MacProfile Profile(MacAlgorithm algorithm, KeyAlgorithm cipher, MacPadding padding, int bytes)
        => new() { Algorithm = algorithm, KeyAlgorithm = cipher, Padding = padding, Bytes = bytes };
}
