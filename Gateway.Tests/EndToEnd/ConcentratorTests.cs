using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>Many terminals on one connection do not wait for each other; one terminal has one financial message on its way.</summary>
[TestFixture]
public sealed class ConcentratorTests : Scenario
{
    [Test]
    public async Task A_reversal_never_waits_behind_another_terminals_slow_sale()
    {
        var (slow, quick) = (await Bench.SignedOn(), await Bench.SignedOn());
        var (sold, _) = await quick.Sell(900);
        using var shared = await slow.NewLine();
        Wire.Withholds = answer => answer.Type.Class == 2 && answer.Text(41) == slow.Id;
        var sale = slow.Forms.Sale(5_000, Pos.Card);
        await shared.Send(slow.Seal(sale));
        await Patience.Until(() => Wire.Withheld == 1);

        var reversal = PosForms.Reversal(sold);
        await shared.Send(quick.Seal(reversal));
        Assert.That(quick.Checked(reversal, await shared.Receive()).Code, Is.EqualTo("00"));
        var next = quick.Forms.Sale(300, Card.Number(2));
        await shared.Send(quick.Seal(next));
        Assert.That(quick.Checked(next, await shared.Receive()).Code, Is.EqualTo("00"));

        await Wire.Release();
        Assert.That(slow.Checked(sale, await shared.Receive()).Code, Is.EqualTo("00"));
        await Bench.Quiet();
    }

    [Test]
    public async Task A_second_sale_of_the_same_terminal_is_09_while_the_first_waits()
    {
        var pos = await Bench.SignedOn();
        Wire.Withholds = answer => answer.Type.Class == 2;
        var (first, second) = (pos.Forms.Sale(100, Pos.Card), pos.Forms.Sale(200, Pos.Card));
        await pos.Say(first);
        await Patience.Until(() => Wire.Withheld == 1);

        Assert.That((await pos.Ask(second)).Code, Is.EqualTo("09"));
        await Wire.Release();
        Assert.That((await pos.Hear(first)).Code, Is.EqualTo("00"));
        Assert.That(Wire.Count("0200"), Is.EqualTo(1));
    }

    [Test]
    public async Task Everybody_behind_a_concentrator_gets_his_own_answer()
    {
        var terminals = new List<Pos>();
        for (var count = 0; count < 8; count++)
        {
            terminals.Add(await Bench.SignedOn());
        }

        using var shared = await terminals[0].NewLine();
        var sales = terminals.ToDictionary(pos => pos.Id, pos => pos.Forms.Sale(700 + pos.Id[^1] - '0', Pos.Card));
        await shared.Send(terminals.SelectMany(pos => pos.Seal(sales[pos.Id])).ToArray());
        for (var left = terminals.Count; left > 0; left--)
        {
            var reply = await shared.Receive();
            var pos = terminals.Single(pos => pos.Id == reply[41]);
            Assert.That(pos.Checked(sales[pos.Id], reply).Code, Is.EqualTo("00"));
            Assert.That(sales.Remove(pos.Id), Is.True, "once");
        }
    }

    [Test]
    public async Task A_line_that_is_lost_under_a_sale_reverses_nothing()
    {
        var pos = await Bench.SignedOn();
        Wire.Withholds = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(100, Pos.Card);
        await InFlight(pos, sale);
        await Patience.Until(() => Wire.Withheld == 1);
        pos.HangUp();
        await Wire.Release();
        await Bench.Quiet();

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("00"), "the repeat gets what was decided");
        Assert.That((Wire.Count("0200"), Wire.Count("0420")), Is.EqualTo((1, 0)));
    }
}
