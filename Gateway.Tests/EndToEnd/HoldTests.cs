using System.Text;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>A hold stops new business at the next message of a live connection, and lets everything finish that was begun.</summary>
[TestFixture]
public sealed class HoldTests : Scenario
{
    private static readonly Encoding _gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;

    private static readonly object[] _holds =
    [
        new[] { "terminal", "L2", "97", "终端停用请联系客服" },
        new[] { "terminal", "L4", "97", "终端停用请联系客服" },
        new[] { "terminal", "L5", "97", "终端停用请联系客服" },
        new[] { "merchant", "L2", "03", "商户停用请联系客服" },
        new[] { "merchant", "L4", "03", "商户停用请联系客服" },
        new[] { "merchant", "L5", "03", "商户停用请联系客服" },
    ];

    [TestCaseSource(nameof(_holds))]
    public async Task A_hold_takes_effect_on_the_next_message_while_reversal_and_settlement_keep_working(
        string kind, string level, string code, string text)
    {
        var pos = await Bench.SignedOn();
        var (taken, _) = await pos.Sell(1_100);
        await pos.Sell(2_200);

        var hold = await Operator.Hold(kind, Subject(kind, pos), level);
        var asked = Wire.Count("0200");
        await IsHeld(pos, pos.Forms.Sale(500, Pos.Card), code, text);
        await IsExplained(pos, hold, level, code);
        await IsHeld(pos, pos.Forms.Balance(Pos.Card), code, text);
        Assert.That(Wire.Count("0200"), Is.EqualTo(asked), "nothing new reaches the acquirer");

        Assert.That((await pos.Ask(PosForms.Reversal(taken))).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(pos.Forms.Settlement(2_200, 1)))[48], Does.StartWith(PosForms.Totals(2_200, 1, 0, 0, 1)));
        Assert.That((await pos.Ask(pos.Forms.Echo())).Code, Is.EqualTo("00"));

