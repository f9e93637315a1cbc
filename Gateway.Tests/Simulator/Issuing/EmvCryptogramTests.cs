using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Simulator.Issuing;
using Gateway.Tests.Security;

namespace Gateway.Tests.Simulator.Issuing;

[TestFixture]
internal sealed class EmvCryptogramTests
{
    private const string Topic = "emv-cryptogram";

    private static readonly byte[] _key = Convert.FromHexString("F7DCEA7FB99BF7A72F5D207386863232");
    private static readonly byte[] _data = Convert.FromHexString("0151E42B8456AC5B9B646752BC4EC92A58998F7C447014CFE1B9D87A412AF99C2AE9487B47EB15E219");
    private static readonly byte[] _cryptogram = Convert.FromHexString("072093235017B4FB");

    private static readonly Dictionary<string, Func<JsonElement, byte[]>> _answers = new()
    {
        ["icc_mk"] = given => CardKey(given, given.Text("option")),
        ["common_sk"] = given => SessionKey.Common(given.Hex("icc_mk"), given.Hex("atc")),
        ["generate_ac"] = given => ApplicationCryptogram.Generate(given.Hex("session_key"), given.Hex("data"), Padding(given)),
        ["arpc_method1"] = given => ResponseCryptogram.Method1(given.Hex("session_key"), given.Hex("arqc"), given.Hex("arc")),
        ["arpc_method2"] = given => ResponseCryptogram.Method2(
            given.Hex("session_key"), given.Hex("arqc"), given.Hex("csu"), given.Hex("prop_auth_data")),
        ["arqc"] = Arqc,
        ["arpc"] = Arpc,
        ["arqc_cvn18"] = ArqcOfTags,
        ["arpc_cvn18"] = given => ResponseCryptogram.Method2(
            SessionKey.Common(CardKey(given, "A"), given.Hex("9F36")), given.Hex("arqc"), given.Hex("csu"), []),
    };

    private static IEnumerable<TestCaseData> Known => CryptoCases.Of(Topic, [.. _answers.Keys]);

    [TestCaseSource(nameof(Known))]
    public void Every_known_value_comes_out(JsonElement known)
        => Assert.That(
            Convert.ToHexString(_answers[known.Text("op")](known.In())),
            Is.EqualTo(known.Out().EnumerateObject().Single().Value.GetString()));

    [Test]
    public void Every_operation_of_the_topic_is_run() => Assert.That(_answers.Keys, Is.EquivalentTo(CryptoCases.Operations(Topic)));

