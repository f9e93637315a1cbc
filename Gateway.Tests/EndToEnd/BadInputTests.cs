using System.Text;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>Bytes that are no message do no harm, and the log says what is wrong with them without showing them.</summary>
[TestFixture]
public sealed class BadInputTests : Scenario
{
    private const int FrameAndHeader = 2 + 5 + 6;

    [Test]
    public async Task A_malformed_message_is_30_when_it_could_be_read_as_far_as_its_trace_and_terminal()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(100, Pos.Card);
        var body = Pos.Body(sale);
        body[^3] = 0xAB;
        await (await pos.Line()).Send(pos.Wrap(body));

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("30"));
        Assert.That(Bench.Log.Of(1030).Single(), Does.Match("in element 60 at byte [0-9]+, [0-9]+ long. Answered: True"));
        Assert.That((await Operator.Explain(pos, pos.Forms.LastStan)).Text("responseCode"), Is.EqualTo("30"));
        await pos.Sell();
    }

    [Test]
    public async Task Bytes_left_over_are_30()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(100, Pos.Card);
        await (await pos.Line()).Send(pos.Wrap([.. Pos.Body(sale), 0x42]));

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("30"));
    }

    [Test]
    public async Task A_message_damaged_before_its_trace_is_not_answered_and_three_of_them_close_the_connection()
    {
        var pos = await Bench.SignedOn();
        var body = Pos.Body(pos.Forms.Sale(100, Pos.Card));
        body[12] = 0xAB;
        await pos.Sell();
        var line = await pos.Line();
        await line.Send(pos.Wrap(body));
        await pos.Sell();
        for (var times = 0; times < 3; times++)
        {
            await line.Send(pos.Wrap(body));
        }

        await line.HungUp();
        Assert.That(Bench.Log.Of(1030), Has.Count.EqualTo(4));
        Assert.That(Bench.Log.Of(1031), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_oversize_or_impossible_length_closes_the_connection()
    {
        foreach (var length in (int[])[4_097, 65_535, 1, FrameAndHeader])
        {
            using var line = await PosLine.Open(Bench.Port("pos"));
            await line.Send((byte[])[(byte)(length >> 8), (byte)length, 0x60, 0x00]);

            await line.HungUp();
            Assert.That(Bench.Log.Of(1020)[^1], Does.Contain($"a frame of {length} bytes is announced"));
        }
    }

    [TestCase("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n", "HTTP")]
    [TestCase("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001", "TLS")]
    public async Task A_stranger_to_the_protocol_is_hung_up_on_and_the_log_says_what_he_seems_to_speak(string said, string protocol)
    {
        using var line = await PosLine.Open(Bench.Port("pos"));
        await line.Send(Encoding.Latin1.GetBytes(said));

        await line.HungUp();
        Assert.That(Bench.Log.Of(1020).Concat(Bench.Log.Of(1021)).Single(), Does.Contain(protocol));
    }

    [Test]
    public async Task A_frame_without_a_TPDU_closes_the_connection()
    {
        var pos = await Bench.SignedOn();
        var bytes = pos.Seal(pos.Forms.Sale(100, Pos.Card));
        bytes[2] = 0x12;
        await (await pos.Line()).Send(bytes);

        await (await pos.Line()).HungUp();
    }

    [Test]
    public async Task A_request_cut_anywhere_by_a_lost_line_is_no_request()
    {
        var pos = await Bench.SignedOn();
        var bytes = pos.Seal(pos.Forms.Sale(100, Pos.Card));
        foreach (var cut in (int[])[1, 2, 7, FrameAndHeader, FrameAndHeader + 10, bytes.Length - 9, bytes.Length - 1])
        {
            using var line = await pos.NewLine();
            await line.Send(bytes.AsMemory(0, cut));
        }

        await pos.Sell();
        Assert.That(Wire.Count("0200"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_request_that_comes_byte_by_byte_is_a_request()
    {
        var pos = await Bench.SignedOn();
        var sale = pos.Forms.Sale(100, Pos.Card);
        foreach (var one in pos.Seal(sale))
        {
            await (await pos.Line()).Send((byte[])[one]);
        }

        Assert.That((await pos.Hear(sale)).Code, Is.EqualTo("00"));
    }

    [Test]
    public async Task Empty_frames_keep_a_line_alive_and_answers_are_ignored()
    {
        var pos = await Bench.SignedOn();
        var line = await pos.Line();
        await line.Send((byte[])[0, 0, 0, 0]);
        await line.Send(pos.Seal(new IsoMessage(MessageType.Parse("0210")).Set(41, pos.Id).Set(11, "000001")));
        await pos.Sell();
        await Patience.Until(() => Bench.Log.Of(1032).Count == 1);
    }

    [Test]
    public async Task A_flood_of_refusals_does_not_flood_the_audit_book()
    {
        using var stranger = new Pos(Bench, "99999999", GatewayBench.Merchant, new byte[16]);
        for (var times = 0; times < 60; times++)
        {
            Assert.That((await stranger.Ask(stranger.Forms.Sale(100, Pos.Card))).Code, Is.EqualTo("97"));
        }

        Assert.That((await Operator.Get("/api/audit")).GetArrayLength(), Is.InRange(1, 30));
    }
}
