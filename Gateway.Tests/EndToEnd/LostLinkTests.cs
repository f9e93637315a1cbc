using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>The acquirer's link, or the gateway itself, goes away and comes back: nothing that is owed is forgotten.</summary>
[TestFixture]
public sealed class LostLinkTests : Scenario
{
    [Test]
    public async Task Without_a_link_a_sale_is_91_and_nothing_was_sent()
    {
        var pos = await Bench.SignedOn();
        Wire.IsDown = true;
        await Bench.Link(up: false);
        var sale = pos.Forms.Sale(1_000, Pos.Card);

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("91"));

        Wire.IsDown = false;
        await Bench.Link(up: true);
        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("91"), "a decline stays a decline");
        await pos.Sell();
        Assert.That(Wire.Count("0200"), Is.EqualTo(1));
    }

    [Test]
    public async Task Reversals_that_are_owed_arrive_when_the_acquirer_comes_back()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell(1_000);
        Wire.IsDown = true;
        await Bench.Link(up: false);

        Assert.That((await pos.Ask(PosForms.Reversal(sale))).Code, Is.EqualTo("00"), "the duty is ours now");
        Assert.That((await Operator.Get("/api/reversals")).GetArrayLength(), Is.EqualTo(1));
        Assert.That(Amount(await Operator.Money(), "reversing"), Is.EqualTo(1_000));
        Wire.IsDown = false;
        await Bench.Link(up: true);
        await Patience.Until(() => Wire.Count("0420") == 1);
        await Bench.Quiet();

        Assert.That((await Operator.Get("/api/reversals")).GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_link_that_breaks_under_a_sale_makes_98_and_the_reversal_goes_over_the_next_one()
    {
        var pos = await Bench.SignedOn();
        Wire.Forgets = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await pos.Say(sale);
        await Patience.Until(() => Bench.Acquirer.Ledger.Snapshot().Count == 1);
        Wire.IsDown = true;
        await Bench.Link(up: false);
        Wire.IsDown = false;

        Assert.That((await Bench.InTime(pos.Hear(sale))).Code, Is.EqualTo("98"));
        await Bench.Quiet(GatewayBench.Second);
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
    }

    [Test]
    public async Task A_request_without_a_known_answer_becomes_a_reversal_on_the_next_start()
    {
        var pos = await Bench.SignedOn();
        Wire.Forgets = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await pos.Say(sale);
        await Patience.Until(() => Bench.Acquirer.Ledger.Snapshot().Count == 1);
        await Bench.Restart(inOrder: false);

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("98"));
        await Bench.Quiet(GatewayBench.Second);
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
    }

    [Test]
    public async Task A_reversal_that_is_owed_survives_a_restart_and_is_told_as_a_repeat()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell(1_000);
        Wire.Loses = request => request.Type.Class == 4;
        await pos.Ask(PosForms.Reversal(sale));
        await Patience.Until(() => Wire.Count("0420") == 1);
        await Bench.Restart(inOrder: false);
        Wire.Loses = _ => false;
        await Bench.Quiet(GatewayBench.Second);

        Assert.That((Wire.Count("0420"), Wire.Count("0421") > 0), Is.EqualTo((1, true)));
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
    }
}
