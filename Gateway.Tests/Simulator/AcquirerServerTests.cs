using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Simulator.Acquirers;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class AcquirerServerTests : IAsyncDisposable
{
    private static readonly Dialect _dialect = Dialect.Embedded("iso8583-1987-ascii");

    private readonly AcquirerDesk _desk = new(new AcquirerRules(), null, TimeProvider.System);
    private readonly AcquirerServer _server;

    public AcquirerServerTests() => _server = new AcquirerServer(_desk, IPAddress.Loopback, TimeProvider.System);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Test]
    public async Task Requests_that_come_in_one_segment_are_all_answered()
    {
        _server.Listen();
        using var client = await CallAsync();

        await client.GetStream().WriteAsync((byte[])[.. Framed(Requests.Sale(1, 1000)), .. Framed(Requests.Sale(2, 2000))]);

        var stans = new[] { await ReadAsync(client), await ReadAsync(client) }.Select(reply => reply.Text(11)).Order();
        Assert.That(string.Join(' ', stans), Is.EqualTo("000001 000002"));
    }

    [Test]
    public async Task A_refusing_acquirer_cuts_its_links_and_listens_again_on_the_same_port()
    {
        _server.Listen();
        var port = _server.Port;
        using var cut = await CallAsync();
        await cut.GetStream().WriteAsync(Framed(Requests.Sale(1, 1000)));
        await ReadAsync(cut);

        _server.Refuse();

        Assert.That(async () => await ReadAsync(cut), Throws.InstanceOf<IOException>());
        Assert.That(CallAsync, Throws.InstanceOf<SocketException>());
        _server.Listen();
        using var again = await CallAsync();
        await again.GetStream().WriteAsync(Framed(Requests.Sale(2, 1000)));
        Assert.That((await ReadAsync(again)).Text(39), Is.EqualTo("00"));
        Assert.That(_server.Port, Is.EqualTo(port));
    }

    [Test]
    public async Task Something_that_is_no_message_ends_the_link()
    {
        _server.Listen();
        using var client = await CallAsync();

        await client.GetStream().WriteAsync((byte[])[0, 4, .. "GET "u8]);

        Assert.That(async () => await ReadAsync(client), Throws.InstanceOf<IOException>());
    }

    [TestCase((int)FrameEnd.Request, 0)]
    [TestCase((int)FrameEnd.Answer, 1)]
    public async Task A_link_cut_in_a_frame_leaves_a_book_that_knows_only_what_was_read_whole(int frame, int booked)
    {
        _server.Listen();
        using var client = await CallAsync();
        _server.Shears.Ask((FrameEnd)frame, 0.5);

        await client.GetStream().WriteAsync(Framed(Requests.Sale(1, 1000)));

        Assert.That(async () => await ReadAsync(client), Throws.InstanceOf<IOException>());
        Assert.That(_desk.Ledger.Snapshot(), Has.Count.EqualTo(booked));
        Assert.That(_server.Shears.Cuts, Is.EqualTo(1));
    }

    private static byte[] Framed(IsoMessage message)
        => Frame.WriteWithLength(FrameFormat.Plain, default, default, new MessageWriter(_dialect).Write(message));

    private static async Task<IsoMessage> ReadAsync(TcpClient client)
    {
        var length = new byte[2];
        await client.GetStream().ReadExactlyAsync(length);
        var body = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await client.GetStream().ReadExactlyAsync(body);
        return new MessageReader(_dialect).Read(body);
    }

    private async Task<TcpClient> CallAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Port);
        return client;
    }
}
