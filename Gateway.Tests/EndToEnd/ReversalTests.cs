using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>What a terminal takes back is taken back at the acquirer, in whatever order the messages come.</summary>
[TestFixture]
public sealed class ReversalTests : Scenario
{
    [Test]
    public async Task A_reversal_is_answered_00_and_reaches_the_acquirer()
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(2_500);

        var reply = await pos.Ask(PosForms.Reversal(sale));
        await Bench.Quiet();

        Assert.That((reply.Code, reply.Rrn), Is.EqualTo(("00", approval.Rrn)));
        var upstream = Wire.Asked.Single(message => message.Type.ToString() == "0420");
        Assert.That((upstream.Text(4), upstream.Text(37), upstream.Text(2)), Is.EqualTo(("000000002500", approval.Rrn, Pos.Card.Pan)));
        var money = await Operator.Money();
        Assert.That((Amount(money, "approved"), Amount(money, "reversed")), Is.EqualTo((2_500, 2_500)));
        Assert.That((await Operator.Explain(pos, 2)).Text("outcome"), Is.EqualTo("reversed"));
    }

    [Test]
    public async Task A_chip_that_slips_in_its_data_neither_stops_a_sale_nor_its_reversal()
    {
        // The last tag has no length: no chip data by the book, and nobody's reason to strand money.
        byte[] slip = [0x9F, 0x36, 0x02, 0x00, 0x47, 0x82];
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(2_500, Pos.Card).Set(55, slip);

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(PosForms.Reversal(sale).Set(55, slip))).Code, Is.EqualTo("00"));
        await Bench.Quiet();

        Assert.That(Wire.Asked.First(message => message.Type.ToString() == "0200").Bytes(55).ToArray(), Is.EqualTo(slip));
        Assert.That(Wire.Count("0420"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_repeated_reversal_is_answered_00_and_sent_once()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell();
        for (var times = 0; times < 3; times++)
        {
            Assert.That((await pos.Ask(PosForms.Reversal(sale))).Code, Is.EqualTo("00"));
        }

        await Bench.Quiet();
        Assert.That(Wire.Count("0420") + Wire.Count("0421"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_reversed_sale_that_is_repeated_is_not_approved_again()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell();
        await pos.Ask(PosForms.Reversal(sale));

        var repeat = await pos.Ask(sale);

        Assert.That((repeat.Code, repeat.AuthCode), Is.EqualTo(("94", (string?)null)));
        await Bench.Quiet();
        Assert.That(Wire.Count("0200"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_reversal_that_overtakes_its_original_is_00_and_the_late_original_is_refused()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(700, Pos.Card);

        Assert.That((await pos.Ask(PosForms.Reversal(sale))).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("94"));
        Assert.That(Wire.Asked, Is.Empty);
        Assert.That((await Operator.Explain(pos, 2)).Text("sentence"), Does.StartWith("Only the reversal of trace 000002"));
    }

    [Test]
    public async Task The_late_original_is_refused_after_a_restart_too()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(700, Pos.Card);
        await pos.Ask(PosForms.Reversal(sale));
        await Bench.Restart(inOrder: false);

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("94"));
        Assert.That(Wire.Asked, Is.Empty);
    }

    [Test]
    public async Task A_sale_reversed_while_it_is_in_flight_is_taken_back_and_never_approved()
    {
        var pos = await Bench.SignedOn();
        Wire.Withholds = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(700, Pos.Card);
        await InFlight(pos, sale);
        await Patience.Until(() => Wire.Withheld == 1);

        var reversal = PosForms.Reversal(sale);
        await pos.Say(reversal);
        Assert.That((await pos.Hear(reversal)).Code, Is.EqualTo("00"));
        await Wire.Release();

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("98"));
        await Bench.Quiet();
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
        Assert.That(Amount(await Operator.Money(), "reversed"), Is.EqualTo(700));
    }

    [Test]
    public async Task The_reversal_of_a_decline_is_00_and_goes_nowhere()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(10_051, Pos.Card);
        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("51"));

        Assert.That((await pos.Ask(PosForms.Reversal(sale))).Code, Is.EqualTo("00"));
        await Bench.Quiet();
        Assert.That(Wire.Count("0420"), Is.Zero);
    }

    [Test]
    public async Task A_void_that_is_reversed_leaves_its_sale_standing()
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(3_000);
        var taken = pos.Forms.Void(sale, approval, Pos.Card);
        await pos.Ask(taken);

        Assert.That((await pos.Ask(PosForms.Reversal(taken))).Code, Is.EqualTo("00"));
        await Bench.Quiet();
        Assert.That(Amount(await Operator.Money(), "open"), Is.EqualTo(3_000));
        Assert.That((await pos.Ask(pos.Forms.Settlement(3_000, 1)))[48]![30], Is.EqualTo('1'));
    }

    [Test]
    public async Task A_sale_reversed_after_its_batch_was_settled_leaves_what_is_posted()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell(3_000);
        await pos.Ask(pos.Forms.Settlement(3_000, 1));

        Assert.That((await pos.Ask(PosForms.Reversal(sale))).Code, Is.EqualTo("00"));
        await Bench.Quiet();
        var money = await Operator.Money();
        Assert.That((Amount(money, "posted"), Amount(money, "reversed")), Is.EqualTo((0, 3_000)));
    }

    [Test]
    public async Task A_reversal_needs_a_MAC()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell();
        var reversal = PosForms.Reversal(sale);
        await (await pos.Line()).Send(pos.Wrap(Pos.Body(reversal)));

        Assert.That((await pos.Hear(reversal)).Code, Is.EqualTo("A0"));
        Assert.That(Amount(await Operator.Money(), "open"), Is.EqualTo(12_500));
    }
}
