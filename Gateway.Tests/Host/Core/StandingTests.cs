using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>Several holds at once: they add up, and each is released on its own.</summary>
[TestFixture]
internal sealed class StandingTests
{
    private static readonly HoldLevel[] _levels = Enum.GetValues<HoldLevel>();

    [Test]
    public void Holds_add_up_whatever_their_order([Values] MessageClass message)
    {
        foreach (var set in Triples())
        {
            var strictest = set.Max(level => PermissionMatrix.For(message, level));
            foreach (var order in Orders(set))
            {
                Assert.That(Stand([.. order]).For(message), Is.EqualTo(strictest), string.Join(' ', order));
            }
        }
    }

    [Test]
    public void Releasing_one_hold_never_opens_what_another_denies([Values] MessageClass message)
    {
        foreach (var set in Triples())
        {
            var all = Stand(set);
            foreach (var released in all.Holds)
            {
                var left = new Standing(all.Holds.Remove(released));
                var owed = left.Holds.Max(hold => PermissionMatrix.For(message, hold.Level));
                Assert.That(left.For(message), Is.EqualTo(owed).And.LessThanOrEqualTo(all.For(message)));
            }
        }
    }

    [Test]
    public void No_hold_denies_nothing([Values] MessageClass message) => Assert.Multiple(() =>
    {
        Assert.That(Standing.Clear.For(message), Is.EqualTo(Permission.Allow));
        Assert.That(Standing.Clear.Naming(message), Is.Null);
        Assert.That(Standing.Clear.Level, Is.Null);
    });

    [TestCase("L2 FEE-01 M", "L4 FEE-01 T", MessageClass.Download, 1, TestName = "Equal for the class and equal reasons: the older hold")]
    [TestCase("L2 FEE-01 M", "L5 FEE-01 T", MessageClass.SignOn, 2, TestName = "The hold that is strictest for the class")]
    [TestCase("L2 FEE-01 M", "L2 GOV-01 T", MessageClass.Sale, 2, TestName = "The gravest reason")]
    [TestCase("L2 SEC-01 M", "L4 MAL-01 T", MessageClass.Sale, 1, TestName = "A stronger level of a lesser reason does not name a class both deny")]
    [TestCase("L3 CTR-01 T", "L3 REG-01 M", MessageClass.LinkedRefund, 2, TestName = "Rule breaches before contract")]
    public void A_refusal_names(string first, string second, MessageClass message, int named)
    {
        Hold[] holds = [Parse(1, first), Parse(2, second)];
        Assert.Multiple(() =>
        {
            Assert.That(new Standing([.. holds]).Naming(message)!.Id, Is.EqualTo(named));
            Assert.That(new Standing([.. holds.Reverse()]).Naming(message)!.Id, Is.EqualTo(named), "in the other order");
        });
    }

    [Test]
    public void Reasons_are_told_in_the_order_of_the_specification()
    {
        string[] order = ["GOV-01", "SEC-01", "MAL-01", "CRD-01", "REG-01", "CTR-01", "FEE-01", "DEV-01", "DOR-01"];
        Assert.That(order.Select(HoldReasons.Gravity), Is.Ordered.And.Unique);
    }

    [Test]
    public void Every_code_of_the_catalogue_has_a_rank() => Assert.Multiple(() =>
    {
        Assert.That(HoldReasons.Codes, Is.Unique);
        Assert.That(HoldReasons.Codes.Select(HoldReasons.Gravity), Is.All.LessThan(HoldReasons.Gravity("nonsense")));
        Assert.That(HoldReasons.Knows("FEE-01"), Is.True);
        Assert.That(HoldReasons.Knows("FEE-99"), Is.False);
    });

    [TestCase(SubjectKind.Merchant, DeclineReason.MerchantHeld, "03")]
    [TestCase(SubjectKind.Terminal, DeclineReason.TerminalHeld, "97")]
    public void The_scope_of_the_hold_is_the_code_on_the_screen(SubjectKind kind, DeclineReason reason, string code)
    {
        var standing = new Standing([new Hold(7, new HoldSubject(kind, "1"), HoldLevel.L2, "FEE-01", CoreBench.Start)]);
        Assert.Multiple(() =>
        {
            Assert.That(HoldRefusal.Reason(standing, MessageClass.Sale), Is.EqualTo(reason));
            Assert.That(ResponseCodes.For(reason), Is.EqualTo(code));
            Assert.That(HoldRefusal.Reason(standing, MessageClass.Reversal), Is.Null);
            Assert.That(HoldRefusal.Sentence(standing, MessageClass.Sale), Is.EqualTo($"Hold 7 (L2, FEE-01) on {kind.ToString().ToLowerInvariant()} 1 denies Sale."));
        });
    }

    [Test]
    public void The_level_shown_is_the_strongest() => Assert.That(Stand([HoldLevel.L2, HoldLevel.L5, HoldLevel.L0]).Level, Is.EqualTo(HoldLevel.L5));

    private static IEnumerable<HoldLevel[]> Triples()
        => from first in _levels from second in _levels from third in _levels where first <= second && second <= third select new[] { first, second, third };

    private static IEnumerable<HoldLevel[]> Orders(HoldLevel[] of)
        => [[of[0], of[1], of[2]], [of[0], of[2], of[1]], [of[1], of[0], of[2]], [of[1], of[2], of[0]], [of[2], of[0], of[1]], [of[2], of[1], of[0]]];

    private static Standing Stand(HoldLevel[] levels)
        => new([.. levels.Select((level, at) => new Hold(at + 1, new HoldSubject(SubjectKind.Terminal, "1"), level, "FEE-01", CoreBench.Start))]);

    private static Hold Parse(long id, string text)
    {
        var words = text.Split(' ');
        var kind = words[2] == "M" ? SubjectKind.Merchant : SubjectKind.Terminal;
        return new Hold(id, new HoldSubject(kind, "1"), Enum.Parse<HoldLevel>(words[0]), words[1], CoreBench.Start);
    }
}
