using System.Text;
using Gateway.Host.Core.Switching;
using Gateway.Host.Upstream;

namespace Gateway.Tests.Host.Upstream;

/// <summary>Card data stays out of the log, most of all when things go wrong.</summary>
[TestFixture]
public sealed class UpstreamLeakTests
{
    [Test]
    public async Task No_line_shows_a_card_number_a_track_or_a_pin_block()
    {
        await using var bench = new UpstreamBench(options => options with { MaxPending = 2 });
        var side = await bench.Up();
        var trace = bench.Sell(1);
        var request = await side.Hear();
        await side.Say(AcquirerSide.AnswerTo(request, amount: "000000000001"));
        await bench.Lanes.Next<AcquirerAnswered>();

        // A late answer, a wrong one, a full table, values that do not fit, a card that does not open.
        bench.Sell(2);
        var late = await side.Hear();
        bench.Time.Advance(TimeSpan.FromSeconds(30));
        await side.Say(AcquirerSide.AnswerTo(late));
        await bench.Lanes.Next<AcquirerAnswered>();
        await side.Say(AcquirerSide.AnswerTo(late).Set(11, "999999"));
        bench.Sell(3);
        bench.Sell(4);
        bench.Sell(5);
        await bench.Lanes.Next<RequestNotSent>();
        bench.Time.Advance(TimeSpan.FromSeconds(20));
        foreach (var card in Misfits())
        {
            bench.Sell(6, card: card);
            await bench.Lanes.Next<RequestNotSent>();
        }

        var sealedForAnother = await bench.Seal(trace with { Stan = 999 });
        bench.Port.Send(new SendReversal(
            Requests.Sold(trace, bench.Port.Reserve(), bench.Name, sealedForAnother), 1, bench.Port.Reserve()));

        // A message that is damaged behind the card number, and then no frame at all.
        var damaged = AcquirerSide.Frame(AcquirerSide.AnswerTo(request));
        damaged[^4] = (byte)'x';
        damaged[30] = (byte)'x';
        await side.SayRaw(damaged);
        await side.Ended;
        await bench.Passing(() => bench.Lanes.Ups == 2);
        var second = await bench.Acquirer.Next();
        await second.SayRaw(Encoding.ASCII.GetBytes(UpstreamBench.Pan + UpstreamBench.Track));
        await second.Ended;
        await Patience.Until(() => bench.Meters["unreadable"] == 2);
        await Patience.Until(() => bench.Link.State != LinkState.Up);

        var log = string.Join('\n', bench.Log.Lines) + bench.Link.LastError;
        var said = bench.Log.Lines.Select(line => line[..4]).Distinct();
        Assert.That(said, Is.SupersetOf((string[])["2003", "2010", "2011", "2013", "2020", "2021", "2022", "2030", "2031"]));
        foreach (var secret in (string[])[UpstreamBench.Pan, UpstreamBench.Pan[6..15], UpstreamBench.Track[^16..], UpstreamBench.Pin])
        {
            Assert.That(log, Does.Not.Contain(secret).IgnoreCase);
        }
    }

    private static IEnumerable<CardData> Misfits()
    {
        yield return new CardData { Pan = UpstreamBench.Pan + UpstreamBench.Pan };
        yield return new CardData { Track2 = UpstreamBench.Track + "0000000000" };
        yield return new CardData { PinBlock = Convert.FromHexString(UpstreamBench.Pin + "00") };
        yield return new CardData { Pan = UpstreamBench.Pan[..^1] + "银" };
    }
}
