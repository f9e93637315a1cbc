using System.Text;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Host.Front;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Security;

namespace Gateway.Tests.Host.Front;

[TestFixture]
public sealed class ResponseWriterTests : IDisposable
{
    private static readonly TerminalAnswer _approved = new()
    {
        ResponseCode = "00",
        At = FakeLanes.At,
        Rrn = "000000000042",
        AuthCode = "A1B2C3",
        SettlementDate = "0309",
        Acquirer = SecurityBench.Acquirer,
    };

    private static readonly TerminalAnswer _done = new() { ResponseCode = "00", At = FakeLanes.At, Rrn = "000000000042" };

    private static readonly int[] _echoed = [2, 3, 4, 11, 23, 25, 41, 42, 49];
    private static readonly int[] _decided = [12, 13, 15, 32, 37, 38, 39, 44, 60, 63];
    private static readonly int[] _optional = [15, 38, 54, 55];

    private readonly SecurityBench _security = new();
    private FakeEstate _estate = null!;

    // The masks of the dialect, less the echo of DE 14 and 53 and less DE 32, 63 where recorded traffic has none.
    private static IEnumerable<TestCaseData> Masks()
    {
        yield return Mask("sale", Device.Sale().Set(23, "001"), _approved, "0210", 2, 3, 4, 11, 12, 13, 15, 23, 25, 32, 37, 38, 39, 41, 42, 44, 49, 60, 63, 64);
        yield return Mask("sale declined", Device.Sale(), _done with { ResponseCode = "51", Acquirer = SecurityBench.Acquirer }, "0210", 2, 3, 4, 11, 12, 13, 25, 32, 37, 39, 41, 42, 49, 60);
        yield return Mask("sale by track", Device.Sale().Remove(2).Set(35, Device.Track), _approved, "0210", 3, 4, 11, 12, 13, 15, 25, 32, 37, 38, 39, 41, 42, 44, 49, 60, 63, 64);
        yield return Mask("sale with chip data", Device.Sale(), _approved with { Icc = [0x91, 0x01, 0x02] }, "0210", 2, 3, 4, 11, 12, 13, 15, 25, 32, 37, 38, 39, 41, 42, 44, 49, 55, 60, 63, 64);
        yield return Mask("balance", Device.Balance(), _approved with { AuthCode = "", AdditionalAmounts = "1002156C000000012345" }, "0210", 2, 3, 11, 12, 13, 15, 25, 32, 37, 39, 41, 42, 44, 49, 54, 60, 64);
        yield return Mask("void", Device.Void(), _approved, "0210", 3, 4, 11, 12, 13, 15, 25, 32, 37, 38, 39, 41, 42, 44, 49, 60, 63, 64);
        yield return Mask("reversal", Device.Reversal(), _done, "0410", 3, 4, 11, 12, 13, 25, 37, 39, 41, 42, 49, 60, 64);
        yield return Mask("sign-on", Device.SignOn("003"), _done with { Batch = 2, Field62 = new byte[40] }, "0810", 11, 12, 13, 37, 39, 41, 42, 60, 62);
        yield return Mask("sign-off", Device.Message("0820", FakeEstate.Terminal, (11, "000009"), (60, "00000001002")), _done, "0830", 11, 12, 13, 37, 39, 41, 42, 60);
        yield return Mask("echo", Device.Echo(), _done with { Rrn = "" }, "0830", 12, 13, 39, 41, 42, 60);
        yield return Mask("download", Device.Message("0800", FakeEstate.Terminal, (60, "00000001360")), _done with { Field62 = "0"u8.ToArray() }, "0810", 12, 13, 37, 39, 41, 42, 60, 62);
        yield return Mask("settlement", Device.Settlement(new string('0', 62)).Set(63, "001"),
            _done with { ResponseCode = null, Acquirer = SecurityBench.Acquirer, SettlementTotals = new string('1', 62) }, "0510", 11, 12, 13, 32, 37, 41, 42, 48, 49, 60);
        yield return Mask("upload", Device.Message("0320", FakeEstate.Terminal, (11, "000010"), (48, "00"), (60, "00000001201")), _done, "0330", 11, 12, 13, 37, 39, 41, 42, 48, 60);
        yield return Mask("held", Device.Sale(), _done with { ResponseCode = "97", Reason = DeclineReason.TerminalHeld }, "0210", 2, 3, 4, 11, 12, 13, 25, 37, 39, 41, 42, 49, 60, 63);
    }

    [SetUp]
    public async Task SetUp() => _estate = await FakeEstate.Make(_security);

