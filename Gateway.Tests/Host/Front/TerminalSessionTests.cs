using Gateway.Security.Keys;

namespace Gateway.Tests.Host.Front;

[TestFixture]
public sealed class TerminalSessionTests
{
    // The last digits of DE 60 are missing: everything an answer needs was read before.
    private static byte[] Truncated => Device.Framed(Device.Body(Device.Sale())[..^1]);

    // DE 3 is no decimal number: neither trace nor terminal were read.
    private static byte[] Garbage => Damaged(Device.Body(Device.Sale()), at: 21);

    [Test]
    public async Task A_message_damaged_behind_trace_and_terminal_is_answered_30()
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        await wire.Send(Truncated);

        var answer = await wire.ReceiveMessage();
        Assert.That(bench.Lanes.Asked.TryPeek(out var asked));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((answer.Type.ToString(), answer.Text(39), answer.Text(11), answer.Text(41)), Is.EqualTo(("0210", "30", "000001", FakeEstate.Terminal)));
            Assert.That(asked!.Facts.FormatFault, Does.StartWith("Truncated in element 60"));
            Assert.That(asked.Facts.RegisteredMerchant, Is.Null);
            Assert.That(bench.Counted("refused_frames/Truncated"), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Garbage_meets_silence_and_after_three_in_a_row_a_closed_connection()
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        var echo = Device.Framed(Device.Body(Device.Echo()));
        await wire.Send(Garbage, Garbage, echo);
        Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"));

        await wire.Send(Garbage, Garbage, Garbage);
        await wire.AssertClosed();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bench.Lanes.Asked, Has.Count.EqualTo(1));
            Assert.That(bench.Counted("refused_frames/BadDigit"), Is.EqualTo(5));
            Assert.That(bench.Log.Count(1031), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_message_without_a_terminal_is_not_answered()
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        await wire.Send(
            Device.Framed(Device.Body(Device.Echo().Remove(41))), Device.Framed(Device.Body(Device.Echo().Set(41, "T\r\n00001"))),
            Device.Framed(Device.Body(Device.Echo().Set(41, "T\u00C4000001"))));

        await wire.AssertClosed();
        Assert.That(bench.Counted("refused_frames/NoTerminal"), Is.EqualTo(3));
    }

    [Test]
    public async Task Responses_from_terminals_are_ignored()
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        var response = Device.Framed(Device.Body(Device.Message("0210", FakeEstate.Terminal, (11, "000001"), (39, "00"))));
        await wire.Send(response, response, response, response, Device.Framed(Device.Body(Device.Echo())));

        Assert.That((await wire.ReceiveMessage()).Type.ToString(), Is.EqualTo("0830"));
        Assert.That(bench.Counted("ignored_responses"), Is.EqualTo(4));
    }

    [Test]
    public async Task While_the_security_module_fails_whoever_asks_for_money_meets_silence_and_may_be_approved_later([Values] bool keyFault)
    {
        BrokenModule? broken = null;
        await using var bench = await FrontBench.Start(module: module => broken = new BrokenModule(module)
        {
            OnVerify = keyFault ? new KeyException("The key does not open.") : new TimeoutException(Device.Pan),
        });
        using var wire = await bench.Connect();
        var sale = Device.Framed(Device.Signed(Device.Sale()));
        await wire.Send(sale, Device.Framed(Device.Signed(Device.Reversal(2))), Device.Framed(Device.Signed(Device.Echo())));

        var answer = await wire.ReceiveMessage();
        Assert.That((answer.Type.ToString(), answer.Text(39)), Is.EqualTo(("0830", "96")), "the only answer: an echo is no money");
        await FrontBench.Until(() => bench.Connections.OpenExchanges == 0, "all are closed");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bench.Lanes.Asked, Is.Empty);
            Assert.That(bench.Log.Count(keyFault ? 1040 : 1041), Is.EqualTo(3));
            Assert.That(bench.Log.Lines, Has.None.Contains(Device.Pan));
        }

        // The same frame over another path, or sent again.
        broken!.OnVerify = null;
        await wire.Send(sale);
        Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"));
    }

    [Test]
    public async Task A_throwing_lane_closes_the_connection_and_invents_no_answer()
    {
        await using var bench = await FrontBench.Start();
        bench.Lanes.OnAsked = _ => throw new InvalidOperationException(Device.Pan);
        using var wire = await bench.Connect();
        await wire.Send(Device.Framed(Device.Signed(Device.Sale())));

        await wire.AssertClosed();
        await FrontBench.Until(() => bench.Connections.Count == 0, "the connection is let go");
        Assert.That(bench.Log.Lines, Has.None.Contains(Device.Pan).And.Some.Contains("InvalidOperationException while handling"));
    }

    [Test]
    public async Task An_approval_that_cannot_be_signed_is_not_sent_so_that_the_terminal_reverses()
    {
        await using var bench = await FrontBench.Start(module: module => new BrokenModule(module) { OnGenerate = new KeyException("The key does not open.") });
        using var wire = await bench.Connect();
        await wire.Send(Device.Framed(Device.Signed(Device.Sale())));

        await wire.AssertClosed();
        Assert.That(bench.Log.Count(1043), Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_to_a_connection_that_is_gone_is_counted_and_nothing_more()
    {
        await using var bench = await FrontBench.Start();
        bench.Lanes.OnAsked = _ => default;
        using (var wire = await bench.Connect())
        {
            await wire.Send(Device.Framed(Device.Signed(Device.Sale())));
            await FrontBench.Until(() => !bench.Lanes.Asked.IsEmpty, "the sale is posted");
        }

        await FrontBench.Until(() => bench.Connections.Count == 0, "the connection is let go");
        Assert.That(bench.Lanes.Asked.TryPeek(out var asked));
        bench.Lanes.Approve(asked!);
        bench.Lanes.Approve(asked!);
        Assert.That(bench.Counted("answers_undelivered"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_second_answer_to_one_exchange_is_counted_and_not_sent()
    {
        await using var bench = await FrontBench.Start();
        bench.Lanes.OnAsked = asked =>
        {
            bench.Lanes.Answer(asked, "00");
            bench.Lanes.Answer(asked, "05");
            return default;
        };
        using var wire = await bench.Connect();
        await wire.Send(Device.Framed(Device.Body(Device.Echo())), Device.Framed(Device.Body(Device.Echo())));

        Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"));
        Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"));
        await FrontBench.Until(() => bench.Counted("answers_undelivered") == 2, "both second answers are counted");
    }

    private static byte[] Damaged(byte[] body, int at)
    {
        // Behind the type, the bitmap and DE 2 with its length byte.
        body[at] = 0xFF;
        return Device.Framed(body);
    }
}
