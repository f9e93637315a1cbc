using System.Text;
using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>Sign-on, sign-off, echo and downloads.</summary>
[TestFixture]
internal sealed class ManagementTests
{
    private static readonly IssuedKeySet _issued = new(7, [new KeptKey("TerminalMac", "0011223344556677", [9])], [1, 2, 3, 4]);

    [Test]
    public void A_sign_on_hands_out_keys_and_the_open_batch([Values(HoldLevel.L0, HoldLevel.L2, HoldLevel.L4)] HoldLevel level)
    {
        var bench = new CoreBench(signedOn: false).HeldAt(level);
        var decision = SignOn(bench, facts => facts with { Mac = MacVerdict.NoKey });
        Assert.Multiple(() =>
        {
            Assert.That(decision.Shape(), Is.EqualTo("SignedOn | Answer"));
            Assert.That(decision.Told(), Has.Property(nameof(TerminalAnswer.ResponseCode)).EqualTo("00").And.Property(nameof(TerminalAnswer.Batch)).EqualTo(1));
            Assert.That(decision.Told()!.Field62, Is.EqualTo(_issued.Cryptogram));
            Assert.That((bench.Ledger.SignedOn, bench.Ledger.KeyVersion, bench.Ledger.Keys), Is.EqualTo((true, 7, _issued.Keys)));
        });
    }

    private static readonly (DeclineReason Reason, string Code, Func<Facts, Facts> Facts)[] _refusals =
    [
        (DeclineReason.MasterKeyMissing, "97", facts => facts with { MasterKeyLoaded = false }),
        (DeclineReason.MerchantHeld, "03", facts => facts with { Standing = new Standing([CoreBench.Hold(HoldLevel.L5, SubjectKind.Merchant)]) }),
        (DeclineReason.TerminalHeld, "97", facts => facts with { Standing = new Standing([CoreBench.Hold(HoldLevel.L5)]) }),
        (DeclineReason.ClassNotServed, "40", facts => facts with { KeySetRefused = true }),
        (DeclineReason.ClassNotServed, "40", facts => facts with { IssuedKeys = null }),
    ];

    [Test]
    public void A_sign_on_is_refused_and_nothing_changes([Range(0, 4)] int row)
    {
        var (reason, code, facts) = _refusals[row];
        var bench = new CoreBench();
        var decision = SignOn(bench, facts);
        Assert.That(decision.Shape(), Is.EqualTo(" | AuditRefusal Answer"));
        Assert.That((decision.Told()!.Reason, decision.Code()), Is.EqualTo((reason, code)));
        Assert.That(bench.Ledger.KeyVersion, Is.EqualTo(1));
    }

    [Test]
    public void Of_two_refusals_the_first_in_the_order_of_reasons_is_told([Range(0, 3)] int first, [Range(1, 4)] int second)
    {
        if (first < second && (first, second) is not (1, 2))
        {
            var decision = SignOn(new CoreBench(), facts => _refusals[first].Facts(_refusals[second].Facts(facts)));
            Assert.That(decision.Told()!.Reason, Is.EqualTo(_refusals[first].Reason));
        }
    }

    [Test]
    public void After_a_sign_off_the_next_sale_needs_a_sign_on()
    {
        var bench = new CoreBench();
        Assert.That(bench.Ask(bench.Request(MessageClass.SignOff, null, "0820")).Shape(), Is.EqualTo("SignedOff | Answer"));
        Assert.That(bench.Sell(10).Code(), Is.EqualTo("77"));
        Assert.That(bench.Sell(10).Code(), Is.EqualTo("77"), "a refusal stays one");
        SignOn(bench, facts => facts);
        Assert.That(bench.Sell(11).The<Forwarded>(), Is.Not.Null);
        Assert.That(bench.Sell(10).Code(), Is.EqualTo("77"), "and never becomes an approval");
    }

    [Test]
    public void An_echo_is_answered_at_any_level([Values] HoldLevel level)
    {
        var bench = new CoreBench(signedOn: false).HeldAt(level);
        Assert.That(bench.Ask(bench.Request(MessageClass.Echo, null, "0820")).Code(), Is.EqualTo("00"));
    }

    [TestCase("360", true)]
    [TestCase("361", true)]
    [TestCase("370", true)]
    [TestCase("372", true)]
    [TestCase("380", true)]
    [TestCase("382", true)]
    [TestCase("390", true)]
    [TestCase("394", true)]
    [TestCase("371", false)]
    [TestCase("381", false)]
    [TestCase("391", false)]
    [TestCase("395", false)]
    public void There_is_nothing_to_download(string networkCode, bool saysNone)
    {
        var bench = new CoreBench();
        var decision = bench.Ask(bench.Request(MessageClass.Download, 5, "0800") with { NetworkCode = networkCode });
        Assert.That(decision.Code(), Is.EqualTo("00"));
        Assert.That(decision.Records, Is.Empty);
        Assert.That(decision.Told()!.Field62 is { } told ? Encoding.ASCII.GetString(told) : null, Is.EqualTo(saysNone ? "0" : null));
    }

    [Test]
    public void A_device_that_is_not_trusted_downloads_nothing()
        => Assert.That(new CoreBench().HeldAt(HoldLevel.L5) is var bench ? bench.Ask(bench.Request(MessageClass.Download, 5, "0800")).Code() : "", Is.EqualTo("97"));

    private static Decision SignOn(CoreBench bench, Func<Facts, Facts> but)
        => bench.Ask(bench.Request(MessageClass.SignOn, 1, "0800") with { NetworkCode = "003" }, facts => but(facts with { IssuedKeys = _issued }));
}
