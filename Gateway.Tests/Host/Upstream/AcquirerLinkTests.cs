using Gateway.Host.Upstream;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Host.Upstream;

/// <summary>The life of a link: sign-on, echo, loss and return.</summary>
[TestFixture]
public sealed class AcquirerLinkTests
{
    [Test]
    public async Task Signs_on_and_is_up()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        var signOn = await side.HearManagement();

        Assert.That(signOn.ToString(), Is.EqualTo("0800 [7, 11, 70]"));
        Assert.That(signOn.Text(70), Is.EqualTo("001"));
        Assert.That(signOn.Text(7), Is.EqualTo("0301201530"));
        Assert.That(bench.Port.IsReachable(bench.Name), Is.True);
        Assert.That(bench.Port.IsReachable("nobody"), Is.False);
        Assert.That(bench.Link.LastError, Is.Null);
    }

    [Test]
    public async Task Is_not_reachable_before_the_sign_on_is_answered()
    {
        await using var bench = new UpstreamBench(script: acquirer => acquirer.Manages = _ => null);
        var side = await bench.Acquirer.Next();
        await side.HearManagement();

        Assert.That(bench.Link.State, Is.EqualTo(LinkState.SigningOn));
        Assert.That(bench.Port.IsReachable(bench.Name), Is.False);
    }

    [Test]
    public async Task Closes_and_tries_again_when_the_sign_on_is_not_answered()
    {
        await using var bench = new UpstreamBench(script: acquirer => acquirer.Manages = _ => null);
        var side = await bench.Acquirer.Next();
        await side.HearManagement();

        bench.Time.Advance(TimeSpan.FromSeconds(10));
        await side.Ended;
        await Patience.Until(() => bench.Link.State == LinkState.Down);
        Assert.That(bench.Link.LastError, Is.EqualTo("The acquirer did not answer the sign-on in time."));

        bench.Acquirer.Manages = _ => "00";
        await bench.Passing(() => bench.Lanes.Ups == 1);
        Assert.That(bench.Acquirer.Accepted, Is.GreaterThan(1));
        Assert.That(bench.Meters["reconnects"], Is.GreaterThan(0));
    }

    [Test]
    public async Task Closes_and_tries_again_when_the_sign_on_is_refused()
    {
        await using var bench = new UpstreamBench(script: acquirer => acquirer.Manages = _ => "91");
        var side = await bench.Acquirer.Next();
        await side.Ended;
        await Patience.Until(() => bench.Link.State == LinkState.Down);
        Assert.That(bench.Link.LastError, Is.EqualTo("The acquirer refused the sign-on with 91."));
    }

    [Test]
    public async Task Says_so_when_nobody_listens()
    {
        await using var bench = new UpstreamBench(start: false);
        await bench.Acquirer.DisposeAsync();
        bench.Port.Start(bench.Lanes);
        await Patience.Until(() => bench.Link.LastError?.Contains("ConnectionRefused", StringComparison.Ordinal) == true);
        Assert.That(bench.Link.State, Is.Not.EqualTo(LinkState.Up));
    }

    [Test]
    public async Task Echoes_after_silence_and_only_then()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        await side.HearManagement();

        // Something comes in after 40 seconds, so that the silence begins again.
        bench.Time.Advance(TimeSpan.FromSeconds(40));
        await side.Say(new IsoMessage(MessageType.Parse("0800")).Set(7, "0301201530").Set(11, "000777").Set(70, "301"));
        await side.Hear();
        bench.Time.Advance(TimeSpan.FromSeconds(40));
        bench.Sell(1);
        await side.Hear();
        Assert.That(bench.Link.State, Is.EqualTo(LinkState.Up));

        bench.Time.Advance(TimeSpan.FromSeconds(20));
        var echo = await side.HearManagement();
        Assert.That((echo.Text(70), echo.Text(7)), Is.EqualTo(("301", "0301201710")));
        Assert.That(bench.Acquirer.Accepted, Is.EqualTo(1));
    }

    [Test]
    public async Task Is_opened_again_when_an_echo_is_not_answered()
    {
        await using var bench = new UpstreamBench(script: acquirer => acquirer.Manages = code => code == "301" ? null : "00");
        var side = await bench.Up();
        await side.HearManagement();

        bench.Time.Advance(TimeSpan.FromSeconds(60));
        await side.HearManagement();
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        await side.Ended;
        await bench.Passing(() => bench.Lanes.Ups > 1);
    }

    [Test]
    public async Task Answers_the_acquirers_own_echo_and_refuses_what_it_does_not_know()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        await side.Say(new IsoMessage(MessageType.Parse("0800")).Set(7, "0301201530").Set(11, "000777").Set(70, "301"));
        var echoed = await side.Hear();
        await side.Say(new IsoMessage(MessageType.Parse("0800")).Set(7, "0301201530").Set(11, "000778").Set(70, "161"));
        var refused = await side.Hear();

        Assert.That(echoed.Type.Value, Is.EqualTo(810));
        Assert.That((echoed.Text(7), echoed.Text(11), echoed.Text(39), echoed.Text(70)), Is.EqualTo(("0301201530", "000777", "00", "301")));
        Assert.That((refused.Text(11), refused.Text(39)), Is.EqualTo(("000778", "40")));
    }

    [Test]
    public async Task Signs_off_before_it_stops()
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        await side.HearManagement();
        await bench.Port.Stop();
        await side.Ended;

        Assert.That((await side.HearManagement()).Text(70), Is.EqualTo("002"));
        Assert.That(bench.Link.State, Is.EqualTo(LinkState.Down));
        Assert.That(bench.Link.LastError, Is.EqualTo("Signed off."));
        Assert.That(bench.Port.IsReachable(bench.Name), Is.False);
    }

    [Test]
    public async Task Comes_back_after_a_cut_in_the_middle_of_a_frame_with_its_pending_messages()
    {
        await using var bench = new UpstreamBench();
        var first = await bench.Up();
        var trace = bench.Sell(1);
        var request = await first.Hear();
        var answer = AcquirerSide.Frame(AcquirerSide.AnswerTo(request));
        await first.SayRaw(answer[..(answer.Length / 2)]);
        first.Cut();

        await bench.Passing(() => bench.Lanes.Ups == 2);
        Assert.That(bench.Link.Pending, Is.EqualTo(1));
        Assert.That(bench.Lanes.HeardNothing, Is.True);

        var second = await bench.Acquirer.Next();
        await second.SayRaw(answer);
        Assert.That((await bench.Lanes.Next<Gateway.Host.Core.Switching.AcquirerAnswered>()).Key, Is.EqualTo(trace));
        Assert.That(bench.Link.Pending, Is.Zero);
    }

    [TestCase("4-ascii", "fixed:49534F303132")]
    [TestCase("2-bcd+self", "none")]
    [TestCase("4-binary", "fixed:00")]
    public async Task Speaks_the_framing_of_its_options_both_ways(string length, string header)
    {
        await using var bench = new UpstreamBench(
            options => options with { Length = length, Header = header },
            script: acquirer => acquirer.Framing = FrameFormat.Plain with { Length = LengthPrefix.Parse(length), Header = HeaderFormat.Parse(header) });
        var side = await bench.Up();
        var trace = bench.Sell(1);
        await side.Say(AcquirerSide.AnswerTo(await side.Hear()));

        Assert.That((await bench.Lanes.Next<Gateway.Host.Core.Switching.AcquirerAnswered>()).Key, Is.EqualTo(trace));
    }

    [TestCase(new byte[] { 0xFF, 0xFF }, "The acquirer sent a frame of 65535 bytes.")]
    [TestCase(new byte[] { 0x10, 0x01 }, "The acquirer sent a frame of 4097 bytes.")]
    [TestCase(new byte[] { 0x00, 0x00 }, "The acquirer sent a frame of 0 bytes.")]
    [TestCase(new byte[] { 0x00, 0x04, 0x30, 0x32, 0x58, 0x30 }, "The acquirer sent an unreadable message: BadMessageType in element 0.")]
    public async Task Closes_on_what_cannot_be_a_frame_or_a_message(byte[] bytes, string reason)
    {
        await using var bench = new UpstreamBench();
        var side = await bench.Up();
        await side.SayRaw(bytes);
        await side.Ended;
        await Patience.Until(() => bench.Link.State == LinkState.Down);
        Assert.That(bench.Link.LastError, Is.EqualTo(reason));
        Assert.That(bench.Meters["unreadable"], Is.EqualTo(1));
    }

    [Test]
    public async Task Closes_when_the_acquirer_takes_nothing_any_more()
    {
        // Neither an echo nor a second connection may come in between.
        const int Day = 86_400;
        await using var bench = new UpstreamBench(
            options => options with
            {
                MaxPending = 1_000_000,
                EchoSeconds = Day,
                ReconnectMilliseconds = 1000 * Day,
                ReconnectMostMilliseconds = 1000 * Day,
            },
            small: true,
            script: acquirer => acquirer.ReadsOn = false);
        await bench.Up();
        var sold = 0;

        // Full for a moment is not full for good: while the system still takes some, there is more to fill.
        await Patience.Until(() => bench.Link.State == LinkState.Down, () =>
        {
            while (bench.Port.IsReachable(bench.Name))
            {
                bench.Sell(++sold);
            }

            bench.Time.Advance(TimeSpan.FromSeconds(1));
        });
        Assert.That(bench.Link.LastError, Is.EqualTo("The acquirer took nothing for 10 seconds."));
        Assert.That(bench.Meters["sent"] + bench.Meters["unsent"], Is.EqualTo(sold));
    }
}
