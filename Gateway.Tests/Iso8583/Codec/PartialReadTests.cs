using CsCheck;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Reading only what a router needs: the same values, nothing behind them looked at.</summary>
[TestFixture]
public sealed class PartialReadTests
{
    private static readonly ElementSet _routing = ElementSet.Of(2, 3, 11, 41);

    private static IEnumerable<TestCaseData> Dialects() => ManyDialects.Cases();

    [TestCaseSource(nameof(Dialects))]
    public void Elements_asked_for_are_those_of_the_whole_message(Dialect dialect)
    {
        var reader = new MessageReader(dialect);
        var numbers = dialect.Elements.Select(element => element.Number).ToArray();
        Gen.Select(AnyMessage.Written(dialect), Gen.Shuffle(numbers, 0, Math.Min(6, numbers.Length))).Sample(
            (body, asked) =>
            {
                var whole = reader.Read(body);
                var part = new IsoMessage();
                reader.Read(body, part, ElementSet.Of(asked));
                return part.Type == whole.Type
                    && part.Elements.SequenceEqual(whole.Elements.Where(asked.Contains))
                    && part.Elements.All(element => part.Text(element) == whole.Text(element) && SamePlace(part, whole, element));
            },
            iter: 2_000);
    }

    [TestCaseSource(nameof(Dialects))]
    public void Any_bytes_are_a_beginning_or_a_format_error(Dialect dialect)
    {
        var reader = new MessageReader(dialect);
        AnyMessage.Damaged(dialect).Sample(
            body =>
            {
                try
                {
                    reader.Read(body, new IsoMessage(), _routing);
                    return true;
                }
                catch (IsoFormatException damage)
                {
                    return damage.Offset + damage.Length <= body.Length;
                }
            },
            iter: 3_000);
    }

    [Test]
    public void Nothing_behind_the_last_element_asked_for_has_to_be_there()
    {
        var reader = new MessageReader(Dialect.Embedded("unionpay-pos"));
        var message = new IsoMessage();
        reader.Read(Convert.FromHexString("0200" + "2020000020C00000" + "000000" + "000123"), message, ElementSet.Of(2, 3, 11));

        Assert.That(message.ToString(), Is.EqualTo("0200 [3, 11]"));
        Assert.That(message.Text(11), Is.EqualTo("000123"));
    }

    [Test]
    public void What_stands_between_is_stepped_over_unchecked()
    {
        var message = new IsoMessage();
        new MessageReader(Dialect.Embedded("unionpay-pos")).Read(
            Convert.FromHexString("0200" + "3020000000000000" + "AAAAAA" + "000000012345" + "000123"), message, ElementSet.Of(11));

        Assert.That((message.Text(11), message.Text(3)), Is.EqualTo(("000123", (string?)null)));
    }

    [TestCase("0200" + "3020000000000000" + "000000" + "0000000123", FormatError.Truncated, "4", 13)]
    [TestCase("0200" + "2820000000000000" + "000000", FormatError.UnknownElement, "5", 13)]
    [TestCase("0200" + "2020000000000000" + "000000" + "0001A3", FormatError.BadDigit, "11", 13)]
    public void Damage_on_the_way_is_named(string hex, FormatError error, string element, int offset)
    {
        var reader = new MessageReader(Dialect.Embedded("unionpay-pos"));
        var damage = Assert.Throws<IsoFormatException>(() => reader.Read(Convert.FromHexString(hex), new IsoMessage(), ElementSet.Of(11)));
        Assert.That((damage!.Error, damage.Element, damage.Offset), Is.EqualTo((error, element, offset)));
    }

    [Test]
    public void Asking_for_nothing_reads_the_head()
    {
        var message = new IsoMessage();
        new MessageReader(Dialect.Embedded("unionpay-pos")).Read(Convert.FromHexString("0200" + "3020000000000000"), message, default);
        Assert.That(message.ToString(), Is.EqualTo("0200 []"));
    }

    private static bool SamePlace(IsoMessage one, IsoMessage other, int element)
        => one.TryFind(element, out var offset, out var length) && other.TryFind(element, out var at, out var size) && (offset, length) == (at, size);
}
