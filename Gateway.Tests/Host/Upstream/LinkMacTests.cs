using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Simulator.Acquirers;

namespace Gateway.Tests.Host.Upstream;

/// <summary>MACs on a link: what leaves carries one, and no answer is believed without a right one.</summary>
[TestFixture]
public sealed class LinkMacTests
{
    private static readonly MessageWriter _writer = new(Dialect.Embedded("iso8583-1987-ascii"), checksParts: false);

    private static readonly byte[] _key = KeyMessages.Fresh();

    [TestCase("x9.19")]
    [TestCase("x9.19-4")]
    [TestCase("tdes-cmac")]
    [TestCase("unionpay-x9.19")]
    public async Task A_request_carries_a_MAC_and_its_answer_counts_with_one(string profile)
    {
        await using var bench = Bench(profile);
        await bench.Load(KeyUsage.ZoneMac, _key);
        var side = await bench.Up();
        var trace = bench.Sell(1);
        var request = await side.Hear();

        Assert.That((request.Has(64), request.Has(128)), Is.EqualTo((true, false)));
        Assert.That(Mac(profile).IsRight(request, _writer.Write(request)), Is.True);
        await side.SayRaw(Signed(AcquirerSide.AnswerTo(request), profile));
        Assert.That((await bench.Lanes.Next<AcquirerAnswered>()).Key, Is.EqualTo(trace));
        Assert.That((await side.HearManagement()).Has(64), Is.False);
    }

    [Test]
    public async Task A_reversal_carries_its_MAC_in_DE_128_and_its_answer_needs_one()
    {
        await using var bench = Bench();
        await bench.Load(KeyUsage.ZoneMac, _key);
        var side = await bench.Up();
        var numbers = bench.Port.Reserve();
        var sold = Requests.Sold(Requests.Sale(1).Key, numbers, bench.Name, null);
        bench.Port.Send(new SendReversal(sold, 1, bench.Port.Reserve()));
        var reversal = await side.Hear();

        Assert.That((reversal.Type.ToString(), reversal.Has(64), reversal.Has(128)), Is.EqualTo(("0420", false, true)));
        Assert.That(Mac().IsRight(reversal, _writer.Write(reversal)), Is.True);
        await side.Say(AcquirerSide.AnswerTo(reversal));
        await Patience.Until(() => bench.Meters["unproven"] == 1);
        await side.SayRaw(Signed(AcquirerSide.AnswerTo(reversal)));
        await bench.Lanes.Next<ReversalAnswered>();
    }

    [Test]
    public async Task An_approval_with_a_wrong_or_missing_MAC_is_dropped_and_the_right_one_still_counts()
    {
        await using var bench = Bench();
        await bench.Load(KeyUsage.ZoneMac, _key);
        var side = await bench.Up();
        bench.Sell(1);
        var request = await side.Hear();
        var right = Signed(AcquirerSide.AnswerTo(request));

        await side.Say(AcquirerSide.AnswerTo(request));
        await side.SayRaw([.. right[..^1], right[^1] == (byte)'0' ? (byte)'1' : (byte)'0']);
        await side.SayRaw(Signed(AcquirerSide.AnswerTo(request), key: KeyMessages.Fresh()));
        await Patience.Until(() => bench.Meters["unproven"] == 3);
        Assert.That(bench.Lanes.HeardNothing, Is.True);
        Assert.That(bench.Port.Waiting, Is.EqualTo(1), "it waits, and times out into its reversal");
        Assert.That(string.Join('\n', bench.Log.Lines), Does.Contain("2023").And.Not.Contain(UpstreamBench.Pan));

        await side.SayRaw(right);
        await bench.Lanes.Next<AcquirerAnswered>();
    }

    [Test]
    public async Task An_answer_under_the_key_before_is_taken_for_as_long_as_it_may_be_awaited()
    {
        await using var bench = Bench();
        await bench.Load(KeyUsage.ZoneMac, _key);
        var side = await bench.Up();
        bench.Sell(1);
        var first = await side.Hear();
        var next = KeyMessages.Fresh();
        await bench.Load(KeyUsage.ZoneMac, next);
        bench.Sell(2);
        var second = await side.Hear();

        Assert.That(Mac(key: next).IsRight(second, _writer.Write(second)), Is.True);
        await side.SayRaw(Signed(AcquirerSide.AnswerTo(first)));
        await bench.Lanes.Next<AcquirerAnswered>();
        bench.Time.Advance(TimeSpan.FromSeconds(21));
        await side.SayRaw(Signed(AcquirerSide.AnswerTo(second)));
        await Patience.Until(() => bench.Meters["unproven"] == 1);
        await side.SayRaw(Signed(AcquirerSide.AnswerTo(second), key: next));
        await bench.Lanes.Next<AcquirerAnswered>();
    }

    [Test]
    public async Task Without_a_key_the_link_is_up_for_a_key_and_takes_no_request()
    {
        await using var bench = Bench();
        await bench.Load(KeyUsage.ZoneMaster, KeyMessages.Master);
        var side = await bench.Up();

        Assert.That(bench.Port.IsReachable(bench.Name), Is.False);
        bench.Sell(1);
        await bench.Lanes.Next<RequestNotSent>();
        Assert.That(string.Join('\n', bench.Log.Lines), Does.Contain("2052").And.Contains("There is no zone MAC key to sign it with."));
        await side.Say(KeyMessages.Change(KeyMessages.Block(_key, "M3", 'C')));
        Assert.That((await side.Hear()).Text(39), Is.EqualTo("00"));
        Assert.That(bench.Port.IsReachable(bench.Name), Is.True);
        bench.Sell(2);
        var request = await side.Hear();
        Assert.That(Mac().IsRight(request, _writer.Write(request)), Is.True);
    }

    [Test]
    public async Task A_link_without_MAC_is_as_it_was()
    {
        await using var bench = new UpstreamBench();
        await bench.Load(KeyUsage.ZoneMac, _key);
        var side = await bench.Up();
        bench.Sell(1);
        var request = await side.Hear();

        Assert.That(request.Has(64), Is.False);
        await side.Say(AcquirerSide.AnswerTo(request));
        await bench.Lanes.Next<AcquirerAnswered>();
    }

    private static UpstreamBench Bench(string profile = "x9.19") => new(options => options with { Mac = profile });

    private static ZoneMac Mac(string profile = "x9.19", byte[]? key = null)
        => new(MacProfiles.Named(profile), new ZoneKey(key ?? _key, TimeSpan.Zero, TimeProvider.System));

    private static byte[] Signed(IsoMessage answer, string profile = "x9.19", byte[]? key = null)
    {
        var body = Mac(profile, key).Write(_writer, answer);
        return [(byte)(body.Length >> 8), (byte)body.Length, .. body];
    }
}
