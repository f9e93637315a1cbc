using CsCheck;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tracing;
using Gateway.Tests.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Tracing;

[TestFixture]
public sealed class ByteRulerTests
{
    private static readonly Dialect _unionPay = Dialect.Embedded("unionpay-pos");

    private static readonly IsoMessage _sale = new IsoMessage(MessageType.Parse("0200"))
        .Set(2, "6212345678901234567").Set(3, "000000").Set(35, "6212345678901234=2912").Set(52, "0412AC89ABCDEF67").Set(55, "9F260211229F36020047");

    private static readonly string[] _saleRuler =
    [
        "offset  bytes",
        "     0      2  length                                     00 43",
        "     2      5  TPDU                                       60 00 03 00 00",
        "     7      6  header                                     60 31 00 31 00 00",
        "    13      2  0  message type                            02 00",
        "    15      8  1  bitmap                                  60 00 00 00 20 00 12 00",
        "    23      1  2  length                                  19",
        "    24     10  2  Primary account number                  62 12 34 ·· ·· ·· ·· ·4 56 70",
        "    34      3  3  Processing code                         00 00 00",
        "    37      1  35  length                                 21",
        "    38     11  35  Track 2 data                           ·· ·· ·· ·· ·· ·· ·· ·· ·· ·· ··",
        "    49      8  52  PIN data                               ·· ·· ·· ·· ·· ·· ·· ··",
        "    57      2  55  length                                 00 10",
        "    59     10  55  Integrated circuit card data",
        "    59      3    55.9F26  tag and length                  9F 26 02",
        "    62      2    55.9F26  Application cryptogram          ·· ··",
        "    64      3    55.9F36  tag and length                  9F 36 02",
        "    67      2    55.9F36  Application transaction counter  00 47",
    ];

    [Test]
    public void Sale_is_measured_line_by_line()
    {
        var frame = Frame.WriteWithLength(FrameFormat.UnionPay, Tpdu.Parse("6000030000"), PosHeader.Parse("603100310000"), new MessageWriter(_unionPay).Write(_sale));
        var message = new MessageReader(_unionPay).Read(frame.AsSpan(13));
        Assert.That(ByteRuler.Draw(ByteRuler.Measure(frame, FrameFormat.UnionPay, message)).Split('\n').Select(Squeezed), Is.EqualTo(_saleRuler.Select(Squeezed)));
    }

    [Test]
    public void Damage_is_marked_and_nothing_behind_it_is_shown()
    {
        var body = new MessageWriter(_unionPay).Write(_sale);
        body[24] = 0xA0;
        var damage = Assert.Throws<IsoFormatException>(() => new MessageReader(_unionPay).Read(body))!;
        var lines = ByteRuler.Measure(body, FrameFormat.Parse("none"), damage.Partial, damage);
        var marked = lines.Single(line => line.IsDamaged);

        Assert.That((damage.Error, damage.Element), Is.EqualTo((FormatError.BadLength, "35")));
        Assert.That((marked.Path, marked.Offset, marked.Length, marked.Hex), Is.EqualTo(("35", 24, 1, "··")));
        Assert.That(lines.SkipWhile(line => line != marked).Select(line => line.Hex), Has.All.Matches<string>(hex => hex!.All(shown => shown == '·')));
        Assert.That(ByteRuler.Draw(lines), Does.Contain("·· <== BadLength: expected a length in decimal digits"));
    }

    [Test]
    public void Damage_inside_an_element_hides_what_stood_before_it_there()
    {
        var body = new MessageWriter(_unionPay).Write(_sale);
        body[^3] = 0x09;
        var damage = Assert.Throws<IsoFormatException>(() => new MessageReader(_unionPay).Read(body))!;
        var lines = ByteRuler.Measure(body, FrameFormat.Parse("none"), damage.Partial, damage);

        Assert.That(damage.Element, Is.EqualTo("55.9F36"));
        Assert.That(lines.Last(line => !line.IsDamaged && line.End <= damage.Offset), Has.Property("Name").EqualTo("not read").And.Property("Path").EqualTo("55"));
        Assert.That(lines.Single(line => line.IsDamaged).Offset, Is.EqualTo(damage.Offset));
    }

