using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Lanes;

namespace Gateway.Tests.Host.Lanes;

/// <summary>A bug of our own on one message: never an approval denied, never a refusal forgotten, never a lane lost.</summary>
[TestFixture]
public sealed class OwnFaultTests
{
    private const string One = "00000001";
    private static readonly Now _now = new(0, new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8)));

    [Test]
    public async Task A_throwing_core_answers_96_under_the_trace_and_the_lane_lives()
    {
        var bench = LaneBench.Started(One);
        bench.Hold(One, HoldLevel.L2);
        var poison = bench.Ask((MessageClass)99, One, 1, "0200");
        await bench.Lanes.Post(poison);
        var commit = await bench.Next();
        Assert.That(((Refused)commit.Record).Reason, Is.EqualTo(DeclineReason.OwnFault));
        commit.Ok();
        await bench.Lanes.Post(bench.Reversal(One, 2));
        (await bench.Next()).Ok();
        await bench.Settle();

        Assert.That(bench.Answers, Is.EqualTo("1 96, 2 00"));
        await bench.Lanes.Stop();
    }

    [Test]
    public void M4_money_that_was_refused_for_our_fault_cannot_be_approved_by_a_repeat()
    {
        var decision = OwnFault.Decide(new TerminalLedger(One, 3), Asked("0200"), _now);
        Assert.That(decision.Records, Has.Count.EqualTo(1).And.All.InstanceOf<Refused>());
        Assert.That(decision.Effects.OfType<Answer>().Single().Content.ResponseCode, Is.EqualTo("96"));
    }

    [Test]
    public void M5_a_trace_that_is_known_is_not_denied()
    {
        var ledger = new TerminalLedger(One, 3);
        ledger.Apply(new Forwarded
        {
            At = _now.Wall,
            Key = LaneBench.Key(One, 1),
            Class = MessageClass.Sale,
            Acquirer = "acquirer",
            Upstream = default,
            DecideBy = default,
        });
        ledger.Apply(new Approved { At = _now.Wall, Key = LaneBench.Key(One, 1) });
        var decision = OwnFault.Decide(ledger, Asked("0200"), _now);

        Assert.That(decision.Records, Is.Empty);
        Assert.That(decision.Effects, Has.Count.EqualTo(1).And.All.InstanceOf<AuditRefusal>());
    }

    private static IEnumerable<TestCaseData> WithoutRecord()
    {
        yield return new TestCaseData(Asked("0400")).SetArgDisplayNames("a reversal");
        yield return new TestCaseData(Asked("0800")).SetArgDisplayNames("management");
        yield return new TestCaseData(Asked("0500")).SetArgDisplayNames("a settlement");
        yield return new TestCaseData(Asked("0200", facts => facts with { Mac = MacVerdict.Wrong })).SetArgDisplayNames("a wrong MAC");
        yield return new TestCaseData(Asked("0200", facts => facts with { RegisteredMerchant = null })).SetArgDisplayNames("a stranger");
        yield return new TestCaseData(Asked("0200", facts => facts with { FormatFault = "damaged" })).SetArgDisplayNames("a damaged message");
        yield return new TestCaseData(Asked("0200") with { Request = Asked("0200").Request with { Stan = null } }).SetArgDisplayNames("no trace");
    }

    [TestCaseSource(nameof(WithoutRecord))]
    public void What_asks_for_no_money_or_is_not_authenticated_is_answered_96_and_leaves_no_record(object asked)
    {
        var decision = OwnFault.Decide(new TerminalLedger(One, 3), (TerminalAsked)asked, _now);
        Assert.That(decision.Records, Is.Empty);
        Assert.That(decision.Effects.OfType<Answer>().Single().Content.ResponseCode, Is.EqualTo("96"));
    }

    private static TerminalAsked Asked(string type, Func<Facts, Facts>? but = null)
    {
        var asked = new LaneBench().Ask(MessageClass.Sale, One, 1, type);
        return but is null ? asked : asked with { Facts = but(asked.Facts) };
    }
}
