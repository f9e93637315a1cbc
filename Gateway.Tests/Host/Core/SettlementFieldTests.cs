using Gateway.Host.Core.Settlement;

namespace Gateway.Tests.Host.Core;

/// <summary>DE 48 of a settlement, digit by digit.</summary>
[TestFixture]
internal sealed class SettlementFieldTests
{
    private const string Empty = "0000000000000000000000000000000";
    private const string Half = "0000000123450020000000010000010";

    [Test]
    public void A_claim_is_read_half_by_half()
    {
        var claim = SettlementField.Read(Half + Empty)!;
        Assert.That(claim.Domestic, Is.EqualTo(new BatchTotals(12345, 2, 1000, 1)));
        Assert.That(claim.Foreign, Is.EqualTo(default(BatchTotals)));
        Assert.That(SettlementField.Read(Empty + Half)!.Foreign, Is.EqualTo(claim.Domestic));
    }

    [Test]
    public void The_greatest_claim_is_read()
        => Assert.That(SettlementField.Read(new string('9', 62))!.Domestic, Is.EqualTo(new BatchTotals(999_999_999_999, 999, 999_999_999_999, 999)));

    [TestCase(0)]
    [TestCase(30)]
    [TestCase(31)]
    [TestCase(61)]
    [TestCase(63)]
    [TestCase(124)]
    public void Another_length_is_no_claim(int digits) => Assert.That(SettlementField.Read(new string('0', digits)), Is.Null);

    [TestCase(' ')]
    [TestCase('D')]
    [TestCase('-')]
    [TestCase('٣')]
    public void Anything_but_digits_is_no_claim(char letter)
    {
        for (var at = 0; at < SettlementField.Digits; at++)
        {
            Assert.That(SettlementField.Read((Half + Empty).Remove(at, 1).Insert(at, letter.ToString())), Is.Null, $"at {at}");
        }
    }

    private static readonly object[] _answers =
    [
        new object[] { Half + Empty, new BatchTotals(12345, 2, 1000, 1), Half[..30] + "1" + Empty[..30] + "1" },
        new object[] { Empty + Empty, default(BatchTotals), Empty[..30] + "1" + Empty[..30] + "1" },
        new object[] { Empty + Empty, new BatchTotals(12345, 2, 1000, 1), Half[..30] + "2" + Empty[..30] + "1" },
        new object[] { Half + Empty, default(BatchTotals), Empty[..30] + "2" + Empty[..30] + "1" },
        // The foreign half is echoed: what the gateway counts for both is compared with both.
        new object[] { Empty + Half, new BatchTotals(12345, 2, 1000, 1), Empty[..30] + "1" + Half[..30] + "1" },
        new object[] { Half + Half, new BatchTotals(24690, 4, 2000, 2), Half[..30] + "1" + Half[..30] + "1" },
        new object[] { Empty + Half, new BatchTotals(24690, 4, 2000, 2), Half[..30] + "2" + Half[..30] + "1" },
        // More foreign money than the gateway has at all leaves nothing to show at home.
        new object[] { Empty + Half, default(BatchTotals), Empty[..30] + "2" + Half[..30] + "1" },
    ];

    [TestCaseSource(nameof(_answers))]
    public void An_answer_shows_the_difference_in_the_home_half(string claim, object host, string answer)
        => Assert.That(SettlementField.Write(SettlementField.Read(claim)!, (BatchTotals)host), Is.EqualTo(answer));

    [Test]
    public void Totals_count_debits_and_credits_apart()
    {
        var totals = default(BatchTotals).Add(credit: false, 1000).Add(credit: false, 2000).Add(credit: true, 500);
        Assert.That(totals, Is.EqualTo(new BatchTotals(3000, 2, 500, 1)));
        Assert.That(totals.Net, Is.EqualTo(2500));
    }
}