    /// <summary>Whatever the bytes: each is covered once, and where a line shows one, it is the byte that stands there.</summary>
    [Test]
    public void Every_byte_is_covered_once_and_hidden_ones_are_dots([ValueSource(nameof(Dialects))] Dialect dialect, [Values("none", "length+tpdu+header")] string framing)
    {
        var format = FrameFormat.Parse(framing);
        var front = format.Length.Bytes + format.BodyOffset;
        Gen.Select(Bodies(dialect), Gen.Int[0, 4], Gen.Double[0, 1], Gen.Byte, (body, kind, where, value) => Wounded(body, kind, where, value)).Sample(
            body =>
            {
                var frame = Frame.WriteWithLength(format with { MaxBytes = 100_000 }, Tpdu.Parse("6000000000"), PosHeader.Parse("603100310000"), body);
                var (message, damage) = Read(dialect, body);
                var lines = ByteRuler.Measure(frame, format, message, damage);
                var shown = lines.Where(line => !line.IsHeading).ToList();
                return Covers(shown, frame)
                    && lines.All(line => !IsSecret(dialect, line) || line.Hex.All(character => character == '·'))
                    && (damage is null || shown.Where(line => line.End > front + damage.Offset).All(line => line.Hex.All(character => character == '·')))
                    && ByteRuler.Draw(lines).Length > 0
                    && Covers([.. ByteRuler.Measure(frame, format, message, damage, Showing.Everything).Where(line => !line.IsHeading)], frame, isWhole: true);
            },
            iter: 1_000);
    }

    [Test]
    public void Message_that_was_not_read_has_no_ruler()
        => Assert.That(() => ByteRuler.Measure([], FrameFormat.Plain, _sale), Throws.ArgumentException);

    private static IEnumerable<Dialect> Dialects() => Dialect.EmbeddedNames.Select(Dialect.Embedded);

    private static Gen<byte[]> Bodies(Dialect dialect)
    {
        var made = AnyMessage.Of(dialect).Select(message => Written(dialect, message)).Where(body => body.Length > 0);
        var sale = Gen.Const(Written(dialect, _sale));
        return dialect.Name == _unionPay.Name ? Gen.OneOf(made, sale, Gen.Int[0, RecordedMessage.All.Count - 1].Select(index => RecordedMessage.All[index].Body)) : Gen.OneOf(made, sale);
    }

    private static byte[] Written(Dialect dialect, IsoMessage message)
    {
        try
        {
            return new MessageWriter(dialect).Write(message);
        }
        catch (IsoValueException)
        {
            return [];
        }
    }

    private static byte[] Wounded(byte[] body, int kind, double where, byte value)
    {
        var at = (int)(where * (body.Length - 1));
        var wounded = body.ToArray();
        switch (kind)
        {
            case 0:
                wounded[at] = value;
                return wounded;
            case 1:
                return wounded[..Math.Max(1, at)];
            case 2:
                return [.. wounded, value];
            default:
                return wounded;
        }
    }

    private static (IsoMessage Message, IsoFormatException? Damage) Read(Dialect dialect, byte[] body)
    {
        try
        {
            return (new MessageReader(dialect).Read(body), null);
        }
        catch (IsoFormatException damage)
        {
            return (damage.Partial, damage);
        }
    }

    private static bool Covers(List<RulerLine> lines, byte[] frame, bool isWhole = false)
    {
        var at = 0;
        foreach (var line in lines)
        {
            var stands = Convert.ToHexString(frame, line.Offset, line.Length);
            if (line.Offset != at || line.Hex.Length != stands.Length || line.Hex.Zip(stands).Any(pair => pair.First != pair.Second && (isWhole || pair.First != '·')))
            {
                return false;
            }

            at = line.End;
        }

        return at == frame.Length;
    }

    /// <summary>A value, not a length or a tag, of an element without parts that a trace may not show.</summary>
    private static bool IsSecret(Dialect dialect, RulerLine line)
        => int.TryParse(line.Path, out var element)
            && dialect.Element(element) is { Trace: TraceRule.Hidden, Inside: null } spec && line.Name == spec.Name;

    private static string Squeezed(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
