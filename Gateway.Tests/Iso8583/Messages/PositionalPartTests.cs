using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Messages;

/// <summary>Parts one after the other: whole, ended early, gone on, inside text, digits and bytes of every form.</summary>
[TestFixture]
public sealed class PositionalPartTests
{
    private const string Parts =
        """
        "elements": [ { "n": 1, "name": "a", "content": "n", "form": "ascii", "max": 2 }, { "n": 2, "name": "b", "content": "an", "form": "ascii", "length": "LVAR", "max": 9 },
          { "n": 3, "name": "c", "content": "n", "form": "ascii", "max": 3 } ]
        """;

    private const string Whole = $$"""{ "kind": "positional", {{Parts}} }""";
    private const string Open = $$"""{ "kind": "positional", "open": true, {{Parts}} }""";
    private const string Digits =
        """
        { "kind": "positional", "elements": [ { "n": 1, "name": "a", "content": "n", "max": 2 }, { "n": 2, "name": "b", "content": "n", "max": 3 },
          { "n": 3, "name": "c", "content": "n", "length": "LVAR", "max": 2 } ] }
        """;

    [TestCase("ans length=LLVAR max=40", "'08' '122AB345'", "12 AB 345")]
    [TestCase("ans length=LLVAR max=40", "'06' '120345'", "12  345")]
    [TestCase("ans length=LLVAR max=40 form=ebcdic-037", "'08' F1F2F2C1C2F3F4F5", "12 AB 345")]
    [TestCase("ans max=12 filler=right", "'122AB345    '", "12 AB 345")]
    [TestCase("ans max=12 filler=left", "'    122AB345'", "12 AB 345")]
    [TestCase("b length=LLVAR max=40", "'08' '122AB345'", "12 AB 345")]
    [TestCase("b length=LLVAR max=40 form=hex", "'16' '3132324142333435'", "12 AB 345")]
    public void Parts_are_seen_in_the_value(string row, string wire, string parts)
    {
        var dialect = TestDialect.Of(row, Whole);
        var message = new MessageReader(dialect).Read(TestDialect.Body(wire));

        Assert.That($"{message.Text("2.1")} {message.Text("2.2")} {message.Text("2.3")}", Is.EqualTo(parts));
        Assert.That(message.Parts(2)!.ToBytes(), Is.EqualTo(message.Bytes(2).ToArray()));
        message.Set(2, message.Parts(2)!.Set("2", "X"));
        Assert.That(new MessageReader(dialect).Read(new MessageWriter(dialect).Write(message)).Text("2.2"), Is.EqualTo("X"));
    }

    // value, parts
    [TestCase("", 0)]
    [TestCase("12", 1)]
    [TestCase("122AB", 2)]
    [TestCase("122AB345", 3)]
    [TestCase("122AB345and more", 3)]
    public void Open_value_may_end_early_or_go_on(string value, int count)
    {
        var message = new MessageReader(TestDialect.Of("ans length=LLVAR max=40", Open)).Read(TestDialect.Body($"'{value.Length:D2}{value}'"));

        Assert.That(message.Parts(2)!.Count, Is.EqualTo(count));
        Assert.That(message.Parts(2)!.ToBytes(), Is.EqualTo(System.Text.Encoding.ASCII.GetBytes(value)));
    }

    [Test]
    public void What_follows_the_last_part_stays_behind_it()
    {
        var message = new MessageReader(TestDialect.Of("ans length=LLVAR max=40", Open)).Read(TestDialect.Body("'12122AB345rest'"));
        Assert.That(message.Parts(2)!.Set("2", "XYZ").ToBytes(), Is.EqualTo("123XYZ345rest"u8.ToArray()));
    }

