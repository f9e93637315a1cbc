using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class AcquirerDeskTests
{
    private static readonly AcquirerRules _rules = new()
    {
        Amounts =
        [
            Rule("51=51"), Rule("66600=drop"), Rule("77700=lose"), Rule("88800=late"), Rule("99900=delay:2s"), Rule("12300=decline:61"),
        ],
    };

    private readonly AcquirerDesk _desk = new(_rules, null, TimeProvider.System);

    [Test]
    public void A_sale_is_approved_with_a_code_and_the_senders_numbers_echoed()
    {
        var reply = _desk.Answer(Requests.Sale(1, 1000)).Reply!;

        Assert.That((reply.Type.ToString(), reply.Text(39), reply.Text(38)), Is.EqualTo(("0210", "00", "000001")));
        Assert.That((reply.Text(11), reply.Text(37), reply.Text(7)), Is.EqualTo(("000001", "RRN000000001", Requests.SentAt)));
    }

    [TestCase(1051, "51")]
    [TestCase(12300, "61")]
    public void An_amount_rule_declines_with_its_code(long amount, string code)
        => Assert.That(_desk.Answer(Requests.Sale(1, amount)).Reply!.Text(39), Is.EqualTo(code));

    [Test]
    public void A_dropped_request_is_approved_and_never_answered()
    {
        Assert.That(_desk.Answer(Requests.Sale(1, 166_600)).Reply, Is.Null);
        Assert.That(_desk.Ledger.Sum(entry => entry.Stands).Sales, Is.EqualTo(new MoneyCount(1, 166_600)));
    }

    [Test]
    public void A_lost_request_was_never_seen()
    {
        Assert.That(_desk.Answer(Requests.Sale(1, 177_700)).Reply, Is.Null);
        Assert.That(_desk.Ledger.Snapshot(), Is.Empty);
    }

    [Test]
    public void A_late_answer_and_a_delayed_one_wait()
    {
        Assert.That(_desk.Answer(Requests.Sale(1, 188_800)).Delay, Is.EqualTo(_rules.LateBy));
        Assert.That(_desk.Answer(Requests.Sale(2, 199_900)).Delay, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void A_balance_inquiry_gets_a_balance_and_moves_no_money()
    {
        var reply = _desk.Answer(Requests.Sale(1, 0).Set(3, "310000")).Reply!;

        Assert.That(reply.Text(54), Has.Length.EqualTo(20));
        Assert.That(_desk.Ledger.Sum(entry => entry.Stands).Sales.Count, Is.Zero);
    }

    [Test]
    public void Sign_on_and_echo_are_answered_and_sign_ons_counted()
    {
        var signOn = new IsoMessage(MessageType.Parse("0800")).Set(7, Requests.SentAt).Set(11, "000001").Set(70, "001");

        Assert.That(_desk.Answer(signOn).Reply!.Text(39), Is.EqualTo("00"));
        Assert.That(_desk.Answer(signOn.Set(70, "301")).Reply!.Text(70), Is.EqualTo("301"));
        Assert.That(_desk.SignOns, Is.EqualTo(1));
    }

    [TestCase(true, "00", 0)]
    [TestCase(false, "55", 1)]
    public void A_pin_block_must_be_the_cards_pin_under_the_zone_key(bool isRight, string code, int wrong)
    {
        var zoneKey = Convert.FromHexString("1A2B3C4D5E6F708192A3B4C5D6E7F80A");
        var desk = new AcquirerDesk(new AcquirerRules(), new ZonePinCheck(zoneKey), TimeProvider.System);
        var card = TestCard.Numbered(3);
        var block = TerminalKeys.FromClear(zoneKey, zoneKey, []).PinBlock(isRight ? card.Pin : "00000", card.Pan.Reveal());

        var reply = desk.Answer(Requests.Sale(1, 1000).Set(2, card.Pan.Reveal()).Set(52, block)).Reply!;

        Assert.That(reply.Text(39), Is.EqualTo(code));
        Assert.That((desk.PinBlocks, desk.WrongPinBlocks), Is.EqualTo((1, wrong)));
    }

    [Test]
    public void The_same_seed_makes_the_same_choices()
    {
        static string Codes(ulong seed)
        {
            var rules = new AcquirerRules { Seed = seed, Declines = [("51", 0.3), ("61", 0.2)], DropShare = 0.1 };
            var desk = new AcquirerDesk(rules, null, TimeProvider.System);
            return string.Concat(Enumerable.Range(1, 50).Select(stan => desk.Answer(Requests.Sale(stan, 1000)).Reply?.Text(39) ?? "--"));
        }

        var codes = Codes(7);
        Assert.That(Codes(7), Is.EqualTo(codes));
        Assert.That(Codes(8), Is.Not.EqualTo(codes));
    }

    private static AmountRule Rule(string text)
        => AmountRule.TryParse(text, out var rule) ? rule : throw new ArgumentException("The rule is wrong.", nameof(text));
}
