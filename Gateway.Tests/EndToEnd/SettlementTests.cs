using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>A batch is closed with the truth about it.</summary>
[TestFixture]
public sealed class SettlementTests : Scenario
{
    [Test]
    public async Task A_settlement_that_agrees_is_balanced_and_begins_the_next_batch()
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(10_000);
        await pos.Sell(2_500);
        await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card));
        var (reversed, _) = await pos.Sell(777);
        await pos.Ask(PosForms.Reversal(reversed));
        await Bench.Quiet();

        var reply = await pos.Ask(pos.Forms.Settlement(12_500, 2, 10_000, 1));

        Assert.That(reply[39], Is.Null, "a settlement has no DE 39");
        Assert.That(reply[48], Is.EqualTo(PosForms.Totals(12_500, 2, 10_000, 1, 1) + PosForms.Totals(0, 0, 0, 0, 1)));
        var money = await Operator.Money();
        Assert.That((Amount(money, "posted"), Amount(money, "open"), Amount(money, "reversed")), Is.EqualTo((2_500, 0, 777)));
        Assert.That((await pos.Ask(pos.Forms.Sale(100, Pos.Card))).Code, Is.EqualTo("77"), "still in the closed batch");
        pos.Forms.Batch = 2;
        await pos.Sell(100);
    }

    [Test]
    public async Task A_settlement_that_differs_is_told_the_true_totals()
    {
        var pos = await Bench.SignedOn();
        await pos.Sell(10_000);

        var reply = await pos.Ask(pos.Forms.Settlement(9_999, 1));

        Assert.That(reply[48], Is.EqualTo(PosForms.Totals(10_000, 1, 0, 0, 2) + PosForms.Totals(0, 0, 0, 0, 1)));
        var batch = (await Operator.Get($"/api/terminals/{pos.Id}/batches"))[0];
        Assert.That(batch.GetProperty("balanced").GetBoolean(), Is.False);
        Assert.That((batch.Number("terminalDebit"), batch.Number("hostDebit")), Is.EqualTo((9_999, 10_000)));
        Assert.That(Amount(await Operator.Money(), "posted"), Is.EqualTo(10_000), "what is posted is the truth");
    }

    [TestCase(10_000)]
    [TestCase(1)]
    public async Task A_repeated_settlement_gets_the_same_answer_and_counts_nothing_twice(long claimed)
    {
        var pos = await Bench.SignedOn();
        await pos.Sell(10_000);
        var settlement = pos.Forms.Settlement(claimed, 1);
        var first = await pos.Ask(settlement);
        await Bench.Restart();

        Assert.That((await pos.Ask(settlement))[48], Is.EqualTo(first[48]));
        Assert.That(Amount(await Operator.Money(), "posted"), Is.EqualTo(10_000));
        Assert.That((await Operator.Get($"/api/terminals/{pos.Id}/batches")).GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_empty_batch_is_settled_too()
    {
        var pos = await Bench.SignedOn();

        var nothing = PosForms.Totals(0, 0, 0, 0, 1);
        Assert.That((await pos.Ask(pos.Forms.Settlement()))[48], Is.EqualTo(nothing + nothing));
        Assert.That((await pos.SignOn())[60], Is.EqualTo("00000002003"), "the next batch, told at sign-on");
    }

    [Test]
    public async Task A_settlement_of_a_batch_that_is_not_open_closes_nothing()
    {
        var pos = await Bench.SignedOn();
        await pos.Sell(10_000);
        pos.Forms.Batch = 7;
        await pos.Ask(pos.Forms.Settlement(10_000, 1));
        pos.Forms.Batch = 1;

        await pos.Sell(500);
        Assert.That(Amount(await Operator.Money(), "open"), Is.EqualTo(10_500));
    }

    [Test]
    public async Task A_sale_in_flight_is_given_up_by_the_settlement_and_taken_back()
    {
        var pos = await Bench.SignedOn();
        Wire.Forgets = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(600, Pos.Card);
        await pos.Say(sale);
        await Patience.Until(() => Bench.Acquirer.Ledger.Snapshot().Count == 1);
        var settlement = pos.Forms.Settlement();
        await pos.Say(settlement);

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("98"));
        Assert.That((await pos.Hear(settlement))[48]![30], Is.EqualTo('1'), "balanced without it");
        await Bench.Quiet(GatewayBench.Second);
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
    }

    [Test]
    public async Task An_upload_after_a_difference_is_acknowledged_for_what_the_gateway_has()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell(10_000);
        await pos.Ask(pos.Forms.Settlement(1, 1));
        var detail = "00" + sale.Text(11) + sale.Text(2)!.PadLeft(20, '0') + sale.Text(4);
        var upload = pos.Forms.Managed("0320", "201").Set(11, "000050").Set(48, "01" + detail);
        var unknown = pos.Forms.Managed("0320", "201").Set(11, "000051").Set(48, "01" + detail[..^1] + "1");

        Assert.That((await pos.Ask(upload)).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(unknown)).Code, Is.EqualTo("40"));
        Assert.That((await pos.Ask(pos.Forms.Managed("0320", "202").Set(11, "000052").Set(48, "0001"))).Code, Is.EqualTo("00"));
    }
}
