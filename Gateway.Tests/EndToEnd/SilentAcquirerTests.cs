using Gateway.Iso8583.Messages;

namespace Gateway.Tests.EndToEnd;

/// <summary>Of a slow or silent acquirer the terminal hears something definite, and what may have been charged is taken back.</summary>
[TestFixture]
public sealed class SilentAcquirerTests : Scenario
{
    [Test]
    public async Task A_silent_acquirer_makes_98_and_is_sent_0420_and_then_0421_until_it_acknowledges()
    {
        var pos = await Bench.SignedOn();
        Wire.Forgets = answer => answer.Type.Class is 2 or 4;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await InFlight(pos, sale);
        Assert.That((await Bench.InTime(pos.Hear(sale))).Code, Is.EqualTo("98"));

        await Bench.Passing(() => Wire.Count("0421") >= 2);
        Wire.Forgets = _ => false;
        await Bench.Quiet(GatewayBench.Second);

        Assert.That(Wire.Count("0420"), Is.EqualTo(1));
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("98"), "and it stays so");
        var why = (await Operator.Explain(pos, 2)).Text("sentence");
        Assert.That(why, Does.Contain("did not answer in time").And.Contain("acknowledged the reversal"));
    }

    [Test]
    public async Task After_98_the_terminal_goes_on_selling_and_its_settlement_is_balanced_without_it()
    {
        var pos = await Bench.SignedOn();
        await Unanswered(pos, pos.Forms.Sale(1_000, Pos.Card));

        await pos.Sell(300);
        await Bench.Quiet(GatewayBench.Second);
        Assert.That((await pos.Ask(pos.Forms.Settlement(300, 1)))[48]![30], Is.EqualTo('1'));
    }

    [Test]
    public async Task A_void_without_an_answer_is_taken_back_and_its_sale_stands()
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(1_000);
        await Unanswered(pos, pos.Forms.Void(sale, approval, Pos.Card));

        await Bench.Quiet(GatewayBench.Second);
        Assert.That(Amount(await Operator.Money(), "open"), Is.EqualTo(1_000));
        Assert.That((await pos.Ask(pos.Forms.Settlement(1_000, 1)))[48]![30], Is.EqualTo('1'));
    }

    [Test]
    public async Task A_balance_without_an_answer_is_98_and_there_is_nothing_to_take_back()
    {
        var pos = await Bench.SignedOn();
        await Unanswered(pos, pos.Forms.Balance(Pos.Card));

        await Bench.Quiet();
        Assert.That(Wire.Count("0420"), Is.Zero);
    }

    [Test]
    public async Task A_request_that_never_arrived_is_reversed_until_not_found_can_be_believed()
    {
        var pos = await Bench.SignedOn();
        Wire.Loses = request => request.Type.ToString() == "0200";
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await InFlight(pos, sale);
        Assert.That((await Bench.InTime(pos.Hear(sale))).Code, Is.EqualTo("98"));
        await Bench.Quiet(GatewayBench.Second);

        Assert.That(Wire.Count("0421"), Is.GreaterThan(0), "the first 'not found' came while the request could still be on its way");
        Assert.That(Bench.Acquirer.Ledger.ReversalsOfUnseen, Is.GreaterThan(1));
    }

    [Test]
    public async Task A_late_approval_is_never_delivered_and_is_reversed_again()
    {
        var pos = await Bench.SignedOn();
        Wire.Withholds = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await InFlight(pos, sale);
        Assert.That((await Bench.InTime(pos.Hear(sale))).Code, Is.EqualTo("98"));
        await Bench.Quiet(GatewayBench.Second);
        var reversals = Wire.Count("0420") + Wire.Count("0421");

        await Wire.Release();
        await Bench.Passing(() => Wire.Count("0420") + Wire.Count("0421") > reversals);
        await Bench.Quiet(GatewayBench.Second);

        Assert.That((await pos.Ask(pos.Forms.Echo())).Message.Type.ToString(), Is.EqualTo("0830"), "the next thing on the line");
        var money = await Operator.Money();
        Assert.That((Amount(money, "approved"), Amount(money, "reversed")), Is.EqualTo((1_000, 1_000)));
        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("98"));
    }

    [Test]
    public async Task M8_a_late_approval_after_a_restart_is_taken_back()
    {
        var pos = await Bench.SignedOn();
        Wire.Withholds = answer => answer.Type.Class == 2;
        await InFlight(pos, pos.Forms.Sale(1_000, Pos.Card));
        await Bench.Restart(inOrder: false);
        await Bench.Quiet(GatewayBench.Second);
        var reversals = Wire.Count("0420") + Wire.Count("0421");

        await Wire.Release();
        await Bench.Passing(() => Wire.Count("0420") + Wire.Count("0421") > reversals);
        await Bench.Quiet(GatewayBench.Second);

        var money = await Operator.Money();
        Assert.That((Amount(money, "approved"), Amount(money, "reversed")), Is.EqualTo((1_000, 1_000)));
    }

    private async Task Unanswered(Pos pos, IsoMessage request)
    {
        Wire.Forgets = answer => answer.Type.Class == 2;
        await InFlight(pos, request);
        Assert.That((await Bench.InTime(pos.Hear(request))).Code, Is.EqualTo("98"));
        Wire.Forgets = _ => false;
    }
}
