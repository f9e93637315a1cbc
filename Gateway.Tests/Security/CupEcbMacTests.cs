using System.Text;
using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class CupEcbMacTests
{
    private static readonly byte[] _key = Convert.FromHexString("5B19C8D32F6E8AE6A1B0254C7F9D3E68");

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.Mac))]
    public void Every_published_value_comes_out(JsonElement vector)
        => Assert.That(Compute(vector, vector.Hex("key"), vector.Hex("data")), Is.EqualTo(vector.Hex("mac")));

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.Mac))]
    public void One_flipped_bit_of_key_or_data_changes_every_published_value(JsonElement vector)
    {
        var key = vector.Hex("key");
        var data = vector.Hex("data");
        for (var at = 0; at < key.Length; at++)
        {
            // Bit 1, because bit 0 of a DES key byte is parity.
            key[at] ^= 2;
            Assert.That(Compute(vector, key, data), Is.Not.EqualTo(vector.Hex("mac")), $"key byte {at}");
            key[at] ^= 2;
        }

        for (var at = 0; at < data.Length; at++)
        {
            data[at] ^= 1;
            Assert.That(Compute(vector, key, data), Is.Not.EqualTo(vector.Hex("mac")), $"data byte {at}");
            data[at] ^= 1;
        }
    }

    [Test]
    public void No_data_counts_as_one_block_of_zeros()
        => Assert.That(CupEcbMac.Compute(_key, []), Is.EqualTo(CupEcbMac.Compute(_key, new byte[8])));

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(9)]
    [TestCase(15)]
    public void A_partial_block_is_filled_with_zeros(int length)
    {
        var data = Enumerable.Range(1, length).Select(value => (byte)value).ToArray();
        var filled = new byte[16];
        data.CopyTo(filled, 0);
        Assert.That(CupEcbMac.Compute(_key, data), Is.EqualTo(CupEcbMac.Compute(_key, filled)));
        Assert.That(CupEcbMac.ComputeSm4(_key, data), Is.EqualTo(CupEcbMac.ComputeSm4(_key, filled)));
    }

    [Test]
    public void The_code_is_eight_upper_case_hexadecimal_characters()
        => Assert.That(Encoding.ASCII.GetString(CupEcbMac.Compute(_key, "0200"u8)), Does.Match("^[0-9A-F]{8}$"));

    [Test]
    public void Equal_halves_make_the_triple_cipher_the_single_one()
        => Assert.That(
            CupEcbMac.Compute([.. _key.AsSpan(0, 8), .. _key.AsSpan(0, 8)], "0200"u8),
            Is.EqualTo(CupEcbMac.Compute(_key.AsSpan(0, 8), "0200"u8)));

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(15)]
    [TestCase(32)]
    public void A_key_of_another_length_is_refused(int length)
    {
        Assert.Throws<KeyException>(() => CupEcbMac.Compute(new byte[length], []));
        Assert.Throws<KeyException>(() => CupEcbMac.ComputeSm4(new byte[length], []));
    }

    private static byte[] Compute(JsonElement vector, byte[] key, byte[] data)
        => vector.Text("cipher") == "SM4" ? CupEcbMac.ComputeSm4(key, data) : CupEcbMac.Compute(key, data);
}
