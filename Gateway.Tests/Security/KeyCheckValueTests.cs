using System.Text.Json;
using Gateway.Security.Keys;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class KeyCheckValueTests
{
    private const string Key = "0123456789ABCDEFFEDCBA9876543210";

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.CheckValues))]
    public void Every_published_value_matches_its_key(JsonElement vector)
    {
        Assert.That(KeyCheckValue.Matches(vector.Hex("key"), vector.Text("kcv")));
        Assert.That(KeyCheckValue.Compute(vector.Hex("key"))[..4], Is.EqualTo(vector.Text("kcv")[..4]));
    }

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.CheckValues))]
    public void A_flipped_bit_of_the_key_never_matches(JsonElement vector)
    {
        var key = vector.Hex("key");
        for (var at = 0; at < key.Length; at++)
        {
            key[at] ^= 0x40;
            Assert.That(KeyCheckValue.Matches(key, vector.Text("kcv")), Is.False, $"byte {at}");
            key[at] ^= 0x40;
        }
    }

    [TestCase("08D7")]
    [TestCase("08D7B4")]
    [TestCase("08d7b4fb")]
    [TestCase("08D7B4FB629D0885")]
    public void As_many_characters_as_there_are_are_compared(string expected)
        => Assert.That(KeyCheckValue.Matches(Convert.FromHexString(Key), expected));

    [TestCase("")]
    [TestCase("08D")]
    [TestCase("08D7B4FB629D088500")]
    [TestCase("08D8")]
    [TestCase("18D7B4FB")]
    [TestCase("08D7B4FB629D0884")]
    [TestCase("08D7 B4FB")]
    [TestCase("08D7B4F\u0000")]
    public void Anything_else_is_no_match(string expected)
        => Assert.That(KeyCheckValue.Matches(Convert.FromHexString(Key), expected), Is.False);

    [Test]
    public void The_value_shown_has_eight_characters()
        => Assert.That(KeyCheckValue.Compute(Convert.FromHexString(Key)), Is.EqualTo("08D7B4FB"));
}
