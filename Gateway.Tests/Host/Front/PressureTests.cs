using System.Net.Sockets;
using Gateway.Host.Configuration;
using Gateway.Host.Core.Switching;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Front;

/// <summary>Many requests on one connection, lanes that are full, and terminals that do not listen.</summary>
[TestFixture]
public sealed class PressureTests
{
    [Test]
    public async Task One_terminals_slow_sale_does_not_hold_up_another_on_the_same_connection()
    {
        await using var bench = await FrontBench.Start();
        var slow = default(TerminalAsked);
        bench.Lanes.OnAsked = asked =>
        {
            if (asked.Request.Class == MessageClass.Sale)
            {
                slow = asked;
            }
            else
            {
                bench.Lanes.Approve(asked);
            }

            return default;
        };
        using var wire = await bench.Connect();
        await wire.Send(Device.Framed(Device.Signed(Device.Sale())), Device.Framed(Device.Signed(Device.Reversal(5, FakeEstate.Other))));

        Assert.That((await wire.ReceiveMessage()).Text(41), Is.EqualTo(FakeEstate.Other));
        bench.Lanes.Approve(slow!);
        Assert.That((await wire.ReceiveMessage()).Text(41), Is.EqualTo(FakeEstate.Terminal));
    }

    [Test]
    public async Task Reading_pauses_while_too_many_requests_are_open()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { MaxInFlight = 2 });
        bench.Lanes.OnAsked = _ => default;
        using var wire = await bench.Connect();
        await wire.Send([.. Enumerable.Range(1, 5).SelectMany(stan => Device.Framed(Device.Signed(Device.Sale(stan))))]);
        await FrontBench.Until(() => bench.Lanes.Asked.Count == 2, "two are taken in");
        Assert.That(bench.Connections.OpenExchanges, Is.EqualTo(2));

        for (var answered = 0; answered < 5; answered++)
        {
            await FrontBench.Until(() => bench.Lanes.Asked.Count >= Math.Min(5, answered + 2), "the next is taken in");
            Assert.That(bench.Lanes.Asked, Has.Count.LessThanOrEqualTo(answered + 2));
            bench.Lanes.Approve(bench.Lanes.Asked.ElementAt(answered));
            Assert.That((await wire.ReceiveMessage()).Text(11), Is.EqualTo($"{answered + 1:D6}"));
        }
    }

    [Test]
    public async Task Requests_that_are_never_answered_do_not_block_a_connection_for_ever()
    {
        var time = new FakeTimeProvider();
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { MaxInFlight = 1 }, time: time);
        bench.Lanes.OnAsked = _ => default;
        using var wire = await bench.Connect();
        await wire.Send(Device.Framed(Device.Signed(Device.Sale())), Device.Framed(Device.Signed(Device.Reversal())));
        await FrontBench.Until(() => bench.Lanes.Asked.Count == 1, "the sale is taken in");

        time.Advance(TimeSpan.FromSeconds(61));
        await FrontBench.Until(() => bench.Lanes.Asked.Count == 2, "the reversal is taken in");
        Assert.That(bench.Counted("exchanges_forgotten"), Is.EqualTo(1));
    }

    [Test]
    public async Task Reading_pauses_while_a_lane_is_full()
    {
        await using var bench = await FrontBench.Start();
        var room = new TaskCompletionSource();
        bench.Lanes.OnAsked = asked =>
        {
            bench.Lanes.Approve(asked);
            return new ValueTask(room.Task);
        };
        using var wire = await bench.Connect();
        await wire.Send(Device.Framed(Device.Body(Device.Echo())), Device.Framed(Device.Body(Device.Echo())));
        await wire.ReceiveMessage();
        Assert.That(bench.Lanes.Asked, Has.Count.EqualTo(1));

        room.SetResult();
        await wire.ReceiveMessage();
        Assert.That(bench.Lanes.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_peer_that_never_reads_is_closed_before_it_fills_the_memory()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { WriteStallSeconds = 1 });
        using var wire = await bench.Connect();
        wire.Socket.ReceiveBufferSize = 4096;
        var echoes = Enumerable.Repeat(Device.Framed(Device.Body(Device.Echo())), 1000).SelectMany(frame => frame).ToArray();
        var sent = 0;
        try
        {
            while (bench.Log.Count(1024) == 0)
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
                sent += await wire.Socket.SendAsync(echoes, SocketFlags.None, patience.Token);
                Assert.That(sent, Is.LessThan(500_000_000), "the gateway reads on and on");
            }
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
        }

        await FrontBench.Until(() => bench.Counted("connections_closed/WriteStalled") == 1, "the close is counted");
        Assert.That(bench.Lanes.Asked, Has.Count.LessThan(100_000));
    }
}
