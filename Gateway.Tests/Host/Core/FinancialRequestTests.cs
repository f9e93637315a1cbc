using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>New financial requests: sent on once, refused by the first reason that applies, or kept apart.</summary>
[TestFixture]
internal sealed class FinancialRequestTests
{
    /// <summary>One way to be refused for each reason; each leaves the others as they are, so that several can apply at once.</summary>
    private static readonly (DeclineReason Reason, bool Stored, Func<Facts, Facts> Facts, Func<CoreBench, TerminalRequest, TerminalRequest> Request)[] _faults =
    [
        (DeclineReason.Format, false, facts => facts, (_, request) => request with { Amount = 0 }),
        (DeclineReason.NotSignedOn, true, facts => facts, (bench, request) => { bench.Ask(bench.Request(MessageClass.SignOff, null, "0820")); return request; }),
        (DeclineReason.MerchantHeld, true, facts => Hold(facts, SubjectKind.Merchant), (_, request) => request),
        (DeclineReason.TerminalHeld, true, facts => Hold(facts, SubjectKind.Terminal), (_, request) => request),
        (DeclineReason.ClassNotServed, true, facts => facts, (_, request) => request with { Class = MessageClass.PreAuthorisation }),
        (DeclineReason.KeysDue, true, facts => facts with { KeysDue = true }, (_, request) => request),
        (DeclineReason.BatchMismatch, true, facts => facts, (_, request) => request with { Batch = 2 }),
        (DeclineReason.TerminalBusy, true, facts => facts, (bench, request) => { bench.Sell(90); return request; }),
        (DeclineReason.PinUnusable, true, facts => facts with { PinUnusable = true }, (_, request) => request),
        (DeclineReason.NoRoute, true, facts => facts with { Acquirer = null }, (_, request) => request),
        (DeclineReason.AcquirerUnreachable, true, facts => facts with { AcquirerReachable = false }, (_, request) => request),
    ];

    private static IEnumerable<TestCaseData> Faults() => _faults.Select(fault => new TestCaseData(fault.Reason).SetName($"A sale is refused as {fault.Reason}"));

    private static IEnumerable<TestCaseData> Pairs()
        => from first in _faults
           from second in _faults
           where first.Reason < second.Reason && (first.Reason, second.Reason) is not ((DeclineReason.Format, DeclineReason.ClassNotServed) or (DeclineReason.MerchantHeld, DeclineReason.TerminalHeld))
           select new TestCaseData(first.Reason, second.Reason).SetName($"{first.Reason} is told before {second.Reason}");

    [TestCaseSource(nameof(Faults))]
    public void A_sale_is_refused(DeclineReason reason)
    {
        var fault = _faults.Single(row => row.Reason == reason);
        var decision = Ask(fault);
        Assert.That(decision.Code(), Is.EqualTo(ResponseCodes.For(reason)));
        Assert.That(decision.Told()!.Reason, Is.EqualTo(reason));
        Assert.That(decision.Shape(), Is.EqualTo(fault.Stored ? "Refused | Answer" : " | AuditRefusal Answer"));
    }

    [TestCaseSource(nameof(Pairs))]
    public void Of_two_reasons_the_first_is_told(DeclineReason first, DeclineReason second)
    {
        var decision = Ask(_faults.Single(row => row.Reason == second), _faults.Single(row => row.Reason == first));
        Assert.That(decision.Told()!.Reason, Is.EqualTo(first));
    }

    [Test]
    public void A_refusal_by_a_hold_names_the_hold()
    {
        var refused = new CoreBench().HeldAt(HoldLevel.L4, SubjectKind.Merchant).Sell(10).The<Refused>()!;
        Assert.That((refused.HoldId, refused.HoldLevel, refused.HoldReason, refused.ResponseCode), Is.EqualTo((1L, "L4", "FEE-01", "03")));
    }

    [Test]
    public void A_sale_is_sent_once_and_its_outcome_is_owed_from_the_record_on()
    {
        var bench = new CoreBench();
        var decision = bench.Sell(10);
        Assert.That(decision.Shape(), Is.EqualTo("Forwarded | AwaitAnswer SendRequest SetTimer"));
        Assert.That(decision.Wakes(TimerKind.Answer), Is.EqualTo(bench.Options.AnswerTimeout));
        Assert.That(decision.The<Forwarded>(), Has.Property(nameof(Forwarded.DecideBy)).EqualTo(CoreBench.Start + bench.Options.DecideBy)
            .And.Property(nameof(Forwarded.SealedCard)).EqualTo(CoreBench.Card.Sealed));
    }

    private static readonly (string Missing, Func<CoreBench, TerminalRequest> Ask)[] _incomplete =
    [
        ("the trace", bench => bench.SaleOf(10) with { Stan = null }),
        ("the batch", bench => bench.SaleOf(10) with { Batch = 0 }),
        ("the card of a sale", bench => bench.SaleOf(10) with { Card = null }),
        ("the card of a balance", bench => bench.BalanceOf(10) with { Card = null }),
        ("the amount of a sale", bench => bench.SaleOf(10) with { Amount = null }),
        ("the amount of a void", bench => bench.VoidOf(10, 9) with { Amount = null }),
        ("the original of a void", bench => bench.VoidOf(10, 9) with { Original = null }),
    ];

