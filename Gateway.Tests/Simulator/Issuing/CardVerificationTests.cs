using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Simulator.Issuing;
using Gateway.Tests.Security;

namespace Gateway.Tests.Simulator.Issuing;

[TestFixture]
internal sealed class CardVerificationTests
{
    private const string Topic = "card-verification";
    private const string Pan = "4123456789012345";

    private static readonly byte[] _cvk = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");

    private static readonly Dictionary<string, Action<JsonElement>> _checks = new()
    {
        ["cvv"] = CheckCvv,
        ["dcvv_visa"] = CheckDynamic,
        ["cavv_visa"] = CheckCavv,
        ["cvc3_mc"] = CheckCvc3,
    };

    private static IEnumerable<TestCaseData> Known => CryptoCases.Of(Topic, [.. _checks.Keys]);

    [TestCaseSource(nameof(Known))]
    public void Every_known_value_comes_out(JsonElement known) => _checks[known.Text("op")](known);

    [Test]
    public void Every_operation_of_the_topic_is_run() => Assert.That(_checks.Keys, Is.EquivalentTo(CryptoCases.Operations(Topic)));

    [Test]
    public void A_value_of_other_digits_or_another_length_is_wrong()
    {
        Assert.That(CardVerificationValue.Verify(_cvk, Pan, "8701", "101", "561"), Is.True);
        var others = FlippedBits.OfDigits("561").Concat(["", "56", "5610", "５６１"]);
        Assert.That(others.Where(value => CardVerificationValue.Verify(_cvk, Pan, "8701", "101", value)), Is.Empty);
    }

    // Three digits can be right by chance, one time in a thousand; never much more often.
    [Test]
    public void A_changed_key_card_date_or_service_code_is_noticed()
    {
        var accepted = FlippedBits.OfKey(_cvk).Count(key => CardVerificationValue.Verify(key, Pan, "8701", "101", "561"))
            + FlippedBits.OfDigits(Pan).Count(pan => CardVerificationValue.Verify(_cvk, pan, "8701", "101", "561"))
            + FlippedBits.OfDigits("8701").Count(expiry => CardVerificationValue.Verify(_cvk, Pan, expiry, "101", "561"))
            + FlippedBits.OfDigits("101").Count(service => CardVerificationValue.Verify(_cvk, Pan, "8701", service, "561"));

        Assert.That(accepted, Is.LessThanOrEqualTo(3));
    }

    [TestCase("41234567890", "8701", "101")]
    [TestCase("41234567890123456789", "8701", "101")]
    [TestCase("412345678901234A", "8701", "101")]
    [TestCase(Pan, "870", "101")]
    [TestCase(Pan, "8701", "1O1")]
    public void What_has_another_shape_is_refused_and_not_repeated(string pan, string expiry, string service)
        => Assert.That(
            () => CardVerificationValue.Compute(_cvk, pan, expiry, service),
            Throws.ArgumentException.With.Message.Not.Contain("41234567890").And.Message.Not.Contain("1O1"));

    [TestCase(0)]
    [TestCase(8)]
    [TestCase(15)]
    [TestCase(24)]
    public void Keys_of_other_lengths_are_refused(int bytes)
    {
        Assert.That(() => CardVerificationValue.Compute(new byte[bytes], Pan, "8701", "101"), Throws.TypeOf<KeyException>());
        Assert.That(() => Cvc3.Compute(new byte[bytes], new byte[2], new byte[4], new byte[2]), Throws.TypeOf<KeyException>());
    }

    private static void CheckCvv(JsonElement known)
    {
        var given = known.In();
        var value = CardVerificationValue.Compute(given.Hex("cvk"), given.Text("pan"), given.Text("expiry"), given.Text("service_code"));
        Assert.That(value, Is.EqualTo(known.Out().Text("cvv")));
    }

    private static void CheckDynamic(JsonElement known)
    {
        var given = known.In();
        var value = DynamicCardVerificationValue.Compute(
            given.Hex("imk"), given.Text("pan"), Sequence(given), Option(given), given.Text("expiry"), given.Text("service_code"), given.Hex("atc"));
        Assert.That(value, Is.EqualTo(known.Out().Text("dcvv")));
    }

    private static void CheckCavv(JsonElement known)
    {
        var given = known.In();
        var value = CardholderAuthenticationValue.Compute(
            given.Hex("cvk"), given.Text("pan"), given.Text("unpredictable_number"), given.Text("auth_result_code"), given.Text("second_factor_code"));
        Assert.That(value, Is.EqualTo(known.Out().Text("cavv")));
    }

    private static void CheckCvc3(JsonElement known)
    {
        var given = known.In();
        var cardKey = IccMasterKey.Derive(given.Hex("imk"), given.Text("pan"), Sequence(given), Option(given));
        var data = given.Hex("data_or_ivcvc3");
        var vector = data.Length == 2 ? data : Cvc3.InitialVector(cardKey, data);
        var expected = known.Out().Text("cvc3");
        Assert.That(Cvc3.Compute(cardKey, vector, given.Hex("un"), given.Hex("atc"))[^expected.Length..], Is.EqualTo(expected));
    }

    private static string Sequence(JsonElement given) => given.TryGetProperty("psn", out var sequence) ? sequence.GetString()! : "00";

    private static IccMasterKeyOption Option(JsonElement given) => Enum.Parse<IccMasterKeyOption>(given.Text("mkd_option"));
}
