using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Host.Upstream;

/// <summary>Reversal advices: what they carry, and whose answer is whose.</summary>
[TestFixture]
public sealed class ReversalSendingTests
{
    private static readonly TraceKey _trace = Requests.Sale(77).Key;

    [Test]
    public async Task The_first_is_0420_and_the_next_0421_with_numbers_of_its_own()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var original = bench.Port.Reserve();
        var transaction = Requests.Sold(_trace, original, bench.Name, await bench.Seal(_trace));
        transaction.AuthCode = "A1B2C3";
        bench.Time.Advance(TimeSpan.FromSeconds(25));
        var (first, second) = (bench.Port.Reserve(), bench.Port.Reserve());
        bench.Port.Send(new SendReversal(transaction, 1, first));
        bench.Port.Send(new SendReversal(transaction, 2, second));
        var heard = await Two(side);

        Assert.That(heard[0].ToString(), Is.EqualTo("0420 [2, 3, 4, 7, 11, 12, 13, 25, 32, 37, 38, 41, 42, 49, 90]"));
        var texts = heard[0].Elements.ToDictionary(element => element, element => heard[0].Text(element));
        Assert.That(texts, Is.EqualTo(new Dictionary<int, string?>
        {
            [2] = UpstreamBench.Pan,
            [3] = "000000",
            [4] = "000000012500",
            [7] = "0301201555",
            [11] = $"{first.Stan:D6}",
            [12] = "041530",
            [13] = "0302",
            [25] = "00",
            [32] = "00010000",
            [37] = original.Rrn,
            [38] = "A1B2C3",
            [41] = UpstreamBench.Terminal,
            [42] = UpstreamBench.Merchant,
            [49] = "156",
            [90] = $"0200{original.Stan:D6}0301201530" + "00000010000" + "00000000000",
        }));
        Assert.That((heard[1].Type.Value, heard[1].Text(11)), Is.EqualTo((421, $"{second.Stan:D6}")));
        Assert.That(heard[1].Text(90), Is.EqualTo(heard[0].Text(90)));
    }

    [Test]
    public async Task Goes_without_the_number_when_the_card_was_erased_or_cannot_be_opened()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var others = await bench.Seal(Requests.Sale(78).Key);
        bench.Port.Send(new SendReversal(Requests.Sold(_trace, bench.Port.Reserve(), bench.Name, null), 1, bench.Port.Reserve()));
        bench.Port.Send(new SendReversal(Requests.Sold(_trace, bench.Port.Reserve(), bench.Name, others), 1, bench.Port.Reserve()));
        foreach (var heard in await Two(side))
        {
            Assert.That(heard.Has(2), Is.False);
            Assert.That(heard.Has(90), Is.True);
        }
    }

    [TestCase("0430")]
    [TestCase("0410")]
    public async Task Its_answer_is_its_own(string type)
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        bench.Port.Send(new SendReversal(Requests.Sold(_trace, bench.Port.Reserve(), bench.Name, null), 3, bench.Port.Reserve()));
        var heard = await side.Hear();
        var answer = new IsoMessage(MessageType.Parse(type));
        foreach (var element in (int[])[4, 7, 11, 41])
        {
            answer.Set(element, heard.Text(element)!);
        }

        await side.Say(answer.Set(39, "25"));
        var answered = await bench.Lanes.Next<ReversalAnswered>();
        Assert.That((answered.Key, answered.ResponseCode, answered.Try), Is.EqualTo((_trace, "25", 3)));
        Assert.That(bench.Link.Pending, Is.Zero);
    }

    [Test]
    public async Task Is_not_answered_by_the_answer_to_a_request()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        bench.Port.Send(new SendReversal(Requests.Sold(_trace, bench.Port.Reserve(), bench.Name, null), 1, bench.Port.Reserve()));
        var heard = await side.Hear();
        var wrong = new IsoMessage(MessageType.Parse("0210"));
        foreach (var element in (int[])[4, 7, 11, 41])
        {
            wrong.Set(element, heard.Text(element)!);
        }

        await side.Say(wrong.Set(39, "00"));
        await Patience.Until(() => bench.Meters["unmatched"] == 1);
        Assert.That(bench.Link.Pending, Is.EqualTo(1));
        Assert.That(bench.Lanes.HeardNothing, Is.True);
    }

    [Test]
    public async Task Says_nothing_when_the_link_is_down()
    {
        await using var bench = new UpstreamBench(start: false);
        bench.Port.Send(new SendReversal(Requests.Sold(_trace, bench.Port.Reserve(), bench.Name, null), 1, bench.Port.Reserve()));
        bench.Port.Send(new SendReversal(Requests.Sold(_trace, bench.Port.Reserve(), "nobody", null), 1, bench.Port.Reserve()));
        Assert.That(bench.Link.Pending, Is.Zero);
        Assert.That(bench.Lanes.HeardNothing, Is.True);
    }

    // Each waits for the security module by itself, so they may overtake each other.
    private static async Task<List<IsoMessage>> Two(AcquirerSide side)
        => [.. new[] { await side.Hear(), await side.Hear() }.OrderBy(message => message.Text(11), StringComparer.Ordinal)];
}
