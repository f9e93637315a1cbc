using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Simulator.Issuing;
using Gateway.Tests.Security;

namespace Gateway.Tests.Simulator.Issuing;

[TestFixture]
internal sealed class PinVerificationTests
{
    private const string Topic = "pin-verification";
    private const string Pan = "1122334455667788";

    private static readonly byte[] _pvk = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
    private static readonly PinValidationData _data = new("1234567890123456", 0, 16, 'F');

    private static readonly Dictionary<string, Action<JsonElement>> _checks = new()
    {
        ["visa_pvv"] = CheckPvv,
        ["ibm3624_offset"] = CheckOffset,
        ["ibm3624_pin"] = CheckPin,
    };

    private static IEnumerable<TestCaseData> Known => CryptoCases.Of(Topic, [.. _checks.Keys]);

    [TestCaseSource(nameof(Known))]
    public void Every_known_value_comes_out(JsonElement known) => _checks[known.Text("op")](known);

    [Test]
    public void Every_operation_of_the_topic_is_run() => Assert.That(_checks.Keys, Is.EquivalentTo(CryptoCases.Operations(Topic)));

    [Test]
    public void A_natural_pin_has_an_offset_of_zeros()
    {
        var natural = Ibm3624Pin.Natural(_pvk, _data, Pan, 16);

        Assert.That(natural, Does.StartWith("4524"));
        Assert.That(Ibm3624Pin.Offset(_pvk, _data, Pan, natural), Is.EqualTo("0000000000000000"));
    }

    [Test]
    public void Any_other_pin_or_offset_is_wrong()
    {
        Assert.That(Ibm3624Pin.Verify(_pvk, _data, Pan, "1234", "7710"), Is.True);
        Assert.That(FlippedBits.OfDigits("1234").Where(pin => Ibm3624Pin.Verify(_pvk, _data, Pan, pin, "7710")), Is.Empty);
        Assert.That(FlippedBits.OfDigits("7710").Append("771").Append("77100").Where(offset => Ibm3624Pin.Verify(_pvk, _data, Pan, "1234", offset)), Is.Empty);
    }

