using Gateway.Security.Dukpt;
using Gateway.Security.Keys;

namespace Gateway.Tests.Security.Dukpt;

[TestFixture]
internal sealed class KeySerialNumberTests
{
    [TestCase("FFFF9876543210E00001", KeyAlgorithm.Tdes, "FFFF9876543210E0", 0x1u)]
    [TestCase("FFFF9876543210FFF800", KeyAlgorithm.Tdes, "FFFF9876543210E0", 0x1FF800u)]
    [TestCase("000000000000001fffff", KeyAlgorithm.Tdes, "0000000000000000", 0x1FFFFFu)]
    [TestCase("123456789012345600000001", KeyAlgorithm.Aes, "1234567890123456", 0x1u)]
    [TestCase("0000000000000000ffff0000", KeyAlgorithm.Aes, "0000000000000000", 0xFFFF0000u)]
    public void A_serial_number_is_taken_apart_and_put_together_again(string hex, KeyAlgorithm algorithm, string id, uint counter)
    {
        var ksn = KeySerialNumber.Parse(hex);
        var written = new byte[ksn.Bytes];
        Assert.Multiple(() =>
        {
            Assert.That((ksn.Algorithm, ksn.InitialKeyId, ksn.Counter), Is.EqualTo((algorithm, id, counter)));
            Assert.That(ksn.ToString(), Is.EqualTo(hex.ToUpperInvariant()));
            Assert.That(ksn.Write(written), Is.EqualTo(hex.Length / 2));
            Assert.That(KeySerialNumber.TryRead(written, out var read) && read == ksn);
            Assert.That(ksn.Initial.Counter, Is.Zero);
            Assert.That(ksn.Initial.InitialKeyId, Is.EqualTo(id));
        });
    }

    [TestCase("")]
    [TestCase("FFFF9876543210E0000")]
    [TestCase("FFFF9876543210E000010")]
    [TestCase("FFFF9876543210E0000100")]
    [TestCase("1234567890123456000000010")]
    [TestCase("FFFF9876543210E0000G")]
    [TestCase("FFFF 876543210E00001")]
    public void Anything_else_is_no_serial_number(string hex) => Assert.Multiple(() =>
    {
        Assert.That(KeySerialNumber.TryParse(hex, out var ksn), Is.False);
        Assert.That(ksn, Is.EqualTo(default(KeySerialNumber)));
        Assert.That(() => KeySerialNumber.Parse(hex), Throws.TypeOf<FormatException>());
    });

    [Test]
    public void Only_ten_and_twelve_bytes_are_a_serial_number([Range(0, 20)] int bytes)
        => Assert.That(KeySerialNumber.TryRead(new byte[bytes], out _), Is.EqualTo(bytes is 10 or 12));

    [Test]
    public void A_serial_number_does_not_fit_into_fewer_bytes() => Assert.Multiple(() =>
    {
        Assert.That(() => KeySerialNumber.Parse("FFFF9876543210E00001").Write(new byte[9]), Throws.ArgumentException);
        Assert.That(() => KeySerialNumber.Parse("123456789012345600000001").Write(new byte[11]), Throws.ArgumentException);
    });

    [Test]
    public void Nothing_can_be_done_with_no_serial_number()
    {
        var none = default(KeySerialNumber);
        Assert.Multiple(() =>
        {
            Assert.That((none.Bytes, none.IsValid, none.IsExhausted, none.Next()), Is.EqualTo((0, false, true, (KeySerialNumber?)null)));
            Assert.That(none.ToString(), Is.Empty);
        });
    }

    [TestCase("FFFF9876543210E00000", false)]
    [TestCase("FFFF9876543210E003FF", true)]
    [TestCase("FFFF9876543210E007FF", false)]
    [TestCase("FFFF9876543210FFF800", true)]
    [TestCase("FFFF9876543210FFF801", false)]
    [TestCase("FFFF9876543210FFFFFF", false)]
    [TestCase("123456789012345600000000", false)]
    [TestCase("12345678901234560000FFFF", true)]
    [TestCase("12345678901234560001FFFF", false)]
    [TestCase("1234567890123456FFFF0000", true)]
    [TestCase("1234567890123456FFFF0001", false)]
    [TestCase("1234567890123456FFFFFFFF", false)]
    public void A_transaction_has_a_counter_with_one_to_ten_or_sixteen_one_bits(string hex, bool valid)
        => Assert.That(KeySerialNumber.Parse(hex).IsValid, Is.EqualTo(valid));

    [TestCase("FFFF9876543210FFF800")]
    [TestCase("FFFF9876543210FFF801")]
    [TestCase("FFFF9876543210FFFFFF")]
    [TestCase("1234567890123456FFFF0000")]
    [TestCase("1234567890123456FFFFFFFF")]
    public void After_the_last_counter_there_is_none(string hex)
    {
        var ksn = KeySerialNumber.Parse(hex);
        Assert.That((ksn.IsExhausted, ksn.Next()), Is.EqualTo((true, (KeySerialNumber?)null)));
    }

    [Test]
    public void A_device_makes_every_valid_counter_once_and_in_order()
    {
        var (count, valid, last) = (0, 0, KeySerialNumber.Parse("FFFF9876543210E00000"));
        for (var ksn = last.Next(); ksn is { } now; ksn = now.Next())
        {
            count++;
            valid += now.IsValid && now.IsAfter(last) ? 1 : 0;
            last = now;
        }

        // All choices of 1 to 10 out of 21 bits: half of 2^21, without none.
        Assert.That((count, valid, last.Counter), Is.EqualTo(((1 << 20) - 1, (1 << 20) - 1, 0x1FF800u)));
    }

    [TestCase("1234567890123456FFFE0000", "1234567890123456FFFE0001")]
    [TestCase("1234567890123456FFFE8000", "1234567890123456FFFF0000")]
    [TestCase("12345678901234567FFF8000", "123456789012345680000000")]
    [TestCase("12345678901234560000FFFF", "123456789012345600010000")]
    [TestCase("FFFF9876543210E0FFFF", "FFFF9876543210E10000")]
    public void Counters_with_too_many_bits_are_skipped(string hex, string next)
        => Assert.That(KeySerialNumber.Parse(hex).Next()?.ToString(), Is.EqualTo(next));

    [TestCase("FFFF9876543210E00002", "FFFF9876543210E00001", true)]
    [TestCase("FFFF9876543210E00001", "FFFF9876543210E00001", false)]
    [TestCase("FFFF9876543210E00001", "FFFF9876543210E00002", false)]
    [TestCase("FFFF9876543210F00001", "FFFF9876543210E00001", true)]
    [TestCase("FFFF987654321100001F", "FFFF9876543210E00001", false)]
    [TestCase("123456789012345680000000", "123456789012345600000001", true)]
    [TestCase("123456789012345780000000", "123456789012345600000001", false)]
    [TestCase("FFFF9876543210E00000FFFF", "FFFF9876543210E00001", false)]
    public void Later_means_a_higher_counter_of_the_same_initial_key(string hex, string last, bool after)
        => Assert.That(KeySerialNumber.Parse(hex).IsAfter(KeySerialNumber.Parse(last)), Is.EqualTo(after));
}