    [Test]
    public void One_flipped_bit_of_key_data_or_cryptogram_is_noticed()
    {
        Assert.That(ApplicationCryptogram.Verify(_key, _data, CryptogramPadding.Marked, _cryptogram), Is.True);
        Assert.That(FlippedBits.OfKey(_key).Where(key => ApplicationCryptogram.Verify(key, _data, CryptogramPadding.Marked, _cryptogram)), Is.Empty);
        Assert.That(FlippedBits.Of(_data).Where(data => ApplicationCryptogram.Verify(_key, data, CryptogramPadding.Marked, _cryptogram)), Is.Empty);
        Assert.That(FlippedBits.Of(_cryptogram).Where(mac => ApplicationCryptogram.Verify(_key, _data, CryptogramPadding.Marked, mac)), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(4)]
    [TestCase(7)]
    public void The_beginning_of_a_cryptogram_is_not_enough(int length)
        => Assert.That(ApplicationCryptogram.Verify(_key, _data, CryptogramPadding.Marked, _cryptogram.AsSpan(0, length)), Is.False);

    [TestCase(0, 8, true)]
    [TestCase(1, 8, true)]
    [TestCase(7, 8, true)]
    [TestCase(8, 16, false)]
    [TestCase(8, 9, false)]
    public void Zeros_are_added_only_as_far_as_they_are_needed(int length, int longer, bool isSame)
        => Assert.That(
            ApplicationCryptogram.Generate(_key, new byte[length], CryptogramPadding.Zeros)
                .SequenceEqual(ApplicationCryptogram.Generate(_key, new byte[longer], CryptogramPadding.Zeros)),
            Is.EqualTo(isSame));

    [TestCase(7)]
    [TestCase(8)]
    [TestCase(9)]
    public void Marked_data_differs_from_data_with_more_zeros(int length)
        => Assert.That(
            ApplicationCryptogram.Generate(_key, new byte[length], CryptogramPadding.Marked),
            Is.Not.EqualTo(ApplicationCryptogram.Generate(_key, new byte[length + 1], CryptogramPadding.Marked)));

    [TestCase("123456789012")]
    [TestCase("1234567890123456")]
    public void Option_b_is_option_a_up_to_sixteen_digits(string pan)
        => Assert.That(
            IccMasterKey.Derive(_key, pan, "01", IccMasterKeyOption.B), Is.EqualTo(IccMasterKey.Derive(_key, pan, "01", IccMasterKeyOption.A)));

    [Test]
    public void A_visa_cryptogram_of_version_10_covers_card_verification_results_only()
    {
        var tags = ChipTags();
        Assert.That(CryptogramVersion.Cvn10.TryCover(tags, out var results), Is.True);
        Assert.That(CryptogramVersion.Cvn18.TryCover(tags, out var whole), Is.True);
        Assert.That(Convert.ToHexString(results!), Does.EndWith("001C03A0B800"));
        Assert.That(Convert.ToHexString(whole!), Does.EndWith("001C06011203A0B800"));
    }

    [Test]
    public void A_missing_or_cut_tag_makes_no_cryptogram_and_a_missing_other_amount_is_zero()
    {
        foreach (var tag in ChipTags().Keys)
        {
            var without = ChipTags();
            without.Remove(tag);
            Assert.That(CryptogramVersion.Cvn18.TryCover(without, out _), Is.EqualTo(tag == "9F03"), tag);
            without[tag] = [];
            Assert.That(CryptogramVersion.Cvn18.TryCover(without, out _), Is.False, tag);
        }

        var cut = ChipTags();
        cut["9F10"] = cut["9F10"][..6];
        Assert.That(CryptogramVersion.Cvn10.TryCover(cut, out _), Is.False);
    }

    [Test]
    public void What_has_another_length_is_refused()
    {
        Assert.That(() => ApplicationCryptogram.Generate(_key.AsSpan(0, 8), _data, CryptogramPadding.Marked), Throws.TypeOf<KeyException>());
        Assert.That(() => IccMasterKey.Derive(_key.AsSpan(0, 8), "1234567890123456", "00", IccMasterKeyOption.A), Throws.TypeOf<KeyException>());
        Assert.That(() => IccMasterKey.Derive(_key, "1234567890123456", "0", IccMasterKeyOption.A), Throws.ArgumentException);
        Assert.That(() => IccMasterKey.Derive(_key, "12345678901", "00", IccMasterKeyOption.A), Throws.ArgumentException);
        Assert.That(() => SessionKey.Common(_key, new byte[3]), Throws.ArgumentException);
        Assert.That(() => SessionKey.MChip(_key, new byte[2], new byte[3]), Throws.ArgumentException);
        Assert.That(() => SessionKey.Common(new byte[24], new byte[2]), Throws.TypeOf<KeyException>());
        Assert.That(() => ResponseCryptogram.Method1(_key, _cryptogram, new byte[3]), Throws.ArgumentException);
        Assert.That(() => ResponseCryptogram.Method1(_key, new byte[7], new byte[2]), Throws.ArgumentException);
        Assert.That(() => ResponseCryptogram.Method2(_key, _cryptogram, new byte[4], new byte[9]), Throws.ArgumentException);
        Assert.That(() => ResponseCryptogram.Method2(_key, _cryptogram, new byte[3], []), Throws.ArgumentException);
    }

    private static byte[] Arqc(JsonElement given)
    {
        var key = SessionKey.OfRequest(Method(given), CardKey(given, given.Text("mkd")), given.Hex("atc"), Number(given));
        return ApplicationCryptogram.Generate(key, given.Hex("data"), Padding(given));
    }

    private static byte[] Arpc(JsonElement given)
    {
        var key = SessionKey.OfResponse(Method(given), CardKey(given, given.Text("mkd")), given.Hex("atc"));
        return given.GetProperty("arpc_method").GetInt32() == 1
            ? ResponseCryptogram.Method1(key, given.Hex("arqc"), given.Hex("arc"))
            : ResponseCryptogram.Method2(
                key,
                given.Hex("arqc"),
                given.Hex(given.TryGetProperty("csu", out _) ? "csu" : "arc"),
                given.TryGetProperty("prop_auth_data", out _) ? given.Hex("prop_auth_data") : []);
    }

    private static byte[] ArqcOfTags(JsonElement given)
    {
        var tags = given.EnumerateObject().Where(member => member.Name is not ("imk" or "pan" or "psn"))
            .ToDictionary(member => member.Name, member => Convert.FromHexString(member.Value.GetString()!));
        Assert.That(CryptogramVersion.Cvn18.TryCover(tags, out var data), Is.True);
        var key = SessionKey.OfRequest(CryptogramVersion.Cvn18.Keys, CardKey(given, "A"), tags["9F36"], tags["9F37"]);
        return ApplicationCryptogram.Generate(key, data, CryptogramVersion.Cvn18.Padding);
    }

    private static Dictionary<string, byte[]> ChipTags() => new()
    {
        ["9F02"] = new byte[6],
        ["9F03"] = new byte[6],
        ["9F1A"] = new byte[2],
        ["95"] = new byte[5],
        ["5F2A"] = new byte[2],
        ["9A"] = new byte[3],
        ["9C"] = new byte[1],
        ["9F37"] = new byte[4],
        ["82"] = new byte[2],
        ["9F36"] = [0x00, 0x1C],
        ["9F10"] = Convert.FromHexString("06011203A0B800"),
    };

    private static byte[] CardKey(JsonElement given, string option)
        => IccMasterKey.Derive(given.Hex("imk"), given.Text("pan"), given.Text("psn"), Enum.Parse<IccMasterKeyOption>(option));

    private static SessionKeyMethod Method(JsonElement given) => given.Text("session_key_method") switch
    {
        "VSDC" => SessionKeyMethod.None,
        "EMV_CSKD" => SessionKeyMethod.Common,
        "MCHIP" => SessionKeyMethod.MChip,
        var other => throw new ArgumentException($"No method is called {other}.", nameof(given)),
    };

    private static CryptogramPadding Padding(JsonElement given)
        => given.Text("padding").Replace(" ", "", StringComparison.Ordinal).StartsWith("method1", StringComparison.Ordinal)
            ? CryptogramPadding.Zeros
            : CryptogramPadding.Marked;

    private static byte[] Number(JsonElement given) => given.TryGetProperty("un", out _) ? given.Hex("un") : [];
}