    // structure, element, bytes, error, path, offset in the element, bytes
    [TestCase(Whole, "ans length=LLVAR max=40", "'02' '12'", FormatError.Truncated, "2.2", 4, 0)]
    [TestCase(Whole, "ans length=LLVAR max=40", "'05' '122AB'", FormatError.Truncated, "2.3", 7, 0)]
    [TestCase(Whole, "ans length=LLVAR max=40", "'09' '122AB3456'", FormatError.TrailingBytes, "2", 10, 1)]
    [TestCase(Open, "ans length=LLVAR max=40", "'06' '122AB3'", FormatError.Truncated, "2.3", 7, 1)]
    [TestCase(Whole, "ans length=LLVAR max=40", "'08' '1X2AB345'", FormatError.BadDigit, "2.1", 2, 2)]
    [TestCase(Whole, "ans length=LLVAR max=40", "'08' '12XAB345'", FormatError.BadLength, "2.2", 4, 1)]
    [TestCase(Whole, "ans length=LLVAR max=40 form=ebcdic-037", "'08' F1F2F2C1C2F3C1F5", FormatError.BadDigit, "2.3", 7, 3)]
    [TestCase(Whole, "ans max=12 filler=left", "'    122AB3X5'", FormatError.BadDigit, "2.3", 9, 3)]
    [TestCase(Whole, "ans max=12 filler=right", "'122AB3X5    '", FormatError.BadDigit, "2.3", 5, 3)]
    [TestCase(Whole, "b length=LLVAR max=40 form=hex", "'16' '3132324142335835'", FormatError.BadDigit, "2.3", 12, 6)]
    [TestCase(Whole, "b length=LLVAR max=40 form=ebcdic-037", "'10' F3F1F3F2F5F8F3F1F3F1", FormatError.BadLength, "2.2", 6, 2)]
    [TestCase(Digits, "n length=LLVAR max=40 form=bcd", "'08' 12 34 53 12", FormatError.TooLong, "2.3", 4, 1)]
    [TestCase(Digits, "n length=LLVAR max=40 form=bcd", "'07' 12 34 52 10", FormatError.Truncated, "2.3", 5, 1)]
    [TestCase(Digits, "n length=LLVAR max=40 form=bcd pad=left", "'07' 01 23 45 21", FormatError.Truncated, "2.3", 5, 1)]
    [TestCase(Digits, "n length=LLVAR max=40 form=bcd pad=left", "'04' 12 34", FormatError.Truncated, "2.2", 3, 1)]
    public void Damage_is_named_by_path_and_place_on_the_wire(
        string inside, string row, string wire, FormatError error, string path, int offset, int length)
        => TestDialect.ExpectDamage(row, wire, error, offset, length, path, inside);

    [Test]
    public void Position_in_front_of_another_cannot_be_left_out()
    {
        var structure = TestDialect.Of("ans length=LLVAR max=40", Open).Element(2)!.Inside!;
        var fault = Assert.Throws<IsoValueException>(() => new Composite(structure).Set("1", "12").Set("3", "345").ToBytes());
        Assert.That(fault!.Element, Is.EqualTo("2"));

        var whole = TestDialect.Of("ans length=LLVAR max=40", Whole).Element(2)!.Inside!;
        Assert.That(
            () => new Composite(whole).Set("1", "12").ToBytes(), Throws.InstanceOf<IsoValueException>().With.Property("Element").EqualTo("2"));
    }

    [TestCase("1", "1X", "1")]
    [TestCase("1", "1", "1")]
    [TestCase("2", "0123456789", "2")]
    [TestCase("4", "1", "4")]
    [TestCase("x", "1", "x")]
    public void Part_that_cannot_be_is_refused_by_its_number(string key, string value, string element)
    {
        var structure = TestDialect.Of("ans length=LLVAR max=40", Open).Element(2)!.Inside!;
        var fault = Assert.Throws<IsoValueException>(() => new Composite(structure).Set("1", "12").Set(key, value).ToBytes());
        Assert.That(fault!.Element, Is.EqualTo(element));
        Assert.That(() => new Composite(structure).Add("1", "12"u8), Throws.InstanceOf<IsoValueException>());
    }

    [Test]
    public void Parts_are_put_in_order_and_print_no_value()
    {
        var structure = TestDialect.Of("ans length=LLVAR max=40", Whole).Element(2)!.Inside!;
        var parts = new Composite(structure).Set("3", "345").Set("1", "12").Set("2", "AB");

        Assert.That(parts.ToBytes(), Is.EqualTo("122AB345"u8.ToArray()));
        Assert.That(parts.ToString(), Is.EqualTo("[1, 2, 3]"));
    }
}
