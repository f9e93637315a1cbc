using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Issuing;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator.Issuing;

[TestFixture]
internal sealed class CardIssuerTests
{
    private const string Pan = "1234567890123456";

    // One transaction with a published cryptogram; see emv-cryptogram in the known answers.
    private const string Chip =
        "9F02060000000040009F03060000000000009F1A0201249505800004800" + "05F2A0201249A031911059C01019F370452BF458582021800"
        + "9F100706011203A0B8009F3602001C9F2701809F26087A788EA6B8A3E733";

    private static readonly byte[] _key = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
    private static readonly byte[] _zoneKey = Convert.FromHexString("5B19C8D32F6E8AE6A1B0254C7F9D3E68");
    private static readonly AcquirerRules _rules = new() { Amounts = [Rule("51=51")] };

    [Test]
    public void A_right_cryptogram_is_approved_and_answered()
    {
        var reply = Answer(Chips(), Sale(1000, Chip));

        var key = SessionKey.Common(IccMasterKey.Derive(_key, Pan, "00", IccMasterKeyOption.A), [0x00, 0x1C]);
        byte[] status = [0x00, 0x80, 0x00, 0x00];
        byte[] expected = [0x91, 8, .. ResponseCryptogram.Method2(key, Convert.FromHexString("7A788EA6B8A3E733"), status, []), .. status];
        Assert.That((reply.Text(39), Convert.ToHexString(reply.Bytes(55))), Is.EqualTo(("00", Convert.ToHexString(expected))));
    }

    [Test]
    public void A_decline_is_vouched_for_as_well()
    {
        var reply = Answer(Chips(), Sale(1051, Chip));

        Assert.That((reply.Text(39), Convert.ToHexString(reply.Bytes(55))), Is.EqualTo(("51", "91089AF514C100000000")));
    }

    [TestCase("9F2608", "9F2609")]
    [TestCase("9F26087A", "9F26087B")]
    [TestCase("9F270180", "9F270140")]
    [TestCase("9F3602001C", "9F3602001D")]
    [TestCase("9F0206000000004000", "9F0206000000004001")]
    [TestCase("9F370452BF4585", "9F360452BF4585")]
    [TestCase("9F26087A788EA6B8A3E733", "")]
    [TestCase(Chip, "")]
    [TestCase(Chip, "9F")]
    [TestCase(Chip, "9F26")]
    [TestCase(Chip, "9F2681")]
    public void A_cryptogram_that_is_not_right_is_declined_with_82_and_not_answered(string old, string damaged)
    {
        var request = Sale(1000, Chip.Replace(old, damaged, StringComparison.Ordinal));

        var reply = Answer(Chips(), request);

        // No chip data at all is no chip: there is nothing to check then.
        Assert.That((reply.Text(39), reply.Has(55)), Is.EqualTo((request.Has(55) ? "82" : "00", false)));
    }

    [Test]
    public void Every_flipped_bit_of_key_data_or_cryptogram_is_noticed()
    {
        ChipTags.TryRead(Convert.FromHexString(Chip), out var tags);
        var issuer = new CardIssuer(Chips());
        Assert.That(issuer.IsCardRight(Sale(1000, Text(tags!))), Is.True);
        foreach (var (tag, value) in tags!.Where(tag => tag.Key != "9F27"))
        {
            var damaged = FlippedBits.Of(value).Select(other => Text(new Dictionary<string, byte[]>(tags!) { [tag] = other }));
            Assert.That(damaged.Where(chip => issuer.IsCardRight(Sale(1000, chip))), Is.Empty, tag);
        }

        Assert.That(FlippedBits.OfKey(_key).Where(key => new CardIssuer(new IssuerKeys { MasterKey = key }).IsCardRight(Sale(1000, Chip))), Is.Empty);
    }

    [Test]
    public void Another_card_or_sequence_number_makes_another_cryptogram()
    {
        Assert.That(Answer(Chips(), Sale(1000, Chip).Set(2, "1234567890123457")).Text(39), Is.EqualTo("82"));
        Assert.That(Answer(Chips(), Sale(1000, Chip).Set(23, "001")).Text(39), Is.EqualTo("82"));
        Assert.That(Answer(Chips(), Sale(1000, Chip + "5F340101")).Text(39), Is.EqualTo("82"));
        Assert.That(Answer(Chips(), Sale(1000, Chip + "5F340101").Set(23, "000")).Text(39), Is.EqualTo("00"));
    }

