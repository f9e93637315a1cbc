using Gateway.Simulator.Terminals;

namespace Gateway.Tests.EndToEnd;

/// <summary>Working keys reach the terminal under its master key, and only those its profile may have.</summary>
[TestFixture]
public sealed class SignOnTests : Scenario
{
    private static readonly byte[] _masterKey = new byte[16];

    [TestCase("003", 40, 2)]
    [TestCase("004", 60, 3)]
    public async Task Sign_on_003_and_004_issue_fresh_keys_with_right_check_values(string keySet, int bytes, int keys)
    {
        var pos = await Bench.Terminal();
        var first = await pos.SignOn(keySet);
        var second = await pos.SignOn(keySet);

        Assert.That(first.Code, Is.EqualTo("00"));
        Assert.That(first[60], Is.EqualTo("00000001" + keySet), "the batch to begin with");
        Assert.That(first.Message.Bytes(62).Length, Is.EqualTo(bytes));
        var issued = pos.Open(first);
        Assert.That(issued, Has.Count.EqualTo(keys));
        Assert.That(issued.Select(key => key.Told[..8]), Is.EqualTo(issued.Select(key => key.Real[..8])));
        Assert.That(issued.Concat(pos.Open(second)).Select(key => Convert.ToHexString(key.Clear)), Is.Unique);
    }

    [Test]
    public async Task Sign_on_001_is_for_a_pinless_profile_and_issues_no_usable_PIN_key()
    {
        var pos = await Bench.Terminal("pinless");
        var reply = await pos.SignOn("001");

        Assert.That(reply.Code, Is.EqualTo("00"));
        Assert.That(reply.Message.Bytes(62).Length, Is.EqualTo(24));
        var (pin, mac) = (pos.Open(reply)[0], pos.Open(reply)[1]);
        Assert.That(pin.Told, Is.EqualTo("00000000").And.Not.EqualTo(pin.Real));
        Assert.That(mac.Told, Is.EqualTo(mac.Real));
        Assert.That(pos.Keys!.HasPinKey, Is.False);
        Assert.That((await pos.Sell()).Reply.AuthCode, Is.Not.Null, "it can trade without a PIN");
        var withBlock = pos.Forms.Sale(700, Pos.Card).Set(26, "12").Set(52, "no block"u8).Set(53, "2600000000000000");
        Assert.That((await pos.Ask(withBlock)).Code, Is.EqualTo("99"));
    }

    [TestCase("001", "pin")]
    [TestCase("003", "pinless")]
    [TestCase("004", "pinless")]
    [TestCase("005", "pin")]
    [TestCase("006", "pin")]
    public async Task A_key_set_that_is_not_of_the_profile_is_refused(string keySet, string profile)
    {
        var pos = await Bench.Terminal(profile);
        var reply = await pos.SignOn(keySet);

        Assert.That(reply.Code, Is.EqualTo("40"));
        Assert.That(reply.Message.Has(62), Is.False);
    }

    [Test]
    public async Task A_sale_that_was_signed_before_new_keys_came_is_approved_and_its_answer_is_signed_as_it_was()
    {
        var pos = await Bench.Terminal();
        await pos.SignOn();
        var (sale, keys) = (pos.PinSale(1_000, Pos.Card), pos.Keys);
        var frame = pos.Seal(sale);
        await pos.SignOn();

        var line = await pos.Line();
        await line.Send(frame);
        var reply = await line.Receive();
        Assert.That(reply.Code, Is.EqualTo("00"));
        Assert.That(ReplyCheck.Check(sale, reply.Message, reply.Body, keys), Is.EqualTo(ExchangeFault.None));
        Assert.That((await pos.Sell()).Reply.AuthCode, Is.Not.Null, "the new keys are in force too");
    }

    [Test]
    public async Task A_sale_on_its_way_when_its_terminals_keys_are_destroyed_is_answered_signed_and_can_be_taken_back()
    {
        var pos = await Bench.SignedOn();
        Wire.Withholds = answer => answer.Type.Class == 2;
        var sale = pos.Forms.Sale(1_000, Pos.Card);
        await pos.Say(sale);
        await Host.Upstream.Patience.Until(() => Wire.Withheld == 1);
        await Operator.Post($"/api/terminals/{pos.Id}/compromised", new { reason = "stolen" });
        await Wire.Release();

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("00"), "and its MAC is right");
        Assert.That((await pos.Ask(pos.Forms.Sale(500, Pos.Card))).Code, Is.EqualTo("97"), "nothing new");
        Assert.That((await pos.Ask(PosForms.Reversal(sale))).Code, Is.EqualTo("00"));
    }

    [Test]
    public async Task A_terminal_without_a_master_key_cannot_sign_on()
    {
        await Operator.Post("/api/terminals", new { id = "20000001", merchantId = GatewayBench.Merchant, profile = "pin" });
        using var pos = new Pos(Bench, "20000001", GatewayBench.Merchant, _masterKey);

        Assert.That((await pos.SignOn()).Code, Is.EqualTo("97"));
    }

    [Test]
    public async Task A_sale_before_the_first_sign_on_and_after_a_sign_off_is_77()
    {
        var pos = await Bench.Terminal();
        Assert.That((await pos.Ask(pos.Forms.Sale(100, Pos.Card))).Code, Is.EqualTo("77"));

        await pos.SignOn();
        await pos.Sell();
        Assert.That((await pos.Ask(pos.Forms.SignOff())).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(pos.Forms.Sale(100, Pos.Card))).Code, Is.EqualTo("77"));

        await pos.SignOn();
        await pos.Sell();
        Assert.That(Wire.Count("0200"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_MAC_under_the_keys_of_two_sign_ons_ago_is_A0()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(100, Pos.Card);
        var underOldKeys = pos.Seal(sale);
        await pos.SignOn();
        await pos.SignOn();

        await (await pos.Line()).Send(underOldKeys);

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("A0"));
    }

    [Test]
    public async Task The_operator_sees_check_values_and_never_keys()
    {
        var pos = await Bench.SignedOn();
        var terminal = await Operator.Get($"/api/terminals/{pos.Id}");

        Assert.That(terminal.Number("keyVersion"), Is.EqualTo(1));
        var usages = terminal.GetProperty("keys").EnumerateArray().Select(key => key.Text("usage"));
        Assert.That(usages, Is.EquivalentTo((string[])["TerminalPin", "TerminalMac"]));
    }
}