    [Test]
    public void What_is_missing_is_refused_with_30_and_not_kept()
    {
        foreach (var (missing, ask) in _incomplete)
        {
            var bench = new CoreBench();
            var decision = bench.Ask(ask(bench));
            Assert.That(decision.Code(), Is.EqualTo("30"), missing);
            Assert.That(decision.Records, Is.Empty, missing);
        }
    }

    [Test]
    public void Money_taken_offline_is_never_refused(
        [Values(MessageClass.OfflineSale, MessageClass.ChipOfflineSale, MessageClass.CompletionAdvice)] MessageClass message,
        [Values] HoldLevel level, [Values("as it should be", "signed off", "in another batch", "link down")] string state)
    {
        var bench = new CoreBench(signedOn: state != "signed off").HeldAt(level);
        var request = bench.SaleOf(10, batch: state == "in another batch" ? 7 : 1) with { Class = message, MessageType = "0220" };
        var decision = bench.Ask(request, facts => facts with { AcquirerReachable = state != "link down" });
        Assert.That(decision.Shape(), Is.EqualTo("Quarantined | Answer"));
        Assert.That(decision.Code(), Is.EqualTo("00"));
    }

    [Test]
    public void New_money_is_not_forwarded_under_a_hold_that_denies_it(
        [Values(MessageClass.Sale, MessageClass.PreAuthorisation, MessageClass.Balance, MessageClass.CashOrTransfer, MessageClass.UnlinkedRefund)] MessageClass message,
        [Values(HoldLevel.L2, HoldLevel.L3, HoldLevel.L4, HoldLevel.L5)] HoldLevel level, [Values] SubjectKind kind)
    {
        var bench = new CoreBench().HeldAt(level, kind);
        var decision = bench.Ask(bench.SaleOf(10) with { Class = message });
        Assert.That(decision.The<Refused>()!.Reason, Is.EqualTo(kind == SubjectKind.Merchant ? DeclineReason.MerchantHeld : DeclineReason.TerminalHeld));
        Assert.That(decision.Does<SendRequest>(), Is.Null);
    }

    [Test]
    public void A_void_passes_below_quarantine_and_is_kept_apart_in_it([Values] HoldLevel level)
    {
        var decision = new CoreBench().Sold(10).HeldAt(level).Void(20, 10);
        Assert.That(decision.Shape(), Is.EqualTo(level == HoldLevel.L5 ? "Quarantined | Answer" : "Forwarded | AwaitAnswer SendRequest SetTimer"));
    }

    [Test]
    public void What_nobody_signed_takes_no_trace(
        [Values(MessageClass.StatusUpload, MessageClass.ScriptResult, MessageClass.NoticePull, MessageClass.Unknown)] MessageClass message,
        [Values(MacVerdict.Absent, MacVerdict.NoKey)] MacVerdict mac)
    {
        var bench = new CoreBench();
        var decision = bench.Ask(bench.Request(message, 10, "0820"), facts => facts with { Mac = mac });
        Assert.That(decision.Shape(), Is.EqualTo(" | AuditRefusal Answer"));
        Assert.That(decision.Code(), Is.EqualTo("40"));
        Assert.That(bench.Sell(10).The<Forwarded>(), Is.Not.Null, "the terminal's own sale under that trace");
    }

    [Test]
    public void A_void_goes_to_the_acquirer_that_has_the_sale()
    {
        var bench = new CoreBench();
        bench.Ask(bench.SaleOf(10), facts => facts with { Acquirer = "second" });
        bench.Answered(10);
        foreach (var (stan, reachable) in new[] { (20, true), (21, false) })
        {
            var decision = bench.Ask(bench.VoidOf(stan, 10), facts => facts with { AcquirerReachable = reachable });
            Assert.That(decision.Does<SendRequest>()?.Acquirer, Is.EqualTo("second"));
            Assert.That(decision.The<Forwarded>()!.Acquirer, Is.EqualTo("second"));
            bench.Answered(stan, "91");
        }
    }

    [Test]
    public void The_trace_of_a_void_of_one_sale_is_not_that_of_another()
    {
        var bench = new CoreBench().Sold(10).Sold(11).Voided(20, 10);
        Assert.That(bench.Void(20, 10).Code(), Is.EqualTo("00"));
        Assert.That(bench.Void(20, 11).Code(), Is.EqualTo("94"));
    }

    private static Facts Hold(Facts facts, SubjectKind kind) => facts with { Standing = new Standing(facts.Standing.Holds.Add(CoreBench.Hold(HoldLevel.L2, kind))) };

    private static Decision Ask(params (DeclineReason Reason, bool Stored, Func<Facts, Facts> Facts, Func<CoreBench, TerminalRequest, TerminalRequest> Request)[] faults)
    {
        var bench = new CoreBench();
        // A terminal that is busy was signed on when it became so.
        var request = faults.OrderByDescending(fault => fault.Reason).Aggregate(bench.SaleOf(10), (request, fault) => fault.Request(bench, request));
        return bench.Ask(request, facts => faults.Aggregate(facts, (gathered, fault) => fault.Facts(gathered)));
    }
}
