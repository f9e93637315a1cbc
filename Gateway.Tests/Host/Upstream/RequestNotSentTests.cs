using Gateway.Host.Core.Switching;
using Gateway.Host.Upstream;

namespace Gateway.Tests.Host.Upstream;

/// <summary>"Not sent" is said exactly when nothing was written.</summary>
[TestFixture]
public sealed class RequestNotSentTests
{
    [Test]
    public async Task When_the_link_is_down()
    {
        await using var bench = new UpstreamBench(script: acquirer => acquirer.Manages = _ => null);
        var side = await bench.Acquirer.Next();
        var trace = bench.Sell(1);
        Assert.That((await bench.Lanes.Next<RequestNotSent>()).Key, Is.EqualTo(trace));
        Assert.That(side.HeardNothing, Is.True);
        Assert.That(bench.Meters["unsent"], Is.EqualTo(1));
    }

    [Test]
    public async Task When_no_such_acquirer_is_configured()
    {
        await using var bench = new UpstreamBench();
        await bench.Up();
        var request = Requests.Sale(1);
        bench.Port.Send(new SendRequest(request, null, "nobody", bench.Port.Reserve()));
        Assert.That((await bench.Lanes.Next<RequestNotSent>()).Key, Is.EqualTo(request.Key));
    }

    [Test]
    public async Task When_too_many_wait_until_one_is_answered()
    {
        await using var bench = new UpstreamBench(options => options with { MaxPending = 2 });
        var side = await bench.Up();
        bench.Sell(1);
        bench.Sell(2);
        Assert.That(bench.Port.IsReachable(bench.Name), Is.False);
        var refused = bench.Sell(3);
        Assert.That((await bench.Lanes.Next<RequestNotSent>()).Key, Is.EqualTo(refused));

        await side.Say(AcquirerSide.AnswerTo(await side.Hear()));
        await bench.Lanes.Next<AcquirerAnswered>();
        Assert.That(bench.Port.IsReachable(bench.Name), Is.True);
        bench.Sell(4);
        await side.Hear();
        await side.Hear();
        Assert.That(bench.Lanes.HeardNothing, Is.True);
    }

    [Test]
    public async Task When_it_was_released_too_late()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var (tooLate, justInTime) = (bench.Port.Reserve(), bench.Port.Reserve());
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        bench.Sell(1, numbers: justInTime);
        await side.Hear();
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        var trace = bench.Sell(2, numbers: tooLate);
        Assert.That((await bench.Lanes.Next<RequestNotSent>()).Key, Is.EqualTo(trace));
        Assert.That(side.HeardNothing, Is.True);
    }

    [Test]
    public async Task When_it_cannot_be_written()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var trace = bench.Sell(1, card: new CardData { Pan = UpstreamBench.Pan, EntryMode = "not three digits" });
        Assert.That((await bench.Lanes.Next<RequestNotSent>()).Key, Is.EqualTo(trace));
        Assert.That(side.HeardNothing, Is.True);
        Assert.That(bench.Link.Pending, Is.Zero);
    }

    [Test]
    public async Task Never_after_it_was_handed_to_the_connection()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var submitted = new List<TraceKey>();
        var numbers = bench.Port.Reserve();
        submitted.Add(bench.Sell(1, numbers: numbers));
        await side.Hear();
        side.Cut();

        // Until the loss is noticed requests are handed over, and what becomes of them nobody can know.
        for (var stan = 2; bench.Port.IsReachable(bench.Name); stan++)
        {
            submitted.Add(bench.Sell(stan));
        }

        await Patience.Until(() => bench.Link.State == LinkState.Down);
        var pending = bench.Link.Pending;
        for (var unsent = bench.Meters["unsent"]; unsent > 0; unsent--)
        {
            submitted.Remove((await bench.Lanes.Next<RequestNotSent>()).Key);
        }

        Assert.That(submitted, Has.Count.EqualTo(pending));
        Assert.That(bench.Meters["sent"], Is.EqualTo(pending));
    }

    [Test]
    public async Task Never_for_the_same_numbers_a_second_time()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var numbers = bench.Port.Reserve();
        bench.Sell(1, numbers: numbers);
        bench.Sell(1, numbers: numbers);
        bench.Sell(2);
        await side.Hear();
        Assert.That((await side.Hear()).Text(11), Is.Not.EqualTo($"{numbers.Stan:D6}"));
        Assert.That(bench.Lanes.HeardNothing, Is.True);
    }
}
