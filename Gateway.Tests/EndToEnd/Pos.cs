using System.Globalization;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;
using Gateway.Security.Pins;
using Gateway.Simulator.Terminals;

namespace Gateway.Tests.EndToEnd;

/// <summary>A registered terminal with its master key. Every answer it gets is checked as a device would check it.</summary>
internal sealed class Pos : IDisposable
{
    private const int MacBytes = 8;

    private static readonly MessageWriter _writer = new(Dialect.Embedded("unionpay-pos"), checksParts: false);

    private readonly IGatewayAddress _gateway;
    private readonly byte[] _masterKey;
    private PosLine? _line;

    internal Pos(IGatewayAddress gateway, string id, string merchant, byte[] masterKey)
    {
        (_gateway, Id, Merchant, _masterKey) = (gateway, id, merchant, masterKey);
        Forms = new PosForms(id, merchant);
    }

    internal string Id { get; }

    internal string Merchant { get; }

    internal PosForms Forms { get; }

    internal TerminalKeys? Keys { get; private set; }

    internal FrameFormat Format { get; init; } = FrameFormat.UnionPay;

    internal string Listener { get; init; } = "pos";

    internal Tpdu Tpdu { get; init; } = Tpdu.Parse("6000030000");

    internal PosHeader Header { get; init; } = PosHeader.Parse("603100311201");

    internal static Card Card => Card.Number(1);

    /// <summary>The line it uses unless told otherwise; opened when it is needed.</summary>
    internal async Task<PosLine> Line() => _line ??= await NewLine();

    internal Task<PosLine> NewLine() => PosLine.Open(_gateway.Port(Listener), Format);

    internal void HangUp()
    {
        _line?.Dispose();
        _line = null;
    }

    /// <summary>A request as it goes over the line, sealed when its type asks for it.</summary>
    internal byte[] Seal(IsoMessage message)
    {
        var isSealed = message.Type.Class is 1 or 2 or 4;
        if (isSealed)
        {
            message.Set(64, new byte[MacBytes]);
        }

        var body = _writer.Write(message);
        if (isSealed)
        {
            Keys?.Mac(body.AsSpan(..^MacBytes)).CopyTo(body, body.Length - MacBytes);
        }

        return Wrap(body);
    }

    /// <summary>A frame around a body that is sent as it is.</summary>
    internal byte[] Wrap(ReadOnlySpan<byte> body) => Frame.WriteWithLength(Format, Tpdu, Header, body);

    /// <summary>A request's body without anything in front, unsealed.</summary>
    internal static byte[] Body(IsoMessage message) => _writer.Write(message);

    internal async Task<PosReply> Ask(IsoMessage request)
    {
        var line = await Line();
        await line.Send(Seal(request));
        return Checked(request, await line.Receive());
    }

    /// <summary>Sends and does not wait.</summary>
    internal async Task Say(IsoMessage request) => await (await Line()).Send(Seal(request));

    /// <summary>Hears the answer to what was said.</summary>
    internal async Task<PosReply> Hear(IsoMessage request) => Checked(request, await (await Line()).Receive());

    /// <summary>Fails when a device would not believe the answer.</summary>
    internal PosReply Checked(IsoMessage request, PosReply reply)
    {
        Assert.That(ReplyCheck.Answers(request, reply.Message), Is.True, $"{reply} does not answer {request}.");
        Assert.That(ReplyCheck.Check(request, reply.Message, reply.Body, Keys), Is.EqualTo(ExchangeFault.None), $"{reply} to {request}");
        Assert.That((reply.Tpdu, reply.Header), Is.EqualTo((Tpdu.Swapped(), Format.HeaderBytes > 0 ? Header : default)));
        return reply;
    }

    internal async Task<PosReply> SignOn(string keySet = "003")
    {
        var reply = await Ask(Forms.SignOn(keySet));
        if (reply.Code == "00")
        {
            var field62 = reply.Message.Bytes(62);
            Keys = TerminalKeys.Load(_masterKey, field62);
            _gateway.Secrets.Add("working keys", field62);
            foreach (var key in Open(reply))
            {
                _gateway.Secrets.Add("a working key", key.Clear);
            }

            Forms.Batch = int.Parse(reply[60]!.AsSpan(2, 6), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return reply;
    }

    /// <summary>The keys of a sign-on's answer.</summary>
    internal IReadOnlyList<(byte[] Clear, string Told, string Real)> Open(PosReply reply)
        => WorkingKeys.Open(_masterKey, reply.Message.Bytes(62));

    /// <summary>A sale with the PIN of its card.</summary>
    internal IsoMessage PinSale(long amount, Card card)
    {
        var sale = PosForms.WithPin(Forms.Sale(amount, card), card, Keys!);
        _gateway.Secrets.Add("a PIN block under the terminal's key", sale.Bytes(52));
        _gateway.Secrets.Add("a PIN block under the acquirer's key", _gateway.ZoneKeys.PinBlock(card.Pin, card.Pan));
        _gateway.Secrets.Add("a clear PIN block", PinBlock.Encode(PinBlockFormat.Iso0, card.Pin, card.Pan));
        return sale;
    }

    /// <summary>Sells, and wants it approved.</summary>
    internal async Task<(IsoMessage Request, PosReply Reply)> Sell(long amount = 12_500, Card? card = null)
    {
        var request = Forms.Sale(amount, card ?? Card);
        var reply = await Ask(request);
        Assert.That(reply.Code, Is.EqualTo("00"), $"sale {request.Text(11)} of {Id}");
        return (request, reply);
    }

    public void Dispose() => HangUp();
}

/// <summary>Where terminals find a gateway, and what must not be found in what it leaves behind.</summary>
internal interface IGatewayAddress
{
    /// <summary>Everything that is to stay secret.</summary>
    Secrets Secrets { get; }

    /// <summary>The acquirer's own view of its keys, for looking at what arrives there.</summary>
    TerminalKeys ZoneKeys { get; }

    /// <summary>Where a listener listens.</summary>
    int Port(string listener);
}
