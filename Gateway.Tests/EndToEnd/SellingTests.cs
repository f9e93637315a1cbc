using System.Text;

namespace Gateway.Tests.EndToEnd;

/// <summary>What a signed-on terminal can do on an ordinary day.</summary>
[TestFixture]
public sealed class SellingTests : Scenario
{
    [Test]
    public async Task An_approved_sale_carries_what_the_receipt_needs_and_a_MAC()
    {
        var pos = await Bench.SignedOn();
        var (sale, reply) = await pos.Sell(12_345);

        Assert.That(reply.Rrn, Has.Length.EqualTo(12));
        Assert.That(reply.AuthCode, Has.Length.EqualTo(6));
        Assert.That((reply[12], reply[13], reply[15]), Is.EqualTo(("141530", "0301", "0301")), "the estate's clock");
        Assert.That(reply[32], Is.EqualTo("00010000"));
        Assert.That(reply.Message.Has(64), Is.True);
        foreach (var echoed in (int[])[2, 3, 4, 11, 25, 41, 42, 49, 60])
        {
            Assert.That(reply[echoed], Is.EqualTo(sale.Text(echoed)), $"DE {echoed}");
        }

        var asked = Wire.Asked.Single();
        Assert.That((asked.Text(2), asked.Text(4), asked.Text(35)), Is.EqualTo((Pos.Card.Pan, "000000012345", Pos.Card.Track2)));
        Assert.That(asked.Text(37), Is.EqualTo(reply.Rrn));
    }

    [Test]
    public async Task An_acquirers_decline_comes_through_as_it_is()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(10_051, Pos.Card);
        var reply = await pos.Ask(sale);

        Assert.That((reply.Code, reply.AuthCode), Is.EqualTo(("51", (string?)null)));
        var why = await Operator.Explain(pos, pos.Forms.LastStan);
        Assert.That(why.Text("sentence"), Does.Contain("declined by acquirer with code 51"));
    }

    [Test]
    public async Task A_balance_is_told_in_DE_54_and_moves_no_money()
    {
        var pos = await Bench.SignedOn();
        var reply = await pos.Ask(pos.Forms.Balance(Pos.Card));

        Assert.That((reply.Code, reply[54]), Is.EqualTo(("00", "0002156C000000500000")));
        Assert.That(Amount(await Operator.Money(), "approved"), Is.Zero);
    }

    [Test]
    public async Task A_sale_can_be_voided_once()
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(9_900);

        Assert.That((await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card))).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card))).Code, Is.EqualTo("25"));
        var named = "0200" + Wire.Asked[0].Text(11) + Wire.Asked[0].Text(7);
        Assert.That(Wire.Asked[^1].Text(90), Does.StartWith(named), "the void names its sale upstream");
        Assert.That(Amount(await Operator.Money(), "open"), Is.Zero);
    }

    [Test]
    public async Task A_void_of_another_amount_card_or_trace_is_refused()
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(9_900);

        Assert.That((await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card).Set(4, "000000000100"))).Code, Is.EqualTo("64"));
        Assert.That((await pos.Ask(pos.Forms.Void(sale, approval, Card.Number(2)))).Code, Is.EqualTo("14"));
        Assert.That((await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card).Set(61, "000001000099"))).Code, Is.EqualTo("25"));
        Assert.That(Wire.Count("0200"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_echo_is_answered()
    {
        var pos = await Bench.Terminal();

        var reply = await pos.Ask(pos.Forms.Echo());

        Assert.That((reply.Code, reply[11], reply[12]), Is.EqualTo(("00", (string?)null, "141530")));
    }

    [Test]
    public async Task A_PIN_arrives_at_the_acquirer_under_its_own_zone_key()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.PinSale(4_200, Pos.Card);

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("00"));
        Assert.That((Bench.Acquirer.PinBlocks, Bench.Acquirer.WrongPinBlocks), Is.EqualTo((1, 0)));
        var arrived = Wire.Asked.Single().Bytes(52).ToArray();
        Assert.That(arrived, Is.EqualTo(Bench.ZoneKeys.PinBlock(Pos.Card.Pin, Pos.Card.Pan)).And.Not.EqualTo(sale.Bytes(52).ToArray()));
    }

    [Test]
    public async Task A_PIN_block_that_cannot_be_read_is_99_and_goes_nowhere()
    {
        var pos = await Bench.SignedOn();
        var reply = await pos.Ask(pos.PinSale(4_200, Pos.Card).Set(52, Encoding.ASCII.GetBytes("no block")));

        Assert.That(reply.Code, Is.EqualTo("99"));
        Assert.That(Wire.Asked, Is.Empty);
    }

    [Test]
    public async Task An_encrypted_track_arrives_at_the_acquirer_in_clear()
    {
        var pos = await Bench.SignedOn("004");
        var sale = pos.Forms.Sale(800, Pos.Card).Set(35, pos.Keys!.EncryptTrack(Pos.Card.Track2)).Set(53, "0610000000000000");

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("00"));
        Assert.That(Wire.Asked.Single().Text(35), Is.EqualTo(Pos.Card.Track2));
    }

    [Test]
    public async Task The_header_is_echoed_and_the_TPDU_swapped()
    {
        var pos = await Bench.SignedOn();
        using var line = await pos.NewLine();
        await line.Send(pos.Seal(pos.Forms.Sale(300, Pos.Card)));

        var reply = await line.Receive();

        Assert.That(reply.Tpdu.ToString(), Is.EqualTo("6000000003"));
        Assert.That(reply.Header.ToString(), Is.EqualTo("603100311201"));
    }

    [Test]
    public async Task A_listener_without_headers_serves_terminals_that_send_none()
    {
        var pos = await Bench.SignedOn(headerless: true);
        var (sale, approval) = await pos.Sell();

        Assert.That((await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card))).Code, Is.EqualTo("00"));
    }

    [Test]
    public async Task A_terminal_that_connects_anew_for_every_message_is_served_as_well()
    {
        var pos = await Bench.SignedOn();
        for (var sale = 0; sale < 3; sale++)
        {
            pos.HangUp();
            await pos.Sell();
        }

        Assert.That(Wire.Count("0200"), Is.EqualTo(3));
    }
}