    // Four digits can be right by chance, one time in ten thousand; never much more often.
    [Test]
    public void A_changed_key_card_index_pin_or_value_is_noticed()
    {
        Assert.That(PinVerificationValue.Verify(_pvk, '1', "4524", Pan, "8523"), Is.True);
        Assert.That(PinVerificationValue.Verify(_pvk, '1', "45249999", Pan, "8523"), Is.True, "the first four digits count");
        Assert.That(FlippedBits.OfDigits("8523").Append("").Append("85230").Where(value => PinVerificationValue.Verify(_pvk, '1', "4524", Pan, value)), Is.Empty);
        var accepted = FlippedBits.OfKey(_pvk).Count(key => PinVerificationValue.Verify(key, '1', "4524", Pan, "8523"))
            + FlippedBits.OfDigits("4524").Count(pin => PinVerificationValue.Verify(_pvk, '1', pin, Pan, "8523"))
            + FlippedBits.OfDigits("1").Count(index => PinVerificationValue.Verify(_pvk, index[0], "4524", Pan, "8523"))
            + FlippedBits.OfDigits(Pan[4..15]).Count(digits => PinVerificationValue.Verify(_pvk, '1', "4524", Pan[..4] + digits + Pan[15..], "8523"));
        Assert.That(accepted, Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void A_changed_pin_key_changes_natural_pins()
        => Assert.That(FlippedBits.OfKey(_pvk).Where(key => Ibm3624Pin.Natural(key, _data, Pan, 12) == Ibm3624Pin.Natural(_pvk, _data, Pan, 12)), Is.Empty);

    [TestCase("123456789012345", 0, 16, 'F')]
    [TestCase("12345678901234567", 0, 16, 'F')]
    [TestCase("123456789012345A", 0, 16, 'F')]
    [TestCase("1234567890123456", 0, 16, 'X')]
    [TestCase("1234567890123456", 1, 16, 'F')]
    [TestCase("1234567890123456", 0, 17, 'F')]
    [TestCase("1234567890123456", 0, 0, 'F')]
    [TestCase("1234567890123456", -1, 16, 'F')]
    [TestCase("1234567890123456", int.MaxValue, 2, 'F')]
    public void Impossible_rules_are_refused(string table, int start, int length, char pad)
        => Assert.That(() => Ibm3624Pin.Of(_pvk, new PinValidationData(table, start, length, pad), Pan, "0000"), Throws.ArgumentException);

    [TestCase("000")]
    [TestCase("00000000000000000")]
    [TestCase("000A")]
    public void Pins_and_offsets_of_another_shape_are_refused_and_not_repeated(string digits)
    {
        Assert.That(() => Ibm3624Pin.Of(_pvk, _data, Pan, digits), Throws.ArgumentException.With.Message.Not.Contain(digits));
        Assert.That(() => Ibm3624Pin.Offset(_pvk, _data, Pan, digits), Throws.ArgumentException.With.Message.Not.Contain(digits));
        Assert.That(() => PinVerificationValue.Compute(_pvk, '1', digits, Pan), Throws.ArgumentException.With.Message.Not.Contain(digits));
    }

    [TestCase("11223344556")]
    [TestCase("11223344556677889900")]
    [TestCase("112233445566778A")]
    public void Account_numbers_of_another_shape_are_refused_and_not_repeated(string pan)
    {
        Assert.That(() => Ibm3624Pin.Of(_pvk, _data, pan, "0000"), Throws.ArgumentException.With.Message.Not.Contain(pan));
        Assert.That(() => PinVerificationValue.Compute(_pvk, '1', "0000", pan), Throws.ArgumentException.With.Message.Not.Contain(pan));
    }

    [Test]
    public void Keys_and_indexes_of_another_shape_are_refused()
    {
        Assert.That(() => PinVerificationValue.Compute(_pvk.AsSpan(0, 8), '1', "0000", Pan), Throws.TypeOf<KeyException>());
        Assert.That(() => PinVerificationValue.Compute(_pvk, 'A', "0000", Pan), Throws.ArgumentException);
        Assert.That(() => Ibm3624Pin.Of(_pvk.AsSpan(0, 4), _data, Pan, "0000"), Throws.TypeOf<KeyException>());
    }

    private static void CheckPvv(JsonElement known)
    {
        var given = known.In();
        var value = PinVerificationValue.Compute(given.Hex("pvk"), given.Text("pvki")[0], given.Text("pin"), given.Text("pan"));
        Assert.That(value, Is.EqualTo(known.Out().Text("pvv")));
    }

    private static void CheckOffset(JsonElement known)
    {
        var given = known.In();
        var offset = Ibm3624Pin.Offset(given.Hex("pvk"), Data(given), given.Text("pan"), given.Text("pin"));
        Assert.That(offset, Is.EqualTo(known.Out().Text("offset")));
        Assert.That(Ibm3624Pin.Of(given.Hex("pvk"), Data(given), given.Text("pan"), offset), Is.EqualTo(given.Text("pin")));
    }

    private static void CheckPin(JsonElement known)
    {
        var given = known.In();
        var pin = Ibm3624Pin.Of(given.Hex("pvk"), Data(given), given.Text("pan"), given.Text("offset"));
        Assert.That(pin, Is.EqualTo(known.Out().Text("pin")));
        Assert.That(Ibm3624Pin.Offset(given.Hex("pvk"), Data(given), given.Text("pan"), pin), Is.EqualTo(given.Text("offset")));
    }

    private static PinValidationData Data(JsonElement given) => new(
        given.Text("decimalization"),
        given.GetProperty("verify_offset").GetInt32(),
        given.GetProperty("verify_length").GetInt32(),
        given.Text("pad")[0]);
}
