using Gateway.Host.Core.Switching;
using Gateway.Host.Upstream;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Host.Upstream;

/// <summary>Requests out, answers in, and each to its transaction.</summary>
[TestFixture]
public sealed class UpstreamPortTests
{
    [Test]
    public async Task A_sale_carries_what_the_acquirer_needs()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var numbers = bench.Port.Reserve();
        bench.Sell(123, numbers: numbers);
        var heard = await side.Hear();

        Assert.That(
            heard.ToString(),
            Is.EqualTo("0200 [2, 3, 4, 7, 11, 12, 13, 14, 22, 23, 25, 26, 32, 35, 37, 41, 42, 49, 52, 53, 55]"));
        var texts = heard.Elements.ToDictionary(element => element, element => heard.Text(element));
        Assert.That(texts, Is.EqualTo(new Dictionary<int, string?>
        {
            [2] = UpstreamBench.Pan,
            [3] = "000000",
            [4] = "000000012500",
            [7] = "0301201530",
            [11] = $"{numbers.Stan:D6}",
            [12] = "041530",
            [13] = "0302",
            [14] = "3012",
            [22] = "051",
            [23] = "001",
            [25] = "00",
            [26] = "06",
            [32] = "00010000",
            [35] = UpstreamBench.Track,
            [37] = $"606020{numbers.Stan:D6}",
            [41] = UpstreamBench.Terminal,
            [42] = UpstreamBench.Merchant,
            [49] = "156",
            [52] = UpstreamBench.Pin,
            [53] = "2600000000000000",
            [55] = "9F2608A1B2C3D4E5F60718",
        }));
    }

    [Test]
    public async Task A_balance_inquiry_without_pin_has_neither_amount_nor_security_control()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var request = Requests.Sale(5, card: new CardData { Pan = UpstreamBench.Pan }) with
        {
            Class = MessageClass.Balance,
            ProcessingCode = "310000",
            Amount = null,
        };
        bench.Port.Send(new SendRequest(request, null, bench.Name, bench.Port.Reserve()));
        Assert.That((await side.Hear()).ToString(), Is.EqualTo("0200 [2, 3, 7, 11, 12, 13, 25, 32, 37, 41, 42, 49]"));
    }

    [Test]
    public async Task A_void_names_its_sale()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var sale = Requests.Sold(Requests.Sale(1).Key, bench.Port.Reserve(), bench.Name, null);
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        var request = Requests.Sale(2) with { Class = MessageClass.SaleVoid, ProcessingCode = "200000", CardData = null };
        bench.Port.Send(new SendRequest(request, sale, bench.Name, bench.Port.Reserve()));

        var heard = await side.Hear();
        Assert.That(heard.Text(7), Is.EqualTo("0301201532"));
        Assert.That(heard.Text(90), Is.EqualTo($"0200{sale.Upstream.Stan:D6}0301201530" + "00000010000" + "00000000000"));
    }

    [Test]
    public async Task Answers_in_reverse_order_find_their_requests()
    {
        const int Many = 500;
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var sent = new Dictionary<string, TraceKey>();
        var heard = new List<IsoMessage>();
        for (var i = 1; i <= Many; i++)
        {
            var numbers = bench.Port.Reserve();
            sent.Add($"{numbers.Stan:D6}", bench.Sell(i, numbers: numbers));
            heard.Add(await side.Hear());
        }

        heard.Reverse();
        foreach (var request in heard)
        {
            await side.Say(AcquirerSide.AnswerTo(request).Set(38, request.Text(11)!).Set(15, "0302").Set(54, "0002156C000000012500"));
        }

        foreach (var request in heard)
        {
            var answered = await bench.Lanes.Next<AcquirerAnswered>();
            Assert.That(answered.Key, Is.EqualTo(sent[request.Text(11)!]));
            Assert.That(answered.Answer, Is.EqualTo(new AcquirerAnswer
            {
                ResponseCode = "00",
                AuthCode = request.Text(11)!,
                SettlementDate = "0302",
                AdditionalAmounts = "0002156C000000012500",
            }));
        }

        Assert.That(bench.Link.Pending, Is.Zero);
        Assert.That(bench.Meters["answered"], Is.EqualTo(Many));
    }

    [Test]
    public async Task Chip_data_of_the_issuer_comes_along()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        bench.Sell(1);
        await side.Say(AcquirerSide.AnswerTo(await side.Hear(), "51").Set(55, [0x8A, 0x02, 0x35, 0x31]));
        var answer = (await bench.Lanes.Next<AcquirerAnswered>()).Answer;
        Assert.That(answer.ResponseCode, Is.EqualTo("51"));
        Assert.That(answer.Icc, Is.EqualTo(new byte[] { 0x8A, 0x02, 0x35, 0x31 }));
    }

    [TestCase(7, "0301201531")]
    [TestCase(11, "999998")]
    [TestCase(41, "T0000002")]
    [TestCase(7, null)]
    [TestCase(11, null)]
    [TestCase(41, null)]
    [TestCase(39, null)]
    public async Task An_answer_that_names_another_message_or_says_nothing_is_not_believed(int element, string? value)
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        bench.Sell(1);
        var right = await side.Hear();
        var wrong = AcquirerSide.AnswerTo(right);
        await side.Say(value is null ? wrong.Remove(element) : wrong.Set(element, value));
        await Patience.Until(() => bench.Meters["unmatched"] == 1);
        Assert.That(bench.Lanes.HeardNothing, Is.True);
        Assert.That(bench.Link.Pending, Is.EqualTo(1));

        await side.Say(AcquirerSide.AnswerTo(right));
        await bench.Lanes.Next<AcquirerAnswered>();
    }

    [Test]
    public async Task A_late_approval_is_still_attributed()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var trace = bench.Sell(1);
        var request = await side.Hear();
        Assert.That(bench.Port.Waiting, Is.EqualTo(1));
        bench.Time.Advance(TimeSpan.FromSeconds(45));
        Assert.That((bench.Port.Waiting, bench.Link.Pending), Is.EqualTo((0, 1)));

        await side.Say(AcquirerSide.AnswerTo(request));
        Assert.That((await bench.Lanes.Next<AcquirerAnswered>()).Key, Is.EqualTo(trace));
        Assert.That(bench.Meters["late"], Is.EqualTo(1));
    }

    [Test]
    public async Task A_duplicate_is_ignored_but_an_approval_after_a_decline_is_heard()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        bench.Sell(1);
        var request = await side.Hear();
        await side.Say(AcquirerSide.AnswerTo(request, "05"));
        await side.Say(AcquirerSide.AnswerTo(request, "05"));
        await side.Say(AcquirerSide.AnswerTo(request));
        await side.Say(AcquirerSide.AnswerTo(request));
        await Patience.Until(() => bench.Meters["duplicates"] == 2);

        Assert.That((await bench.Lanes.Next<AcquirerAnswered>()).Answer.ResponseCode, Is.EqualTo("05"));
        Assert.That((await bench.Lanes.Next<AcquirerAnswered>()).Answer.ResponseCode, Is.EqualTo("00"));
        Assert.That(bench.Lanes.HeardNothing, Is.True);
    }

    [Test]
    public async Task An_approval_for_another_amount_counts_as_partial()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        bench.Sell(1);
        await side.Say(AcquirerSide.AnswerTo(await side.Hear(), amount: "000000012400"));
        Assert.That((await bench.Lanes.Next<AcquirerAnswered>()).Answer.ResponseCode, Is.EqualTo("10"));
    }

    [Test]
    public async Task Messages_nobody_asked_for_are_counted_and_change_nothing()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        bench.Sell(1);
        var request = await side.Hear();
        await side.Say(AcquirerSide.AnswerTo(request).Remove(39));
        await side.Say(request);
        await side.Say(new IsoMessage(MessageType.Parse("0810")).Set(7, "0301201530").Set(11, "000777").Set(39, "00").Set(70, "301"));
        await side.Say(AcquirerSide.AnswerTo(AsReversal(request)));
        await Patience.Until(() => bench.Meters["unmatched"] == 4);

        Assert.That(bench.Lanes.HeardNothing, Is.True);
        Assert.That(bench.Link.State, Is.EqualTo(LinkState.Up));
        Assert.That(bench.Log.Lines.Count(line => line.StartsWith("2020 ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    private static IsoMessage AsReversal(IsoMessage request)
    {
        var reversal = new IsoMessage(MessageType.Parse("0420"));
        foreach (var element in request.Elements)
        {
            reversal.Set(element, request.Text(element)!);
        }

        return reversal;
    }
}
