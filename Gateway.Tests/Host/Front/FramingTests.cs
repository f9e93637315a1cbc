using Gateway.Host.Configuration;
using Gateway.Iso8583.Framing;
using Gateway.Tests.Iso8583.Framing;

namespace Gateway.Tests.Host.Front;

[TestFixture]
public sealed class FramingTests
{
    [Test]
    public async Task A_frame_may_be_cut_anywhere()
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        var frame = Device.Framed(Device.Body(Device.Echo()));
        for (var cut = 1; cut < frame.Length; cut++)
        {
            await wire.Send(frame[..cut]);
            await Task.Yield();
            await wire.Send(frame[cut..]);
            Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"), $"cut after byte {cut}");
        }
    }

    [Test]
    public async Task A_frame_may_come_byte_by_byte()
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        await wire.Send([.. Device.Framed(Device.Signed(Device.Sale())).Select(single => new[] { single })]);

        Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"));
    }

    [TestCase(2)]
    [TestCase(100)]
    [TestCase(1200)]
    public async Task Frames_in_one_segment_are_all_answered(int frames)
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        await wire.Send([.. Enumerable.Range(1, frames).SelectMany(stan => Device.Framed(Device.Signed(Device.Reversal(stan))))]);

        var answered = new List<string>();
        for (var frame = 0; frame < frames; frame++)
        {
            answered.Add((await wire.ReceiveMessage()).Text(11)!);
        }

        Assert.That(answered, Is.EqualTo(Enumerable.Range(1, frames).Select(stan => $"{stan:D6}")));
    }

    [Test]
    public async Task Empty_frames_keep_the_line_alive_and_are_counted()
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        await wire.Send(new byte[40_000], [0], [0], Device.Framed(Device.Body(Device.Echo())));

        Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"));
        Assert.That(bench.Counted("keep_alives"), Is.EqualTo(20_001));
    }

    //        first bytes                                    what the log says of them
    [TestCase("FFFF", "Too little")]
    [TestCase("1001", "Too little")]
    [TestCase("0001", "Too little")]
    [TestCase("000B6000030000603100311201", "length and a TPDU")]
    [TestCase("474554202F20485454502F312E310D0A", "HTTP")]
    [TestCase("1603010200010001FC0303", "TLS")]
    [TestCase("30303739363030303033303030303032", "ASCII digits")]
    [TestCase("79006000030000603100311201080000", "low byte first")]
    [TestCase("6000030000603100311201080000380001", "length bytes are missing")]
    [TestCase("00400200302004C020C09811303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030", "no TPDU")]
    public async Task What_is_no_frame_ends_the_connection(string hex, string diagnosis)
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        await wire.Send(Convert.FromHexString(hex));

        await wire.AssertClosed();
        await FrontBench.Until(() => bench.Counted("connections_closed/BadFrame") == 1, "the close is counted");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bench.Log.Count(1020) + bench.Log.Count(1021), Is.EqualTo(1));
            Assert.That(bench.Log.Lines, Has.Some.Contains(diagnosis));
            Assert.That(bench.Audits.Select(entry => (entry.Kind, entry.Subject)), Is.EqualTo(new[] { ("bad-frame", "127.0.0.1") }));
            Assert.That(bench.Lanes.Asked, Is.Empty);
        }
    }

    [Test]
    public async Task Every_length_is_served_cut_anywhere_and_two_in_one_segment(
        [ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { Length = prefix.ToString() });
        using var wire = await bench.Connect();
        var request = prefix.Framed(Device.Framed(Device.Body(Device.Echo()))[2..]);
        for (var cut = 1; cut < request.Length; cut++)
        {
            await wire.Send([.. prefix.Framed([]), .. request[..cut]]);
            await Task.Yield();
            await wire.Send([.. request[cut..], .. request]);
            for (var answers = 0; answers < 2; answers++)
            {
                var answer = await wire.ReceiveFrame(prefix);
                Assert.That(Convert.ToHexString(answer.AsSpan(0, 13)), Is.EqualTo("6000000003" + Device.Header + "0830"), $"cut after byte {cut}");
            }
        }
    }

    [Test]
    public async Task A_header_of_ones_own_comes_back_as_it_came()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { Length = "4-ascii", Header = "fixed-5" });
        using var wire = await bench.Connect();
        var prefix = LengthPrefix.Parse("4-ascii");
        await wire.Send(prefix.Framed([.. Convert.FromHexString("6000030007" + "FF00AB1C80"), .. Device.Body(Device.Echo())]));

        Assert.That(Convert.ToHexString((await wire.ReceiveFrame(prefix)).AsSpan(0, 12)), Is.EqualTo("6000070003" + "FF00AB1C80" + "0830"));
    }

    //        Length           first bytes                what the log says of them
    [TestCase("4-ascii", "2D303031" + "6000030000603100", "byte 1 of it is a sign or a space")]
    [TestCase("4-ascii", "2B313233" + "6000030000603100", "byte 1 of it is a sign or a space")]
    [TestCase("4-ascii", "0059" + "60000300006031003112", "length of two bytes; a length of four ASCII digits is expected")]
    [TestCase("2-bcd", "00A0" + "60000300006031003112", "byte 2 of it is not two decimal digits")]
    [TestCase("2-binary+self", "0001" + "6000030000", "says 1 and has to count its own 2 bytes")]
    [TestCase("2-binary+self", "0000", "says 0 and has to count its own 2 bytes")]
    [TestCase("4-binary", "FFFFFFFF" + "6000030000", "a frame of 4294967295 bytes is announced")]
    [TestCase("2-binary", "3038303038323230303030303030303030303030", "The first two bytes are ASCII '08': this peer sends no length prefix.")]
    public async Task What_is_no_length_of_the_listener_ends_the_connection(string length, string hex, string words)
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { Length = length });
        using var wire = await bench.Connect();
        await wire.Send([.. Convert.FromHexString(hex), .. LengthPrefix.Parse(length).Framed(Device.Framed(Device.Body(Device.Echo()))[2..])]);

        await wire.AssertClosed();
        Assert.That(bench.Log.Lines, Has.Some.Contains(words));
        Assert.That(bench.Lanes.Asked, Is.Empty);
    }

    [Test]
    public async Task A_message_planted_in_a_frame_that_is_too_long_is_never_read()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { MaxFrameBytes = 64 });
        var planted = Device.Framed(Device.Body(Device.Echo()));
        for (var filling = 0; filling < 80; filling += 8)
        {
            using var wire = await bench.Connect();
            await wire.Send([0, 200, .. new byte[filling], .. planted, .. new byte[filling], .. planted]);
            await wire.AssertClosed();
        }

        Assert.That(bench.Lanes.Asked, Is.Empty);
    }

    [Test]
    public async Task A_peer_that_counts_the_length_bytes_is_told_of_when_its_frame_is_overdue()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { FrameTimeoutSeconds = 1 });
        using var wire = await bench.Connect();
        await wire.Send(LengthPrefix.Parse("2-binary+self").Framed(Device.Framed(Device.Body(Device.Echo()))[2..]));

        await wire.AssertClosed();
        Assert.That(bench.Log.Lines, Has.Some.Contains("The length is exactly 2 more than the frame: this peer counts"));
    }

    [Test]
    public async Task What_follows_a_refused_length_is_not_looked_at()
    {
        await using var bench = await FrontBench.Start();
        using var wire = await bench.Connect();
        await wire.Send([0xFF, 0xFF, .. Device.Framed(Device.Body(Device.Echo()))]);

        await wire.AssertClosed();
        Assert.That(bench.Lanes.Asked, Is.Empty);
    }

    [Test]
    public async Task A_frame_that_is_begun_must_be_finished()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { FrameTimeoutSeconds = 1 });
        using var wire = await bench.Connect();
        var frame = Device.Framed(Device.Body(Device.Echo()));
        await wire.Send(frame);
        await wire.ReceiveMessage();

        // One byte now and then: never silent, never done.
        for (var at = 0; at < frame.Length - 1 && bench.Log.Count(1022) == 0; at++)
        {
            await wire.Send([frame[at]]);
            await Task.Delay(100);
        }

        await wire.AssertClosed();
        await FrontBench.Until(() => bench.Counted("connections_closed/FrameOverdue") == 1, "the close is counted");
        Assert.That(bench.Audits.Single().Kind, Is.EqualTo("slow-frame"));
    }

    [Test]
    public async Task The_frame_deadline_does_not_run_while_the_gateway_itself_does_not_read()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { FrameTimeoutSeconds = 1 });
        var release = new TaskCompletionSource();
        bench.Lanes.OnAsked = async asked =>
        {
            await release.Task;
            bench.Lanes.Approve(asked);
        };
        using var wire = await bench.Connect();
        var frame = Device.Framed(Device.Body(Device.Echo()));
        await wire.Send([.. frame, .. frame[..10]]);
        await FrontBench.Until(() => !bench.Lanes.Asked.IsEmpty, "the first frame is posted");
        await Task.Delay(1500);
        release.SetResult();
        await wire.Send(frame[10..]);

        Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"));
        Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"));
    }

    [Test]
    public async Task A_silent_connection_is_closed()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { IdleTimeoutSeconds = 1 });
        using var wire = await bench.Connect();

        await wire.AssertClosed();
        await FrontBench.Until(() => bench.Counted("connections_closed/Idle") == 1, "the close is counted");
    }

    [Test]
    public async Task A_connection_cut_within_a_frame_leaves_nothing_behind()
    {
        await using var bench = await FrontBench.Start();
        var frame = Device.Framed(Device.Signed(Device.Sale()));
        for (var cut = 0; cut < frame.Length; cut += 7)
        {
            using var wire = await bench.Connect();
            await wire.Send(frame[..cut]);
        }

        await FrontBench.Until(() => bench.Connections.Count == 0 && bench.Counted("connections") == 0, "all are counted out");
        Assert.That(bench.Lanes.Asked, Is.Empty);
    }
}