        await Operator.Release(hold);
        pos.Forms.Batch = 2;
        await pos.Sell(700);
    }

    [TestCase("L2", "00")]
    [TestCase("L4", "00")]
    [TestCase("L5", "97")]
    public async Task Only_a_terminal_that_is_not_trusted_may_not_sign_on(string level, string code)
    {
        var pos = await Bench.SignedOn();
        var hold = await Operator.Hold("terminal", pos.Id, level, "SEC-01");

        var reply = await pos.SignOn();

        Assert.That((reply.Code, reply.Message.Has(62)), Is.EqualTo((code, code == "00")));
        await Operator.Release(hold);
        await pos.Sell();
    }

    [TestCase("L2")]
    [TestCase("L4")]
    public async Task What_was_sold_before_the_hold_can_be_voided(string level)
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(900);
        await Operator.Hold("terminal", pos.Id, level);

        Assert.That((await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card))).Code, Is.EqualTo("00"));
        Assert.That(Wire.Count("0200"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_void_of_a_quarantined_terminal_is_acknowledged_and_kept_apart()
    {
        var pos = await Bench.SignedOn();
        var (sale, approval) = await pos.Sell(900);
        await Operator.Hold("terminal", pos.Id, "L5", "SEC-01");

        Assert.That((await pos.Ask(pos.Forms.Void(sale, approval, Pos.Card))).Code, Is.EqualTo("00"));
        Assert.That(Wire.Count("0200"), Is.EqualTo(1));
        Assert.That((await Operator.Explain(pos, pos.Forms.LastStan)).Text("outcome"), Is.EqualTo("quarantined"));
    }

    [Test]
    public async Task A_quarantined_terminals_reversal_waits_four_hours_for_somebody_to_look()
    {
        var pos = await Bench.SignedOn();
        var (sale, _) = await pos.Sell(900);
        await Operator.Hold("terminal", pos.Id, "L5", "SEC-01");
        await pos.Ask(PosForms.Reversal(sale));
        await pos.Ask(pos.Forms.Echo());
        Bench.Time.Advance(TimeSpan.FromHours(3.9));
        await Bench.Link(up: true);
        Assert.That(Wire.Count("0420"), Is.Zero);

        Bench.Time.Advance(TimeSpan.FromMinutes(7));
        await Bench.Quiet(GatewayBench.Second);
        Assert.That(Wire.Asked.Count(message => message.Type.Class == 4), Is.GreaterThan(0));
    }

    [Test]
    public async Task A_merchants_hold_stops_all_its_terminals_and_nobody_elses()
    {
        await Operator.Post("/api/merchants", new { id = "898000000000002", name = "Next door", mcc = "5411" });
        var (one, two, other) = (await Bench.SignedOn(), await Bench.SignedOn(), await Bench.SignedOn(merchant: "898000000000002"));
        await Operator.Hold("merchant", GatewayBench.Merchant, "L2", "FEE-01");

        Assert.That((await one.Ask(one.Forms.Sale(100, Pos.Card))).Code, Is.EqualTo("03"));
        Assert.That((await two.Ask(two.Forms.Sale(100, Pos.Card))).Code, Is.EqualTo("03"));
        await other.Sell();
    }

    [Test]
    public async Task Of_two_holds_one_release_opens_nothing_that_the_other_denies()
    {
        var pos = await Bench.SignedOn();
        var terminal = await Operator.Hold("terminal", pos.Id, "L2");
        var merchant = await Operator.Hold("merchant", GatewayBench.Merchant, "L4", "FEE-01");
        await Operator.Release(terminal);
        Assert.That((await pos.Ask(pos.Forms.Sale(100, Pos.Card))).Code, Is.EqualTo("03"));

        await Operator.Release(merchant);
        await pos.Sell();
    }

    [Test]
    public async Task A_hold_survives_a_restart()
    {
        var pos = await Bench.SignedOn();
        var hold = await Operator.Hold("terminal", pos.Id, "L4");
        await Bench.Restart(inOrder: false);

        Assert.That((await pos.Ask(pos.Forms.Sale(100, Pos.Card))).Code, Is.EqualTo("97"));
        await Operator.Release(hold);
        await pos.Sell();
    }

    [Test]
    public async Task A_sale_that_was_sent_on_before_the_hold_is_still_answered()
    {
        var pos = await Bench.SignedOn();
        Wire.Withholds = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(800, Pos.Card);
        await InFlight(pos, sale);
        await Patience.Until(() => Wire.Withheld == 1);
        await Operator.Hold("terminal", pos.Id, "L4");
        await Wire.Release();

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(pos.Forms.Sale(100, Pos.Card))).Code, Is.EqualTo("97"));
    }

    private static string Subject(string kind, Pos pos) => kind == "terminal" ? pos.Id : pos.Merchant;

    private static async Task IsHeld(Pos pos, IsoMessage request, string code, string text)
    {
        var reply = await pos.Ask(request);
        Assert.That(reply.Code, Is.EqualTo(code));
        Assert.That(reply.Message.Bytes(63).Length, Is.EqualTo(63));
        Assert.That(_gbk.GetString(reply.Message.Bytes(63)[43..]).TrimEnd(), Is.EqualTo(text));
        Assert.That((reply.AuthCode, reply.Message.Has(64)), Is.EqualTo(((string?)null, false)));
    }

    private async Task IsExplained(Pos pos, long hold, string level, string code)
    {
        var why = await Operator.Explain(pos, pos.Forms.LastStan);
        Assert.That((why.Text("outcome"), why.Text("responseCode")), Is.EqualTo(("declined", code)));
        Assert.That(why.GetProperty("hold").Number("id"), Is.EqualTo(hold));
        Assert.That(why.Text("sentence"), Does.Contain($"hold {hold}, level {level}, reason DEV-01"));
    }
}
