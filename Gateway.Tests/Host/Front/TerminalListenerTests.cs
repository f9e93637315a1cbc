using System.Net.Sockets;
using Gateway.Host.Configuration;
using Gateway.Host.Front;

namespace Gateway.Tests.Host.Front;

[TestFixture]
public sealed class TerminalListenerTests
{
    private static byte[] Echo => Device.Framed(Device.Body(Device.Echo()));

    [Test]
    public async Task Newcomers_wait_while_the_limit_of_connections_is_reached()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { MaxConnections = 3 });
        var wires = new List<TerminalWire>();
        for (var wire = 0; wire < 8; wire++)
        {
            wires.Add(await bench.Connect());
            await wires[wire].Send(Echo);
        }

        // Whoever leaves makes room for exactly one.
        for (var first = 0; first < wires.Count; first++)
        {
            Assert.That((await wires[first].ReceiveMessage()).Text(39), Is.EqualTo("00"));
            Assert.That(bench.Connections.Count, Is.LessThanOrEqualTo(3));
            Assert.That(bench.Counted("connections"), Is.LessThanOrEqualTo(3));
            wires[first].Dispose();
        }

        Assert.That(bench.Log.Count(1004), Is.GreaterThan(0));
        Assert.That(bench.Log.Count(1005), Is.GreaterThan(0));
    }

    [Test]
    public async Task A_stop_answers_what_was_taken_in_and_reads_nothing_more()
    {
        await using var bench = await FrontBench.Start();
        bench.Lanes.OnAsked = _ => default;
        using var wire = await bench.Connect();
        await wire.Send(Echo);
        await FrontBench.Until(() => bench.Connections.OpenExchanges == 1, "the echo is taken in");

        await bench.Listener.Stop();
        await wire.Send(Echo);
        Assert.That(async () => (await bench.Connect()).Dispose(), Throws.InstanceOf<SocketException>());
        bench.Lanes.Approve(bench.Lanes.Asked.Single());
        Assert.That((await wire.ReceiveMessage()).Text(39), Is.EqualTo("00"));
        await FrontBench.Until(() => bench.Connections.OpenExchanges == 0, "nothing is open");

        await bench.Listener.DisposeAsync();
        await wire.AssertClosed();
        Assert.That(bench.Lanes.Asked, Has.Count.EqualTo(1));
        Assert.That(bench.Connections.Count, Is.Zero);
    }

    [Test]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var bench = await FrontBench.Start();
        await using var second = new TerminalListener(new TerminalListenerOptions { Port = bench.Listener.Port }, bench.Neighbours());

        Assert.That(second.Start, Throws.InstanceOf<SocketException>());
        Assert.That(second.Port, Is.Zero);
    }

    [Test]
    public async Task Connections_inherit_what_finds_dead_peers()
    {
        Assume.That(OperatingSystem.IsLinux());
        using var socket = ListeningSocket.Open(System.Net.IPAddress.Loopback, "pos", new CapturingLogger());
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        socket.Listen();
        using var wire = await TerminalWire.Connect(((System.Net.IPEndPoint)socket.LocalEndPoint!).Port);
        using var accepted = await socket.AcceptAsync();
        var timeout = new byte[4];
        accepted.GetRawSocketOption(6, 18, timeout);

        Assert.That(BitConverter.ToInt32(timeout), Is.EqualTo(10_000));
        Assert.That(accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive), Is.Not.EqualTo(0));
    }

    [Test]
    public async Task A_terminal_that_sends_no_header_is_served_where_the_options_say_so()
    {
        await using var bench = await FrontBench.Start(new TerminalListenerOptions { HeaderBytes = 0 });
        using var wire = await bench.Connect();
        var frame = Gateway.Iso8583.Framing.Frame.WriteWithLength(
            Gateway.Iso8583.Framing.FrameFormat.TpduOnly, Gateway.Iso8583.Framing.Tpdu.Parse("6000030000"), default, Device.Body(Device.Echo()));
        await wire.Send(frame);

        var answer = await wire.ReceiveFrame();
        Assert.That(Convert.ToHexString(answer.AsSpan(0, 7)), Is.EqualTo("60000000030830"));
    }
}
