using System.Text.Json;
using Gateway.Security.Macs;

namespace Gateway.Tests.Security.Macs;

[TestFixture]
public sealed class MacVectorTests
{
    private static readonly string[] _codes = MacCase.Operations;

    private static IEnumerable<TestCaseData> Codes => CryptoCases.Of("mac", _codes);

    private static IEnumerable<TestCaseData> Paddings => CryptoCases.Of("mac", "iso9797_pad");

    private static IEnumerable<TestCaseData> UnionPay => CryptoCases.Of("mac", "unionpay_ecb_mac");

    [Test]
    public void No_operation_of_the_known_answers_is_left_out()
        => Assert.That(CryptoCases.Operations("mac"), Is.EquivalentTo(_codes.Append("iso9797_pad")));

    [TestCaseSource(nameof(Codes))]
    public void Every_known_code_comes_out_and_no_other_is_taken(JsonElement vector)
    {
        var known = MacCase.Of(vector);
        using var engine = new MacEngine(known.Profile, known.Key);
        var mac = Mac.Compute(known.Profile, known.Key, known.Data);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mac, known.IsValid ? Is.EqualTo(known.Mac) : Is.Not.EqualTo(known.Mac));
            Assert.That(engine.Verify(known.Data, known.Mac), Is.EqualTo(known.IsValid));
            Assert.That(engine.Verify(known.Data, mac));
            Assert.That(Mac.Verify(known.Profile, known.Key, known.Data, known.Mac), Is.EqualTo(known.IsValid));
        }
    }

    [TestCaseSource(nameof(Codes))]
    public void One_flipped_bit_of_key_data_or_code_makes_it_wrong(JsonElement vector)
    {
        var known = MacCase.Of(vector);
        var mac = Mac.Compute(known.Profile, known.Key, known.Data);
        using var engine = new MacEngine(known.Profile, known.Key);
        foreach (var changed in Bits.EachFlipped(mac))
        {
            Assert.That(engine.Verify(known.Data, changed), Is.False, "code");
        }

        foreach (var changed in Bits.SomeFlipped(known.Data))
        {
            Assert.That(engine.Verify(changed, mac), Is.False, "data");
        }

        foreach (var changed in Bits.SomeFlipped(known.Key))
        {
            Assert.That(Mac.Verify(known.Profile, changed, known.Data, mac), Is.False, "key");
        }
    }

    [TestCaseSource(nameof(Codes))]
    public void A_code_cut_short_or_made_longer_is_wrong(JsonElement vector)
    {
        var known = MacCase.Of(vector);
        var mac = Mac.Compute(known.Profile, known.Key, known.Data);
        using var engine = new MacEngine(known.Profile, known.Key);
        for (var length = 0; length < mac.Length; length++)
        {
            Assert.That(engine.Verify(known.Data, mac.AsSpan(0, length)), Is.False, $"{length} bytes");
        }

        Assert.That(engine.Verify(known.Data, [.. mac, 0]), Is.False);
        Assert.That(engine.Verify(known.Data, [.. mac, .. mac]), Is.False);
    }

    [TestCaseSource(nameof(Paddings))]
    public void Every_known_padding_comes_out(JsonElement vector)
    {
        var given = vector.In();
        var padding = (MacPadding)given.GetProperty("padding").GetInt32();
        var padded = Iso9797Padding.Apply(padding, given.GetProperty("block").GetInt32(), given.Hex("data"));
        Assert.That(padded, Is.EqualTo(vector.Out().Hex("padded")));
    }

    [TestCaseSource(nameof(UnionPay))]
    public void The_whole_last_block_of_a_UnionPay_code_is_to_be_had_as_well(JsonElement vector)
    {
        var whole = MacProfiles.Named("unionpay-ecb") with { Bytes = 8, Coding = MacCoding.Binary };
        var (key, data) = (vector.In().Hex("key"), vector.In().Hex("data"));
        Assert.That(Mac.Compute(whole, key, data), Is.EqualTo(vector.Out().Hex("enc_block2")));
        Assert.That(CupEcbMac.Compute(key, data), Is.EqualTo(vector.Out().Hex("de64_hex")));
    }
}
