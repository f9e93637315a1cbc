using Gateway.Security.Keys;
using Gateway.Security.Pins;
using Gateway.Simulator.Issuing;

namespace Gateway.Tests.Security.Pins;

[TestFixture]
public sealed class PinBlockTests
{
    // Its account field is all zeros, so that the block is the field.
    private const string ZeroPan = "0000000000000";

    [TestCase("123", SecurityBench.Pan, PinBlockFault.PinLength)]
    [TestCase("1234567890123", SecurityBench.Pan, PinBlockFault.PinLength)]
    [TestCase("", SecurityBench.Pan, PinBlockFault.PinLength)]
    [TestCase("12 4", SecurityBench.Pan, PinBlockFault.PinDigit)]
    [TestCase("12A4", SecurityBench.Pan, PinBlockFault.PinDigit)]
    [TestCase("１２３４", SecurityBench.Pan, PinBlockFault.PinDigit)]
    [TestCase("1234", "621234567890", PinBlockFault.Pan)]
    [TestCase("1234", "62123456789012345678", PinBlockFault.Pan)]
    [TestCase("1234", "62123456789D1234", PinBlockFault.Pan)]
    [TestCase("1234", "", PinBlockFault.Pan)]
    public void Other_shapes_are_refused_without_repeating_them(string pin, string pan, PinBlockFault expected)
    {
        Assert.That(PinBlock.CheckEntry(PinBlockFormat.Iso0, pin, pan), Is.EqualTo(expected));
        var refusal = Assert.Throws<ArgumentException>(() => PinBlock.Encode(PinBlockFormat.Iso0, pin, pan));
        Assert.That(refusal.Message, Does.Not.Contain("1234"));
        Assert.Throws<ArgumentException>(() => EncryptedPinBlock.Encrypt(PinBlockFormat.Iso0, PinBench.Key(PinBlockFormat.Iso0), pin, pan));
    }

    [TestCase(PinBlockFormat.Iso0, 13)]
    [TestCase(PinBlockFormat.Iso1, 0)]
    [TestCase(PinBlockFormat.Iso2, 0)]
    [TestCase(PinBlockFormat.Iso3, 13)]
    [TestCase(PinBlockFormat.Iso4, 1)]
    [TestCase(PinBlockFormat.UnionPaySm4, 13)]
    public void A_format_needs_no_more_of_an_account_number_than_it_uses(PinBlockFormat format, int shortest)
    {
        for (var length = 0; length <= 20; length++)
        {
            var fits = shortest == 0 || (length >= shortest && length <= 19);
            var fault = PinBlock.CheckEntry(format, "1234", "62123456789012345678".AsSpan(0, length));
            Assert.That(fault, Is.EqualTo(fits ? null : (PinBlockFault?)PinBlockFault.Pan), $"{length} digits");
        }
    }

    [TestCase(PinBlockFormat.Iso0, "041234FFFFFFFFFF", null)]
    [TestCase(PinBlockFormat.Iso0, "041234FFFFFFFF", PinBlockFault.Length)]
    [TestCase(PinBlockFormat.Iso0, "041234FFFFFFFFFFFF", PinBlockFault.Length)]
    [TestCase(PinBlockFormat.Iso0, "", PinBlockFault.Length)]
    [TestCase(PinBlockFormat.Iso0, "141234FFFFFFFFFF", PinBlockFault.ControlField)]
    [TestCase(PinBlockFormat.Iso0, "F41234FFFFFFFFFF", PinBlockFault.ControlField)]
    [TestCase(PinBlockFormat.Iso0, "13123FFFFFFFFFFE", PinBlockFault.ControlField)]
    [TestCase(PinBlockFormat.Iso0, "03123FFFFFFFFFFF", PinBlockFault.PinLength)]
    [TestCase(PinBlockFormat.Iso0, "0D1234567890123F", PinBlockFault.PinLength)]
    [TestCase(PinBlockFormat.Iso0, "0F12345678901234", PinBlockFault.PinLength)]
    [TestCase(PinBlockFormat.Iso0, "00FFFFFFFFFFFFFF", PinBlockFault.PinLength)]
    [TestCase(PinBlockFormat.Iso0, "0412A4FFFFFFFFFF", PinBlockFault.PinDigit)]
    [TestCase(PinBlockFormat.Iso0, "04123FFFFFFFFFFF", PinBlockFault.PinDigit)]
    [TestCase(PinBlockFormat.Iso0, "0412345FFFFFFFFF", PinBlockFault.Filler)]
    [TestCase(PinBlockFormat.Iso0, "041234FFFFFFFFFE", PinBlockFault.Filler)]
    [TestCase(PinBlockFormat.Iso1, "1412340123456789", null)]
    [TestCase(PinBlockFormat.Iso1, "141234ABCDEFABCD", null)]
    [TestCase(PinBlockFormat.Iso1, "041234FFFFFFFFFF", PinBlockFault.ControlField)]
    [TestCase(PinBlockFormat.Iso1, "1D12345678901234", PinBlockFault.PinLength)]
    [TestCase(PinBlockFormat.Iso1, "14123A0123456789", PinBlockFault.PinDigit)]
    [TestCase(PinBlockFormat.Iso2, "2C123456789012FF", null)]
    [TestCase(PinBlockFormat.Iso2, "2C123456789012FA", PinBlockFault.Filler)]
    [TestCase(PinBlockFormat.Iso3, "341234ABCDEFABCD", null)]
    [TestCase(PinBlockFormat.Iso3, "341234ABCDEF9BCD", PinBlockFault.Filler)]
    [TestCase(PinBlockFormat.Iso4, "441234AAAAAAAAAA0123456789ABCDEF", null)]
    [TestCase(PinBlockFormat.Iso4, "441234AAAAAAAAAB0123456789ABCDEF", PinBlockFault.Filler)]
    [TestCase(PinBlockFormat.Iso4, "441234AAAAAAAAAA", PinBlockFault.Length)]
    [TestCase(PinBlockFormat.Iso4, "041234AAAAAAAAAA0123456789ABCDEF", PinBlockFault.ControlField)]
    [TestCase(PinBlockFormat.UnionPaySm4, "041234FFFFFFFFFFFFFFFFFFFFFFFFFF", null)]
    [TestCase(PinBlockFormat.UnionPaySm4, "041234FFFFFFFFFFFFFFFFFFFFFFFFF0", PinBlockFault.Filler)]
    [TestCase(PinBlockFormat.UnionPaySm4, "041234FFFFFFFFFF", PinBlockFault.Length)]
    public void Every_part_of_a_block_is_checked(PinBlockFormat format, string block, PinBlockFault? expected)
        => Assert.That(PinBlock.Check(format, Convert.FromHexString(block), ZeroPan), Is.EqualTo(expected));

