using System.Text;

namespace Gateway.Tests.EndToEnd;

/// <summary>Who is not known, not authenticated or not understood is answered with a defined decline, and changes nothing.</summary>
[TestFixture]
public sealed class RefusalTests : Scenario
{
    [Test]
    public async Task An_unknown_terminal_is_97()
    {
        using var stranger = new Pos(Bench, "99999999", GatewayBench.Merchant, new byte[16]);
        var sale = stranger.Forms.Sale(100, Pos.Card);

        Assert.That((await stranger.Ask(stranger.Forms.SignOn("003"))).Code, Is.EqualTo("97"));
        Assert.That((await stranger.Ask(sale)).Code, Is.EqualTo("97"));
        Assert.That((await stranger.Ask(stranger.Forms.Settlement())).Code, Is.EqualTo("97"));
        Assert.That((await stranger.Ask(stranger.Forms.Echo())).Code, Is.EqualTo("97"));
        Assert.That((await Operator.Explain(stranger, 2)).Text("sentence"), Does.Contain("no terminal of that id is registered"));
    }

    [Test]
    public async Task Another_merchant_than_registered_is_03()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(100, Pos.Card).Set(42, "898000000000009");

        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("03"));
        Assert.That((await Operator.Explain(pos, pos.Forms.LastStan)).Text("sentence"), Does.Contain("another merchant"));
        Assert.That(Wire.Asked, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_wrong_or_missing_MAC_is_A0_and_takes_no_trace_number(bool missing)
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(100, Pos.Card);
        var bytes = missing ? pos.Wrap(Pos.Body(sale)) : pos.Seal(sale);
        bytes[^1] ^= (byte)(missing ? 0 : 1);
        await (await pos.Line()).Send(bytes);

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("A0"));
        Assert.That((await Operator.Explain(pos, pos.Forms.LastStan)).Text("outcome"), Is.EqualTo("refused"));
        Assert.That((await Operator.Get($"/api/terminals/{pos.Id}/transactions")).GetArrayLength(), Is.Zero, "it changed no state");
        Assert.That((await pos.Ask(sale)).Code, Is.EqualTo("00"), "the real one is sold");
    }

    [Test]
    public async Task What_is_not_built_is_40()
    {
        var pos = await Bench.SignedOn();
        foreach (var (type, processingCode, condition, kind) in ((string, string, string, string)[])
            [
                ("0100", "030000", "06", "10"),
                ("0100", "200000", "06", "11"),
                ("0200", "000000", "06", "20"),
                ("0200", "600000", "91", "45"),
                ("0200", "990000", "00", "99"),
                ("0220", "200000", "00", "25"),
                ("0620", "000000", "00", "22"),
                ("0302", "000000", "00", "22"),
            ])
        {
            var request = pos.Forms.Other(type, processingCode, condition, kind, 100, Pos.Card);
            Assert.That((await pos.Ask(request)).Code, Is.EqualTo("40"), $"{type} {processingCode} {condition} {kind}");
        }

        Assert.That(Wire.Asked, Is.Empty);
    }

    [Test]
    public async Task A_status_upload_which_has_no_trace_is_40_and_not_a_format_error()
    {
        var pos = await Bench.SignedOn();

        Assert.That((await pos.Ask(pos.Forms.Managed("0820", "362").Set(62, "0101"u8))).Code, Is.EqualTo("40"));
    }

    [Test]
    public async Task A_download_is_answered_none_and_its_end_without_a_list()
    {
        var pos = await Bench.SignedOn();
        foreach (var request in (string[])["0800 360", "0800 370", "0820 372", "0800 380", "0820 382", "0800 371", "0800 381"])
        {
            var reply = await pos.Ask(pos.Forms.Managed(request[..4], request[5..]));
            var list = request[^1] == '1' ? "" : "0";
            Assert.That((reply.Code, Encoding.ASCII.GetString(reply.Message.Bytes(62))), Is.EqualTo(("00", list)), request);
        }
    }

    [Test]
    public async Task An_offline_advice_is_acknowledged_and_kept_apart()
    {
        var pos = await Bench.SignedOn();
        var advice = pos.Forms.Other("0220", "000000", "00", "30", 4_400, Pos.Card);

        Assert.That((await pos.Ask(advice)).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(advice)).Code, Is.EqualTo("00"), "as often as it is told");
        Assert.That(Wire.Asked, Is.Empty);
        Assert.That((await Operator.Explain(pos, pos.Forms.LastStan)).Text("outcome"), Is.EqualTo("quarantined"));
        var kept = (await Operator.Get($"/api/terminals/{pos.Id}/transactions"))[0];
        Assert.That((kept.Text("state"), kept.Number("amount")), Is.EqualTo(("Quarantined", 4_400)));
        var line = (await Operator.Get("/api/money")).GetProperty("keptApart");
        Assert.That((line.Number("count"), line.Number("amount")), Is.EqualTo((1, 4_400)));
    }

    [Test]
    public async Task A_sale_without_a_card_or_an_amount_is_30()
    {
        var pos = await Bench.SignedOn();

        Assert.That((await pos.Ask(pos.Forms.Sale(100, Pos.Card).Remove(2).Remove(35))).Code, Is.EqualTo("30"));
        Assert.That((await pos.Ask(pos.Forms.Sale(0, Pos.Card))).Code, Is.EqualTo("30"));
        Assert.That((await pos.Ask(pos.Forms.Sale(100, Pos.Card).Remove(4))).Code, Is.EqualTo("30"));
        Assert.That((await pos.Ask(pos.Forms.Sale(100, Pos.Card).Set(35, Card.Number(2).Track2))).Code, Is.EqualTo("30"));
        Assert.That(Wire.Asked, Is.Empty);
    }
}
