using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>What is refused before anything is believed: audited, answered, and without a trace in the ledger.</summary>
[TestFixture]
internal sealed class GatekeeperTests
{
    private static readonly (DeclineReason Reason, string Code, Func<Facts, Facts> Facts)[] _refusals =
    [
        (DeclineReason.Format, "30", facts => facts with { FormatFault = "DE 3 is missing." }),
        (DeclineReason.TerminalUnknown, "97", facts => facts with { RegisteredMerchant = null }),
        (DeclineReason.MerchantMismatch, "03", facts => facts with { RegisteredMerchant = "999999999999999" }),
        (DeclineReason.NotSignedOn, "77", facts => facts with { Mac = MacVerdict.NoKey }),
        (DeclineReason.MacMismatch, "A0", facts => facts with { Mac = MacVerdict.Wrong }),
        (DeclineReason.MacMismatch, "A0", facts => facts with { Mac = MacVerdict.Absent }),
    ];

    [Test]
    public void A_refusal_is_audited_and_leaves_no_trace([Range(0, 5)] int row, [Values("0100", "0200", "0220", "0400", "0401")] string type)
    {
        var (reason, code, facts) = _refusals[row];
        var bench = new CoreBench();
        var decision = bench.Ask(bench.SaleOf(10) with { MessageType = type, Class = type[1] == '4' ? MessageClass.Reversal : MessageClass.Sale }, facts);
        Assert.Multiple(() =>
        {
            Assert.That(decision.Shape(), Is.EqualTo(" | AuditRefusal Answer"));
            Assert.That(decision.Code(), Is.EqualTo(code));
            Assert.That(decision.Does<AuditRefusal>(), Has.Property(nameof(AuditRefusal.Reason)).EqualTo(reason).And.Property(nameof(AuditRefusal.ResponseCode)).EqualTo(code));
            Assert.That(bench.Find(10), Is.Null);
        });
    }

    [Test]
    public void Of_several_the_first_in_the_order_of_reasons_is_told()
    {
        for (var first = 0; first < _refusals.Length; first++)
        {
            var bench = new CoreBench();
            // Later rows are laid down first, so that an earlier row of the same fact stands.
            var decision = bench.Ask(bench.SaleOf(10), facts => _refusals[first..].Reverse().Aggregate(facts, (gathered, row) => row.Facts(gathered)));
            Assert.That(decision.Does<AuditRefusal>()!.Reason, Is.EqualTo(_refusals[first].Reason));
        }
    }

    [Test]
    public void Only_what_carries_no_money_may_come_without_a_mac([Values("0320", "0500", "0620", "0800", "0820")] string type, [Values] MacVerdict mac)
    {
        var bench = new CoreBench();
        var refusal = Gatekeeper.Refusal(new TerminalAsked(bench.Request(MessageClass.Echo, null, type), bench.Facts with { Mac = mac }), bench.Now);
        Assert.That(refusal?.Code(), Is.EqualTo(mac == MacVerdict.Wrong ? "A0" : null));
    }

    [Test]
    public void A_stranger_needs_no_ledger()
    {
        var bench = new CoreBench();
        var asked = new TerminalAsked(bench.SaleOf(10), bench.Facts with { RegisteredMerchant = null });
        Assert.That(bench.Switch.Handle(null, asked, bench.Now).Code(), Is.EqualTo("97"));
        Assert.That(bench.Switch.Handle(null, new AnswerOverdue(CoreBench.Key(10)), bench.Now), Is.SameAs(Decision.Nothing));
    }
}