    [Test]
    public void What_is_encoded_passes_the_check_and_is_read_again([Values] PinBlockFormat format, [Range(4, 12)] int length)
    {
        var pin = PinBench.Pin[..length];
        var block = PinBlock.Encode(format, pin, SecurityBench.Pan);
        Assert.That(block, Has.Length.EqualTo(PinBlock.BytesOf(format)));
        Assert.That(PinBlock.Check(format, block, SecurityBench.Pan), Is.Null);
        Assert.That(ClearPin.Read(format, block, SecurityBench.Pan, out var read), Is.Null);
        Assert.That(read, Is.EqualTo(pin));
    }

    [TestCase(PinBlockFormat.Iso1, "0123456789ABCDEF")]
    [TestCase(PinBlockFormat.Iso3, "ABCDEF")]
    public void Random_filler_takes_every_allowed_value_and_no_other(PinBlockFormat format, string allowed)
    {
        var seen = Enumerable.Range(0, 200).SelectMany(_ => Convert.ToHexString(PinBlock.Encode(format, "1234", ZeroPan))[6..]);
        Assert.That(seen.Distinct(), Is.EquivalentTo(allowed));
    }

    [Test]
    public void No_two_PIN_fields_of_format_4_are_the_same()
    {
        var fields = Enumerable.Range(0, 200).Select(_ => Convert.ToHexString(PinBlock.Encode(PinBlockFormat.Iso4, "1234", ZeroPan)));
        Assert.That(fields, Is.Unique);
    }

    [Test]
    public void The_numbers_of_the_formats_stay()
        => Assert.That(
            Enum.GetValues<PinBlockFormat>().Select(format => ((int)format, format.ToString())),
            Is.EqualTo(new[] { (0, "Iso0"), (1, "Iso1"), (2, "Iso2"), (3, "Iso3"), (4, "Iso4"), (16, "UnionPaySm4") }));

    [Test]
    public void A_format_that_does_not_exist_is_an_error_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PinBlock.Encode((PinBlockFormat)5, "1234", ZeroPan));
        Assert.Throws<ArgumentOutOfRangeException>(() => PinBlock.Check((PinBlockFormat)5, new byte[8], ZeroPan));
    }

    [TestCase(7)]
    [TestCase(9)]
    public void The_random_part_of_a_PIN_field_has_eight_bytes(int bytes)
        => Assert.Throws<ArgumentException>(() => Iso4Fields.PinField("1234", new byte[bytes]));

    [TestCase(PinBlockFormat.Iso0, 8)]
    [TestCase(PinBlockFormat.Iso3, 32)]
    [TestCase(PinBlockFormat.Iso4, 8)]
    [TestCase(PinBlockFormat.UnionPaySm4, 24)]
    public void A_key_of_another_length_than_the_cipher_has_is_refused(PinBlockFormat format, int bytes)
    {
        Assert.Throws<KeyException>(() => EncryptedPinBlock.Encrypt(format, new byte[bytes], "1234", SecurityBench.Pan));
        var block = new byte[PinBlock.BytesOf(format)];
        Assert.Throws<KeyException>(() => ClearPin.Decrypt(format, new byte[bytes], block, SecurityBench.Pan, out _));
    }

    [Test]
    public void The_SM4_form_is_format_0_stretched_to_sixteen_bytes()
    {
        var block = Convert.ToHexString(PinBlock.Encode(PinBlockFormat.UnionPaySm4, "123456", "6212345678901234567"));

        // 0L PIN F..., combined with 20 zeros and the digits 567890123456.
        Assert.That(block, Is.EqualTo("06123456FFFFFFFFFFFFA9876FEDCBA9"));
    }
}
