using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;
using Gateway.Tests.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Messages;

/// <summary>Datasets of ISO 8583:2003: tagged objects below 71 hex, from there a bitmap that may go on, its parts, and tagged objects.</summary>
[TestFixture]
public sealed class DatasetTests
{
    private const string Row = "b length=LLLLVAR max=9999";

    private static readonly string _inside = $$"""
        { "kind": "datasets", "elements": [ { "tag": "71", "name": "a", "content": "b", "max": 999, "inside": { "kind": "dataset-bitmap", "elements": [
          {{string.Join(", ", Enumerable.Range(1, 30).Select(number => $$"""{ "n": {{number}}, "name": "x", "content": "n", "max": 1 }"""))}},
          { "n": 95, "name": "y", "content": "n", "max": 1 } ] } } ] }
        """;

    // bytes of the value, paths and texts
    [TestCase("01 0005 9F36020047", "01.9F36=0047")]
    [TestCase("01 0003 9A0101 01 0003 9A0102", "01.9A=01 01[2].9A=02")]
    [TestCase("71 0003 4000 '1'", "71.1=1")]
    [TestCase("71 0004 0006 '23'", "71.13=2 71.14=3")]
    [TestCase("71 0006 0001 9502 AABB", "71.95=AABB")]
    [TestCase("71 0007 0003 '4' 8202 AABB", "71.14=4 71.82=AABB")]
    [TestCase("71 0005 8001 40 '12'", "71.15=1 71.16=2")]
    [TestCase("71 0006 8000 C0 02 '12'", "71.16=1 71.28=2")]
    [TestCase("71 0009 8000 C0 03 '12' 9A01AA", "71.16=1 71.28=2 71.9A=AA")]
    [TestCase("72 0002 ABCD", "72=ABCD")]
    public void Parts_are_found_and_written_again(string wire, string parts)
    {
        var value = TestDialect.Bytes(wire);
        var message = Read(value);
        foreach (var part in parts.Split(' ').Select(pair => pair.Split('=')))
        {
            Assert.That(message.Text($"2.{part[0]}"), Is.EqualTo(part[1]), part[0]);
        }

        Assert.That(message.Parts(2)!.ToBytes(), Is.EqualTo(value));
        Assert.That(message.Parts(2)!.Select(part => part.Inside?.ToBytes() ?? part.Bytes.ToArray()), Is.EqualTo(message.Parts(2)!.Select(part => part.Bytes.ToArray())));
    }

    // parts, bytes of the dataset's content
    [TestCase("1", "4000 '1'")]
    [TestCase("14", "0002 '1'")]
    [TestCase("15", "8001 00 '1'")]
    [TestCase("1 16 21", "C000 42 '111'")]
    [TestCase("22", "8000 81 00 '1'")]
    [TestCase("16 28", "8000 C0 02 '11'")]
    public void Bitmap_is_as_long_as_its_parts_need(string numbers, string wire)
    {
        var parts = Bits();
        foreach (var number in numbers.Split(' ').Reverse())
        {
            parts.Set(number, "1");
        }

        var written = parts.ToBytes();
        Assert.That(Convert.ToHexString(written), Is.EqualTo(Convert.ToHexString(TestDialect.Bytes(wire))));
        Assert.That(Composite.TryRead(parts.Structure, written, out var read), Is.True);
        Assert.That(read!.Select(part => part.Key), Is.EqualTo(numbers.Split(' ')));
    }

    [Test]
    public void Part_is_set_in_front_of_the_objects_and_a_tag_is_no_number()
    {
        Assert.That(Composite.TryRead(Bits().Structure, TestDialect.Bytes("0003 '4' 9502 AABB"), out var parts), Is.True);

        Assert.That(parts!.Find("95")!.Spec, Is.Null);
        Assert.That(Convert.ToHexString(parts.Set("13", "3").ToBytes()), Is.EqualTo(Convert.ToHexString(TestDialect.Bytes("0007 '34' 9502 AABB"))));
    }

    // bytes of the value, error, path, offset in the element, bytes
    [TestCase("71", FormatError.Truncated, "2.71", 5, 0)]
    [TestCase("71 00", FormatError.Truncated, "2.71", 5, 1)]
    [TestCase("71 0000", FormatError.TooShort, "2.71", 5, 2)]
    [TestCase("71 0003 40", FormatError.Truncated, "2.71", 7, 1)]
    [TestCase("71 0001 40", FormatError.Truncated, "2.71", 7, 1)]
    [TestCase("71 0002 4000", FormatError.Truncated, "2.71.1", 9, 0)]
    [TestCase("71 0003 4000 'X'", FormatError.BadDigit, "2.71.1", 9, 1)]
    [TestCase("71 0004 4000 '12'", FormatError.TrailingBytes, "2.71", 10, 1)]
    [TestCase("71 0002 8000", FormatError.Truncated, "2.71", 9, 0)]
    [TestCase("71 0003 0001 9F", FormatError.BadTag, "2.71", 9, 1)]
    [TestCase("71 0005 0001 9A0211", FormatError.Truncated, "2.71.9A", 11, 1)]
    [TestCase("01 0003 9F3602", FormatError.Truncated, "2.01.9F36", 10, 0)]
    [TestCase("01 0002 9A00 01 0001 9F", FormatError.BadTag, "2.01", 12, 1)]
    public void Damage_is_named_by_path_and_place(string wire, FormatError error, string path, int offset, int length)
    {
        var damage = Assert.Throws<IsoFormatException>(() => Read(TestDialect.Bytes(wire)));
        Assert.That(
            (damage!.Error, damage.Element, damage.Offset - TestDialect.Start, damage.Length), Is.EqualTo((error, path, offset, length)), damage.Message);
    }

    private static Composite Bits() => new(TestDialect.Of(Row, _inside).Element(2)!.Inside!.Part("71")!.Inside!);

    private static IsoMessage Read(byte[] value)
        => new MessageReader(TestDialect.Of(Row, _inside)).Read([.. TestDialect.Body($"'{value.Length:D4}'"), .. value]);
}
