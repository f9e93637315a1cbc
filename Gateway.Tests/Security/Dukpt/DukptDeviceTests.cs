using Gateway.Security.Dukpt;

namespace Gateway.Tests.Security.Dukpt;

[TestFixture]
internal sealed class DukptDeviceTests
{
    private static readonly (string Last, string Ksn, DukptVerdict Verdict)[] _rules =
    [
        ("FFFF9876543210E00000", "", DukptVerdict.WrongForm),
        ("FFFF9876543210E00000", "FFFF9876543210E0", DukptVerdict.WrongForm),
        ("FFFF9876543210E00000", "FFFF9876543210E000000001", DukptVerdict.WrongForm),
        ("123456789012345600000000", "FFFF9876543210E00001", DukptVerdict.WrongForm),
        ("FFFF9876543210E00000", "FFFF9876543211000001", DukptVerdict.WrongInitialKey),
        ("FFFF9876543210E00000", "FFFF9876543211000000", DukptVerdict.WrongInitialKey),
        ("FFFF9876543210E00000", "FFFF99765432111FFFFF", DukptVerdict.WrongInitialKey),
        ("123456789012345600000000", "123456799012345600000001", DukptVerdict.WrongInitialKey),
        ("123456789012345600000000", "123456789012345700000001", DukptVerdict.WrongInitialKey),
        ("FFFF9876543210E00000", "FFFF9876543210E00000", DukptVerdict.CounterZero),
        ("FFFF9876543210E00005", "FFFF9876543210E00000", DukptVerdict.CounterZero),
        ("123456789012345600000005", "123456789012345600000000", DukptVerdict.CounterZero),
        ("FFFF9876543210E00000", "FFFF9876543210E007FF", DukptVerdict.TooManyBits),
        ("FFFF9876543210FFF800", "FFFF9876543210E007FF", DukptVerdict.TooManyBits),
        ("FFFF9876543210E00005", "FFFF9876543210FFFFFF", DukptVerdict.TooManyBits),
        ("123456789012345600000005", "12345678901234560001FFFF", DukptVerdict.TooManyBits),
        ("123456789012345600000005", "1234567890123456FFFFFFFF", DukptVerdict.TooManyBits),
        ("FFFF9876543210E00005", "FFFF9876543210E00005", DukptVerdict.Repeated),
        ("FFFF9876543210FFF800", "FFFF9876543210FFF800", DukptVerdict.Repeated),
        ("123456789012345680000000", "123456789012345680000000", DukptVerdict.Repeated),
        ("FFFF9876543210E00005", "FFFF9876543210E00004", DukptVerdict.Replayed),
        ("FFFF9876543210FFF800", "FFFF9876543210E00001", DukptVerdict.Replayed),
        ("123456789012345680000000", "12345678901234567FFF8000", DukptVerdict.Replayed),
        ("FFFF9876543210E00005", "FFFF9876543210FFF800", DukptVerdict.Exhausted),
        ("FFFF9876543210E00000", "FFFF9876543210FFF800", DukptVerdict.Exhausted),
        ("123456789012345600000000", "1234567890123456FFFF0000", DukptVerdict.Exhausted),
        ("FFFF9876543210E00000", "FFFF9876543210E00001", DukptVerdict.Accepted),
        ("FFFF9876543210E00005", "FFFF9876543210E00006", DukptVerdict.Accepted),
        ("FFFF9876543210E00005", "FFFF9876543210FFF400", DukptVerdict.Accepted),
        ("123456789012345600000000", "123456789012345600000001", DukptVerdict.Accepted),
        ("12345678901234567FFF8000", "123456789012345680000000", DukptVerdict.Accepted),
    ];

    [TestCaseSource(nameof(_rules))]
    public void A_request_is_judged_by_the_counter_that_was_accepted_last((string Last, string Ksn, DukptVerdict Verdict) rule)
        => Assert.That(Device(rule.Last).Judge(Convert.FromHexString(rule.Ksn)), Is.EqualTo(rule.Verdict));

    [Test]
    public void The_rules_cover_every_verdict()
        => Assert.That(_rules.Select(rule => rule.Verdict).Distinct(), Is.EquivalentTo(Enum.GetValues<DukptVerdict>()));

    [Test]
    public void A_device_that_was_never_registered_accepts_nothing()
        => Assert.That(default(DukptDevice).Judge(KeySerialNumber.Parse("FFFF9876543210E00001")), Is.EqualTo(DukptVerdict.WrongForm));

    [Test]
    public void Only_what_was_judged_later_moves_the_counter()
    {
        foreach (var (last, ksn, verdict) in _rules.Where(rule => rule.Ksn.Length is 20 or 24))
        {
            var next = KeySerialNumber.Parse(ksn);
            if (verdict is DukptVerdict.Accepted or DukptVerdict.Exhausted)
            {
                Assert.That(Device(last).Accept(next).Last, Is.EqualTo(next));
            }
            else
            {
                Assert.That(() => Device(last).Accept(next), Throws.ArgumentException, verdict.ToString());
            }
        }
    }

    [Test]
    public void A_counter_once_accepted_is_never_accepted_again()
    {
        var device = Device("FFFF9876543210E00000");
        for (var ksn = device.Last.Next(); ksn is { Counter: < 5000 } now; ksn = now.Next())
        {
            device = device.Accept(now);
            Assert.That(device.Judge(now), Is.EqualTo(DukptVerdict.Repeated));
            Assert.That(device.Judge(now.Initial.Next()!.Value), Is.AnyOf(DukptVerdict.Replayed, DukptVerdict.Repeated));
        }
    }

    private static DukptDevice Device(string last) => new(KeySerialNumber.Parse(last));
}