    [Test]
    public void Cards_of_every_version_are_known_again([ValueSource(typeof(CryptogramVersion), nameof(CryptogramVersion.All))] CryptogramVersion version)
    {
        var keys = new IssuerKeys { MasterKey = _key, Version = version };
        var issuerData = version == CryptogramVersion.MChip ? "9F100901100123456789ABCD" : "9F100706010A03A0B800";
        var chip = Chip.Replace("9F100706011203A0B800", issuerData, StringComparison.Ordinal);
        ChipTags.TryRead(Convert.FromHexString(chip), out var tags);
        version.TryCover(tags!, out var data);
        var cardKey = IccMasterKey.Derive(_key, Pan, "00", IccMasterKeyOption.A);
        var cryptogram = ApplicationCryptogram.Generate(
            SessionKey.OfRequest(version.Keys, cardKey, tags!["9F36"], tags["9F37"]), data, version.Padding);

        var reply = Answer(keys, Sale(1000, chip.Replace("7A788EA6B8A3E733", Convert.ToHexString(cryptogram), StringComparison.Ordinal)));

        Assert.That(reply.Text(39), Is.EqualTo("00"));
        byte[] expected = version.HasShortAnswer ? [.. reply.Bytes(55)] : [0x91, 10, .. ResponseCryptogram.Method1(cardKey, cryptogram, "00"u8), .. "00"u8];
        Assert.That(reply.Bytes(55).ToArray(), Is.EqualTo(expected));
    }

    [TestCase("8701", "101", "561", false, "00")]
    [TestCase("8701", "101", "560", false, "82")]
    [TestCase("8702", "101", "561", false, "82")]
    [TestCase("8701", "101", "561", true, "82")]
    [TestCase("8701", "101", "", false, "82")]
    public void The_cvv_of_a_track_must_be_right_and_a_stripe_is_no_chip(string expiry, string service, string cvv, bool isChip, string code)
    {
        var request = Requests.Sale(1, 1000).Remove(2).Set(35, $"4123456789012345={expiry}{service}11234{cvv}");
        Assert.That(Answer(new IssuerKeys { CardVerificationKey = _key }, isChip ? request.Set(55, [0x9F, 0x27, 1, 0x80]) : request).Text(39), Is.EqualTo(code));
    }

    [Test]
    public void The_track_of_a_chip_has_its_own_cvv()
    {
        var own = CardVerificationValue.Compute(_key, "4123456789012345", "8701", CardVerificationValue.IcvvServiceCode);
        var request = Requests.Sale(1, 1000).Set(2, "4123456789012345").Set(35, $"4123456789012345D8701101{own}").Set(55, [0x9F, 0x27, 1, 0x80]);
        Assert.That(Answer(new IssuerKeys { CardVerificationKey = _key, CvvPosition = 0 }, request).Text(39), Is.EqualTo("00"));
    }

    [TestCase("4524", "8523", "00")]
    [TestCase("4525", "8523", "55")]
    [TestCase("4524", "8524", "55")]
    public void A_pin_is_held_against_the_pvv_of_its_card(string pin, string pvv, string code)
    {
        const string Card = "1122334455667788";
        var keys = new IssuerKeys { PinVerificationKey = _key, PinVerificationValues = new Dictionary<string, string> { [Card] = pvv } };
        var request = Requests.Sale(1, 1000).Set(2, Card).Set(52, TerminalKeys.FromClear(_zoneKey, _zoneKey, []).PinBlock(pin, Card));

        Assert.That(Answer(keys, request).Text(39), Is.EqualTo(code));
    }

    [Test]
    public void A_test_card_has_its_own_pin_and_a_damaged_block_is_wrong()
    {
        var keys = new IssuerKeys { PinVerificationKey = _key };
        var card = TestCard.Numbered(1);
        var block = TerminalKeys.FromClear(_zoneKey, _zoneKey, []).PinBlock(card.Pin, card.Pan.Reveal());

        Assert.That(Answer(keys, Requests.Sale(1, 1000).Set(52, block)).Text(39), Is.EqualTo("00"));
        Assert.That(FlippedBits.Of(block).Where(wrong => Answer(keys, Requests.Sale(1, 1000).Set(52, wrong)).Text(39) != "55"), Is.Empty);
        Assert.That(Answer(keys, Requests.Sale(1, 1000).Set(2, TestCard.Numbered(2).Pan.Reveal()).Set(52, block)).Text(39), Is.EqualTo("55"));
    }

    [Test]
    public void Without_keys_everything_is_right_and_nothing_is_vouched_for()
    {
        var reply = Answer(new IssuerKeys(), Sale(1000, "9F27").Set(35, "4123456789012345=87011010000000000"));
        Assert.That((reply.Text(39), reply.Has(55)), Is.EqualTo(("00", false)));
    }

    private static string Text(Dictionary<string, byte[]> tags)
        => string.Concat(tags.Select(tag => $"{tag.Key}{tag.Value.Length:X2}{Convert.ToHexString(tag.Value)}"));

    private static IssuerKeys Chips() => new() { MasterKey = _key };

    private static IsoMessage Sale(long amount, string chip)
    {
        var sale = Requests.Sale(1, amount).Set(2, Pan);
        return chip.Length > 0 ? sale.Set(55, Convert.FromHexString(chip)) : sale;
    }

    private static IsoMessage Answer(IssuerKeys keys, IsoMessage request)
    {
        IPinCheck? pins = keys.PinVerificationKey is null ? null : new IssuerPinCheck(_zoneKey, keys);
        return new AcquirerDesk(_rules, pins, TimeProvider.System, new CardIssuer(keys)).Answer(request).Reply!;
    }

    private static AmountRule Rule(string text) => AmountRule.TryParse(text, out var rule) ? rule : throw new ArgumentException(text, nameof(text));
}
