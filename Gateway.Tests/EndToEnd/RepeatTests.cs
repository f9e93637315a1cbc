using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>A message that comes again is answered again, and is never a second message.</summary>
[TestFixture]
public sealed class RepeatTests : Scenario
{
    [Test]
    public async Task A_repeat_on_the_same_connection_gets_the_stored_answer()
    {
        var pos = await Bench.SignedOn();
        var (sale, first) = await pos.Sell();

        IsStored(first, await pos.Ask(sale));
    }

    [Test]
    public async Task A_repeat_on_a_new_connection_gets_the_stored_answer()
    {
        var pos = await Bench.SignedOn();
        var (sale, first) = await pos.Sell();
        pos.HangUp();

        IsStored(first, await pos.Ask(sale));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_repeat_after_a_restart_gets_the_stored_answer(bool inOrder)
    {
        var pos = await Bench.SignedOn();
        var (sale, first) = await pos.Sell();
        await Bench.Restart(inOrder);

        IsStored(first, await pos.Ask(sale));
        Assert.That((await pos.Sell()).Reply.Rrn, Is.Not.EqualTo(first.Rrn), "and the keys are still good");
    }

    [Test]
    public async Task A_repeated_decline_is_the_same_decline_even_when_its_cause_is_gone()
    {
        var pos = await Bench.SignedOn();
        var hold = await Operator.Hold("terminal", pos.Id, "L2");
        var sale = pos.Forms.Sale(500, Pos.Card);
        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("97"));
        await Operator.Release(hold);

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("97"));
        Assert.That(Wire.Asked, Is.Empty);
    }

    [Test]
    public async Task A_repeat_while_the_first_waits_is_not_sent_on_and_gets_the_answer()
    {
        var pos = await Bench.SignedOn();
        Wire.Withholds = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(500, Pos.Card);
        await InFlight(pos, sale);
        await Patience.Until(() => Wire.Withheld == 1);
        using var line = await pos.NewLine();
        await line.Send(pos.Seal(sale));
        await line.Send(pos.Seal(pos.Forms.Echo()));
        Assert.That((await line.Receive()).Message.Type.ToString(), Is.EqualTo("0830"), "by then the repeat has been looked at");

        await Wire.Release();

        Assert.That(pos.Checked(sale, await line.Receive()).Code, Is.EqualTo("00"));
        Assert.That(Wire.Count("0200"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_trace_with_other_content_is_94_and_changes_nothing()
    {
        var pos = await Bench.SignedOn();
        var (sale, first) = await pos.Sell(500);
        foreach (var (element, other) in ((int, string)[])[(4, "000000000501"), (3, "310000"), (49, "840")])
        {
            var changed = new PosForms(pos.Id, pos.Merchant).Sale(500, Pos.Card).Set(11, sale.Text(11)!).Set(element, other);
            Assert.That((await pos.Ask(changed)).Code, Is.EqualTo("94"), $"another DE {element}");
        }

        IsStored(first, await pos.Ask(sale));
    }

    [Test]
    public async Task The_same_trace_with_another_card_is_94()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell(500);
        var reply = await pos.Ask(pos.Forms.Sale(500, Card.Number(2)).Set(11, sale.Text(11)!));

        Assert.That(reply.Code, Is.EqualTo("94"));
        Assert.That(Wire.Count("0200"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_trace_in_the_next_batch_is_another_sale()
    {
        var pos = await Bench.SignedOn();
        var (sale, first) = await pos.Sell(500);
        await pos.Ask(pos.Forms.Settlement(500, 1));
        pos.Forms.Batch++;
        var reply = await pos.Ask(pos.Forms.Sale(500, Pos.Card).Set(11, sale.Text(11)!));

        Assert.That((reply.Code, reply.Rrn == first.Rrn), Is.EqualTo(("00", false)));
    }

    private void IsStored(PosReply first, PosReply again)
    {
        Assert.That((again.Code, again.Rrn, again.AuthCode), Is.EqualTo((first.Code, first.Rrn, first.AuthCode)));
        Assert.That(Wire.Count("0200"), Is.EqualTo(1), "the acquirer was asked once");
    }
}
