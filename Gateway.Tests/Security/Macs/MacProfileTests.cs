using Gateway.Security.Keys;
using Gateway.Security.Macs;

namespace Gateway.Tests.Security.Macs;

[TestFixture]
public sealed class MacProfileTests
{
    private static readonly MacProfile _retail = MacProfiles.Named("x9.19");
    private static readonly MacProfile _hash = MacProfiles.Named("hmac-sha-256");
    private static readonly MacProfile _cmac = MacProfiles.Named("aes-cmac");
    private static readonly MacProfile _union = MacProfiles.Named("unionpay-ecb");

    private static readonly (string Word, MacProfile Profile)[] _impossible =
    [
        ("algorithm", _retail with { Algorithm = 0 }),
        ("algorithm", _retail with { Algorithm = (MacAlgorithm)4 }),
        ("retail", _retail with { KeyAlgorithm = KeyAlgorithm.Aes }),
        ("retail", _retail with { KeyAlgorithm = KeyAlgorithm.Des }),
        ("retail", _retail with { KeyAlgorithm = KeyAlgorithm.Hmac }),
        ("single DES", _retail with { AllowsSingleDes = true }),
        ("single DES", _cmac with { AllowsSingleDes = true }),
        ("single DES", MacProfiles.Named("x9.9") with { AllowsSingleDes = true }),
        ("padding", _retail with { Padding = MacPadding.None }),
        ("padding", _retail with { Padding = (MacPadding)4 }),
        ("padding", _hash with { Padding = MacPadding.Zeros }),
        ("padding", _cmac with { Padding = MacPadding.OneAndZeros }),
        ("padding", _union with { Padding = MacPadding.Zeros }),
        ("hash", _hash with { Hash = HashFunction.None }),
        ("hash", _hash with { Hash = (HashFunction)99 }),
        ("hash", _cmac with { Hash = HashFunction.Sha256 }),
        ("keyed hash", _hash with { KeyAlgorithm = KeyAlgorithm.Aes }),
        ("CMAC", _cmac with { KeyAlgorithm = KeyAlgorithm.Des }),
        ("UnionPay", _union with { KeyAlgorithm = KeyAlgorithm.Aes, AllowsSingleDes = false }),
        ("coding", _union with { Coding = (MacCoding)2 }),
        ("4 to 8", _retail with { Bytes = 3 }),
        ("4 to 8", _retail with { Bytes = 9 }),
        ("4 to 16", _cmac with { Bytes = 17 }),
        ("4 to 32", _hash with { Bytes = 33 }),
        ("4 to 20", _hash with { Hash = HashFunction.Sha1, Bytes = 32 }),
        ("4 to 8", _union with { Bytes = 0 }),
    ];

    private static IEnumerable<TestCaseData> Impossible
        => _impossible.Select((row, number) => new TestCaseData(row.Word, row.Profile).SetArgDisplayNames($"{number} {row.Word}"));

    private static IEnumerable<string> Names => MacProfiles.Names;

    [TestCaseSource(nameof(Impossible))]
    public void What_cannot_be_is_refused_with_a_sentence(string word, MacProfile profile)
    {
        Assert.That(profile.Faults(), Has.Some.Contains(word).And.All.EndsWith("."));
        var refusal = Assert.Throws<ArgumentException>(() => new MacEngine(profile, new byte[16]).Dispose());
        Assert.That(refusal.Message, Does.StartWith(profile.Faults()[0]));
    }

    [Test]
    public void Every_fault_is_named_at_once()
        => Assert.That((_hash with { Padding = MacPadding.Zeros, Coding = (MacCoding)9 }).Faults(), Has.Count.EqualTo(2));

    [TestCaseSource(nameof(Names))]
    public void Every_named_profile_is_possible(string name)
    {
        Assert.That(MacProfiles.Named(name).Faults(), Is.Empty);
        Assert.That(name, Does.Match("^[a-z0-9.-]+$"));
    }

    [TestCase("X9.9")]
    [TestCase("")]
    [TestCase("sha")]
    public void An_unknown_name_is_told_what_there_is(string name)
    {
        var refusal = Assert.Throws<ArgumentException>(() => MacProfiles.Named(name));
        Assert.That(refusal.Message, Does.Contain($"\"{name}\"").And.Contain("aes-cmac").And.Contain("unionpay-x9.19"));
    }

    [TestCase("x9.9", 0, 7, 9, 16)]
    [TestCase("x9.19", 0, 8, 15, 17, 32)]
    [TestCase("iso9797-1-alg1-padding1", 0, 7, 15, 32)]
    [TestCase("tdes-cmac", 0, 8, 32)]
    [TestCase("aes-cmac", 0, 8, 15, 33)]
    [TestCase("sm4-cbc", 0, 8, 24, 32)]
    [TestCase("sm4-cmac", 15)]
    [TestCase("hmac-sha-256", 0)]
    [TestCase("hmac-sm3", 0)]
    [TestCase("unionpay-ecb", 0, 7, 32)]
    [TestCase("unionpay-ecb-sm4", 8, 24)]
    public void A_key_of_another_length_is_refused(string name, params int[] lengths)
    {
        foreach (var length in lengths)
        {
            Assert.Throws<KeyException>(() => new MacEngine(MacProfiles.Named(name), new byte[length]).Dispose(), $"{length}");
        }
    }

    [TestCase(KeyAlgorithm.Sm4, 16, 31, 33)]
    [TestCase(KeyAlgorithm.Tdes, 16, 24, 40)]
    [TestCase(KeyAlgorithm.Des, 8, 32)]
    [TestCase(KeyAlgorithm.Aes, 0, 16, 24)]
    public void Two_keys_have_the_length_of_two_keys(KeyAlgorithm cipher, params int[] lengths)
    {
        var profile = new MacProfile
        {
            Algorithm = MacAlgorithm.CbcTwice,
            KeyAlgorithm = cipher,
            Padding = MacPadding.OneAndZeros,
            Bytes = 8,
        };
        foreach (var length in lengths)
        {
            Assert.Throws<KeyException>(() => new MacEngine(profile, new byte[length]).Dispose(), $"{length}");
        }
    }
}
