using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Org.BouncyCastle.Security;

namespace Gateway.Tests.Security.Macs;

[TestFixture]
public sealed class HashMacTests
{
    [TestCase(HashFunction.Sha1, "SHA-1")]
    [TestCase(HashFunction.Sha224, "SHA-224")]
    [TestCase(HashFunction.Sha256, "SHA-256")]
    [TestCase(HashFunction.Sha384, "SHA-384")]
    [TestCase(HashFunction.Sha512, "SHA-512")]
    [TestCase(HashFunction.Sm3, "SM3")]
    public void Codes_and_hashes_are_those_of_another_implementation(HashFunction function, string name)
    {
        var bytes = MessageDigest.Bytes(function);
        var profile = new MacProfile
        {
            Algorithm = MacAlgorithm.Hmac,
            KeyAlgorithm = KeyAlgorithm.Hmac,
            Hash = function,
            Bytes = bytes,
        };
        foreach (var keyBytes in new[] { 1, 16, 32, 63, 64, 65, 127, 128, 129, 200 })
        {
            var data = MacKeys.Of(3 * keyBytes);
            var other = MacUtilities.GetMac($"HMAC-{name.Replace("SHA-", "SHA", StringComparison.Ordinal)}");
            other.Init(new Org.BouncyCastle.Crypto.Parameters.KeyParameter(MacKeys.Of(keyBytes)));
            var expected = MacUtilities.DoFinal(other, data);
            Assert.That(Mac.Compute(profile, MacKeys.Of(keyBytes), data), Is.EqualTo(expected), $"{keyBytes}");
            Assert.That(MessageDigest.Compute(function, data), Is.EqualTo(DigestUtilities.CalculateDigest(name, data)));
        }
    }

    [Test]
    public void No_hash_function_has_no_hash()
        => Assert.Throws<ArgumentOutOfRangeException>(() => MessageDigest.Compute(HashFunction.None, []));
}
