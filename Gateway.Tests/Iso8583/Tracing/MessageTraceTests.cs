using System.Text;
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
    private const string Chip = "9F260811223344556677885A0862123456789012345F3401019F3602004782021980DF310277779F36020048";
    private const string Mac = "3635304341433741";

    private static readonly string[] _secrets = [PanDigits, PanDigits[6..15], "29122011234567890", PinBlock, Chip, "1122334455667788", "7777", Mac];

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
    public void Parts_stand_under_their_element_each_by_its_own_rule([Values] bool isRead)
    {
        var dialect = Dialect.Embedded("unionpay-pos");
        var message = isRead ? new MessageReader(dialect).Read(new MessageWriter(dialect).Write(_sale)) : _sale;
        Assert.That(MessageTrace.Describe(message, dialect), Does.Contain(
            "\n   55  Integrated circuit card data: (44 bytes)"
            + "\n       55.9F26  Application cryptogram: (8 bytes)"
            + "\n       55.5A  Application primary account number: (8 bytes)"
            + "\n       55.5F34  Application primary account number sequence number: (1 bytes)"
            + "\n       55.9F36  Application transaction counter: 0047"
            + "\n       55.82  Application interchange profile: 1980"));
        Assert.That(MessageTrace.Describe(message, dialect), Does.Contain("\n       55.9F36[2]  Application transaction counter: 0048"));
    }

    [Test]
    public void Unknown_tag_is_hidden_and_everything_shows_it()
    {
        var message = new IsoMessage(MessageType.Parse("0200")).Set(55, "DF7F0101");
        var dialect = Dialect.Embedded("unionpay-pos");
        Assert.That(MessageTrace.Describe(message, dialect), Does.EndWith("\n       55.DF7F  (not in this dialect): (1 bytes)"));
        Assert.That(MessageTrace.Describe(message, dialect, Showing.Everything), Does.EndWith("\n       55.DF7F  (not in this dialect): 01"));
    }

    /// <summary>Element 48 may be shown, one of its parts may not.</summary>
    [TestCase("0112", "48  Parts: 0112|48.1  Open: 01|48.2  Open: 12")]
    [TestCase("01126212", "48  Parts: (8 bytes)|48.1  Open: 01|48.2  Open: 12|48.3  Closed: (4 bytes)")]
    [TestCase("A112", "48  Parts: A112|48.1  Open: (2 bytes)|48.2  Open: 12")]
    [TestCase("011", "48  Parts: (3 bytes)")]
    public void Hidden_part_hides_the_value_that_holds_it(string value, string lines)
    {
        var dialect = Dialect.Parse(
            """
            {
              "name": "parts", "title": "Parts", "source": ["This test."], "extends": "unionpay-pos",
              "elements": [
                { "n": 48, "name": "Parts", "content": "ans", "length": "LLLVAR", "max": 99, "trace": true,
                  "inside": { "kind": "positional", "open": true, "strict": false, "elements": [
                    { "n": 1, "name": "Open", "content": "n", "max": 2, "form": "ascii", "trace": true },
                    { "n": 2, "name": "Open", "content": "n", "max": 2, "form": "ascii", "trace": true },
                    { "n": 3, "name": "Closed", "content": "n", "max": 4, "form": "ascii" } ] } }
              ]
            }
            """,
            "test");
        var message = new MessageReader(dialect).Read(new MessageWriter(dialect).Write(new IsoMessage(MessageType.Parse("0200")).Set(48, value)));
        Assert.That(
            MessageTrace.Describe(message, dialect).Split('\n')[1..].Select(line => line.Trim()), Is.EqualTo(lines.Split('|')));
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

    [TestCase("商户停用", "商户停用")]
    [TestCase("商户\r\n停用", "商户..停用")]
    public void Chinese_text_is_shown_as_text(string value, string shown)
    {
        var dialect = Dialect.Embedded("unionpay-pos");
        var message = new MessageReader(dialect).Read(new MessageWriter(dialect).Write(new IsoMessage(MessageType.Parse("0210")).Set(63, value)));
        Assert.That(MessageTrace.Describe(message, dialect, Showing.Everything), Does.EndWith(": " + shown));
        Assert.That(MessageTrace.Value(message, 63, dialect), Is.EqualTo($"({Encoding.UTF8.GetByteCount(value.Where(char.IsControl).ToArray()) + 8} bytes)"));
        Assert.That(MessageTrace.Value(message, 62, dialect), Is.Null);
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
                    var said = damage.ToString() + damage.Expected + damage.Partial + MessageTrace.Describe(damage.Partial, dialect);
                    return !_secrets.Any(said.Contains) && !said.Contains("6212", StringComparison.Ordinal);
                }
            },
            iter: 20_000);
    }
}
