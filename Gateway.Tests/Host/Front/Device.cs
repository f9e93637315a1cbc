using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Security.Modules;
using Gateway.Tests.Security;

namespace Gateway.Tests.Host.Front;

/// <summary>What a terminal says, and how it reads what it is told.</summary>
internal static class Device
{
    internal const string Pan = SecurityBench.Pan;
    internal const string Track = Pan + "=29122011234567890";
    internal const string Tpdu = "6000030000";
    internal const string Header = "603100311201";

    private static readonly Dialect _dialect = Dialect.Embedded("unionpay-pos");
    private static readonly MessageWriter _writer = new(_dialect);
    private static readonly MessageReader _reader = new(_dialect);

    internal static TerminalKeys Keys { get; } = TerminalKeys.FromClear(
        Convert.FromHexString(SecurityBench.PinKey), Convert.FromHexString(SecurityBench.MacKey), Convert.FromHexString(SecurityBench.TrackKey));

    internal static IsoMessage Message(string type, string terminal = FakeEstate.Terminal, params (int Element, string Value)[] elements)
    {
        var message = new IsoMessage(MessageType.Parse(type)).Set(41, terminal).Set(42, FakeEstate.Merchant);
        foreach (var (element, value) in elements)
        {
            message.Set(element, value);
        }

        return message;
    }

    internal static IsoMessage Sale(int stan = 1, string terminal = FakeEstate.Terminal) => Message(
        "0200", terminal, (2, Pan), (3, "000000"), (4, "000000001250"), (11, $"{stan:D6}"), (14, "2912"), (22, "021"), (25, "00"),
        (49, "156"), (60, "22000001"));

    internal static IsoMessage Balance(int stan = 1) => Message(
        "0200", FakeEstate.Terminal, (2, Pan), (3, "310000"), (11, $"{stan:D6}"), (22, "021"), (25, "00"), (49, "156"), (60, "01000001"));

    internal static IsoMessage Void(int stan = 2) => Message(
        "0200", FakeEstate.Terminal, (3, "200000"), (4, "000000001250"), (11, $"{stan:D6}"), (22, "012"), (25, "00"),
        (37, "000000000042"), (49, "156"), (60, "23000001"), (61, "000001000001"));

    internal static IsoMessage Reversal(int stan = 1, string terminal = FakeEstate.Terminal) => Message(
        "0400", terminal, (3, "000000"), (4, "000000001250"), (11, $"{stan:D6}"), (22, "021"), (25, "00"), (39, "98"),
        (49, "156"), (60, "22000001"));

    internal static IsoMessage Settlement(string totals)
        => Message("0500", FakeEstate.Terminal, (11, "000009"), (48, totals), (49, "156"), (60, "00000001201"));

    internal static IsoMessage SignOn(string code)
        => Message("0800", FakeEstate.Terminal, (11, "000008"), (60, "00000001" + code), (63, "001"));

    internal static IsoMessage Echo(string terminal = FakeEstate.Terminal) => Message("0820", terminal, (60, "00000001301"));

    internal static byte[] Body(IsoMessage message) => _writer.Write(message);

    internal static byte[] Signed(IsoMessage message)
    {
        var body = _writer.Write(message.Set(64, new byte[8]));
        Keys.Mac(body.AsSpan(..^8)).CopyTo(body, body.Length - 8);
        return body;
    }

    internal static byte[] Framed(byte[] body)
        => Frame.WriteWithLength(FrameFormat.UnionPay, Gateway.Iso8583.Framing.Tpdu.Parse(Tpdu), PosHeader.Parse(Header), body);

    internal static IsoMessage Read(byte[] body) => _reader.Read(body);

    internal static bool VerifiesMac(ReadOnlySpan<byte> body) => Keys.Mac(body[..^8]).AsSpan().SequenceEqual(body[^8..]);
}