    [TestCaseSource(nameof(Masks))]
    public async Task An_answer_has_the_elements_of_its_mask(IsoMessage request, object answer, string type, int[] elements)
    {
        var (message, body) = await Write(request, (TerminalAnswer)answer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message.Type.ToString(), Is.EqualTo(type));
            Assert.That(message.Elements, Is.EqualTo(elements));
            Assert.That(!message.Has(64) || Device.VerifiesMac(body));
            foreach (var echoed in _echoed.Where(message.Has))
            {
                Assert.That(message.Text(echoed), Is.EqualTo(request.Text(echoed)), $"DE {echoed}");
            }
        }
    }

    [Test]
    public async Task An_approval_says_what_was_decided()
    {
        var (message, _) = await Write(Device.Sale(), _approved);
        Assert.That(
            _decided.Select(message.Text),
            Is.EqualTo(new[] { "140506", "0309", "0309", "00010000", "000000000042", "A1B2C3", "00", new string(' ', 11) + "00010000   ", "22000001", "CUP" }));
    }

    [Test]
    public async Task A_terminal_without_keys_gets_no_mac()
    {
        _estate.Change(entry => entry with { WorkingKeys = KeySet.None });
        Assert.That((await Write(Device.Sale(), _approved)).Message.Has(64), Is.False);
    }

    [TestCase("00000001201", 0, "00000001201")]
    [TestCase("00000001003", 123456, "00123456003")]
    [TestCase("2200000100050", 7, "2200000700050")]
    [TestCase("0012", 7, "0012")]
    public async Task The_batch_is_put_into_its_place(string sent, int batch, string told)
        => Assert.That((await Write(Device.Message("0800", FakeEstate.Terminal, (11, "000001"), (60, sent)), _done with { Batch = batch })).Message.Text(60), Is.EqualTo(told));

    [TestCase(DeclineReason.MerchantHeld, "商户停用请联系客服")]
    [TestCase(DeclineReason.TerminalHeld, "终端停用请联系客服")]
    public async Task A_held_terminal_shows_whom_to_call(object reason, string text)
    {
        var (message, _) = await Write(Device.Sale(), _done with { ResponseCode = "97", Reason = (DeclineReason)reason });
        var note = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!.GetString(message.Bytes(63));
        Assert.That(note, Is.EqualTo(new string(' ', 43) + text + "  "));
        Assert.That(message.Bytes(63).Length, Is.EqualTo(63));
    }

    [Test]
    public async Task A_terminal_that_sends_half_the_totals_gets_half_the_totals()
    {
        var answer = _done with { ResponseCode = null, SettlementTotals = new string('1', 31) + new string('2', 31) };
        Assert.That((await Write(Device.Settlement(new string('0', 31)), answer)).Message.Text(48), Is.EqualTo(new string('1', 31)));
    }

    [Test]
    public async Task What_an_acquirer_made_too_long_is_left_out_rather_than_the_answer()
    {
        var (message, _) = await Write(Device.Sale(), _approved with
        {
            AuthCode = "A1B2C3D4",
            AdditionalAmounts = new string('1', 120),
            Icc = new byte[256],
            SettlementDate = "20260309",
        });
        Assert.That(_optional.Where(message.Has), Is.Empty);
        Assert.That(message.Text(39), Is.EqualTo("00"));
    }

    [Test]
    public async Task The_tpdu_is_turned_round_and_the_header_stays()
    {
        var frame = await Frames(Device.Body(Device.Echo()), _done);
        Assert.That(Convert.ToHexString(frame.AsSpan(0, 11)), Is.EqualTo("6000000003" + Device.Header));
    }

    [TestCase("0201", "0210")]
    [TestCase("0401", "0410")]
    public async Task A_repeat_is_answered_like_what_it_repeats(string sent, string told)
    {
        var request = Device.Message(sent, FakeEstate.Terminal, (11, "000001"), (60, "22000001"));
        Assert.That((await Write(request, _done)).Message.Type.ToString(), Is.EqualTo(told));
    }

    public void Dispose() => _security.Dispose();

    private static TestCaseData Mask(string name, IsoMessage request, TerminalAnswer answer, string type, params int[] elements)
        => new TestCaseData(request, answer, type, elements).SetArgDisplayNames(name);

    private async Task<(IsoMessage Message, byte[] Body)> Write(IsoMessage request, TerminalAnswer answer)
    {
        var frame = await Frames(Device.Body(request), answer);
        var body = frame[FrameFormat.UnionPay.BodyOffset..];
        return (Device.Read(body), body);
    }

    private async Task<byte[]> Frames(byte[] body, TerminalAnswer answer)
    {
        var message = Device.Read(body);
        var parts = new FrameParts(Tpdu.Parse(Device.Tpdu), PosHeader.Parse(Device.Header), FrameFormat.UnionPay.BodyOffset);
        var exchange = Exchange.Of(message, parts, RequestReader.Read(message, new ReplyAddress(1, 1))!.Request, openedAt: 0);
        exchange.Keys = MessageKeys.Of(_estate.Get(), ksn: null, DateTimeOffset.UnixEpoch).First();
        var writer = new ResponseWriter(
            FrameFormat.UnionPay, new MessageWriter(Dialect.Embedded("unionpay-pos")), _security.Module,
            new Dictionary<string, string> { [SecurityBench.Acquirer] = "00010000" });
        return await writer.Write(exchange, answer, CancellationToken.None);
    }
}
