using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>An acquirer that is slow, silent or gone: the terminal hears something definite, and what may have been charged is taken back.</summary>
[TestFixture]
public sealed class SilentAcquirerTests : Scenario
{
    [Test]
    public async Task A_silent_acquirer_makes_98_and_is_sent_0420_and_then_0421_until_it_acknowledges()
    {
        var pos = await Bench.SignedOn();
        Wire.Forgets = answer => answer.Type.Class is 2 or 4;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await pos.Say(sale);
        await Bench.Passing(() => Wire.Count("0420") == 1);
        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("98"));

        await Bench.Passing(() => Wire.Count("0421") >= 2);
        Wire.Forgets = _ => false;
        await Bench.Quiet();

        Assert.That(Wire.Count("0420"), Is.EqualTo(1));
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("98"), "and it stays so");
        Assert.That((await Operator.Explain(pos, 2)).GetProperty("sentence").GetString(), Does.Contain("did not answer in time").And.Contain("acknowledged the reversal"));
    }

    [Test]
    public async Task A_request_that_never_arrived_is_reversed_until_not_found_can_be_believed()
    {
        var pos = await Bench.SignedOn();
        Wire.Loses = request => request.Type.ToString() == "0200";
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await pos.Say(sale);
        await Bench.Passing(() => Wire.Count("0420") == 1);
        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("98"));
        await Bench.Quiet();

        Assert.That(Wire.Count("0421"), Is.GreaterThan(0), "the first 'not found' came while the request could still be on its way");
        Assert.That(Bench.Acquirer.Ledger.ReversalsOfUnseen, Is.GreaterThan(1));
    }

    [Test]
    public async Task A_late_approval_is_never_delivered_and_is_reversed_again()
    {
        var pos = await Bench.SignedOn();
        Wire.Withholds = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await pos.Say(sale);
        await Bench.Passing(() => Wire.Count("0420") == 1);
        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("98"));
        await Bench.Quiet();

        await Wire.Release();
        await Patience.Until(() => Wire.Count("0421") == 1);
        await Bench.Quiet();

        var echo = pos.Forms.Echo();
        Assert.That((await pos.Ask(echo)).Message.Type.ToString(), Is.EqualTo("0830"), "the next thing on the line");
        var money = await Operator.Money();
        Assert.That((Amount(money, "approved"), Amount(money, "reversed")), Is.EqualTo((1_000, 1_000)));
        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("98"));
    }

    [Test]
    public async Task Without_a_link_a_sale_is_91_at_once_and_nothing_was_sent()
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

        await Bench.Passing(() => Wire.Count("0420") == 1);
        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("98"));
        await Bench.Quiet();
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
        await Patience.Until(() => Wire.Count("0420") == 1);

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("98"));
        await Bench.Quiet();
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
    }

    [Test]
    public async Task A_reversal_that_is_owed_survives_a_restart()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell(1_000);
        Wire.Loses = request => request.Type.Class == 4;
        await pos.Ask(PosForms.Reversal(sale));
        await Patience.Until(() => Wire.Count("0420") == 1);
        await Bench.Restart(inOrder: false);
        Wire.Loses = _ => false;
        await Bench.Quiet();

        Assert.That(Wire.Count("0421"), Is.GreaterThan(0), "told as a repeat");
        Assert.That(Bench.Acquirer.Ledger.Snapshot().Single().IsReversed, Is.True);
    }
}
