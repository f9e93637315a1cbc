using CsCheck;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tracing;

namespace Gateway.Tests.Iso8583.Tracing;

[TestFixture]
public sealed class MessageTraceTests
{
    private const string PanDigits = "6212345678901234567";
    private const string Track = "6212345678901234567=29122011234567890";
    private const string PinBlock = "0412AC89ABCDEF67";
    private const string Chip = "9F260811223344556677885A0862123456789012345F3401019F3602004782";
    private const string Mac = "3635304341433741";

    private static readonly string[] _secrets = [PanDigits, PanDigits[6..15], "29122011234567890", PinBlock, Chip, Mac];

    private static readonly IsoMessage _sale = new IsoMessage(MessageType.Parse("0200"))
        .Set(2, PanDigits).Set(3, "000000").Set(4, "000000012345").Set(11, "000123").Set(14, "2912").Set(22, "051").Set(35, Track)
        .Set(37, "123456789012").Set(41, "T0000001").Set(42, "M00000000000001").Set(52, PinBlock).Set(55, Chip).Set(64, Mac);

    [Test]
    public void Sale_is_described_without_its_secrets([Values("unionpay-pos", "iso8583-1987-ascii")] string name)
    {
        var dialect = Dialect.Embedded(name);
        var text = MessageTrace.Describe(new MessageReader(dialect).Read(new MessageWriter(dialect).Write(_sale)), dialect);

        Assert.That(text, Does.StartWith("0200\n").And.Contain(": 621234*********4567"));
        Assert.That(text, Does.Contain(": 000000012345").And.Contain(": T0000001"));
        Assert.That(text, Does.Contain("PIN data: (8 bytes)").And.Contain("Track 2 data: (37 bytes)"));
        Assert.That(text, Does.Contain($"card data: ({Chip.Length / 2} bytes)"));
        foreach (var secret in _secrets)
        {
            Assert.That(text, Does.Not.Contain(secret));
        }
    }

    [Test]
    public void Values_set_as_bytes_or_not_parsing_are_hidden()
    {
        var message = new IsoMessage(MessageType.Parse("0200")).Set(2, "62123456").Set(3, [0x31, 0x30]).Set(99, "6212345678901234");
        Assert.That(MessageTrace.Describe(message, Dialect.Embedded("unionpay-pos")), Is.EqualTo(
            "0200\n    2  Primary account number: (8 bytes)\n    3  Processing code: (2 bytes)\n   99  (not in this dialect): (16 bytes)"));
    }

    [Test]
    public void Peer_cannot_forge_a_line()
    {
        var message = new IsoMessage(MessageType.Parse("0200")).Set(42, "M\n2 forged\u001B[1m\u00E9");
        Assert.That(MessageTrace.Describe(message, Dialect.Embedded("unionpay-pos")), Does.EndWith(": M.2 forged.[1m."));
    }

    /// <summary>A message damaged anywhere is refused in words that hold nothing of it.</summary>
    [Test]
    public void Refusals_hold_no_secret([Values("unionpay-pos", "iso8583-1987-ascii")] string name)
    {
        var dialect = Dialect.Embedded(name);
        var reader = new MessageReader(dialect);
        var body = new MessageWriter(dialect).Write(_sale);
        Gen.Select(Gen.Int[0, body.Length - 1], Gen.Byte, Gen.Int[0, body.Length]).Sample(
            (at, value, length) =>
            {
                var damaged = body.ToArray();
                damaged[at] = value;
                try
                {
                    reader.Read(damaged.AsSpan(0, length));
                    return true;
                }
                catch (IsoFormatException damage)
                {
                    var said = damage.ToString() + damage.Expected + damage.Partial;
                    return !_secrets.Any(said.Contains) && !said.Contains("6212", StringComparison.Ordinal);
                }
            },
            iter: 20_000);
    }
}
