using System.Text;
using System.Text.Json;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tlv;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>The cases of moov-io/iso8583 (Vectors/moov.json): messages, packed digits, tags and lengths.</summary>
[TestFixture]
public sealed class MoovVectorTests
{
    private static readonly JsonElement _file = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "Vectors", "moov.json"))).RootElement;

    private static IEnumerable<TestCaseData> Whole() => Rows("messages").Where(row => row.TryGetProperty("fields", out _)).Select(Case);

    private static IEnumerable<TestCaseData> DigitsToRead() => Rows("bcd_decode").Select(Case);

    private static IEnumerable<TestCaseData> DigitsToWrite() => Rows("bcd_encode").Select(Case);

    private static IEnumerable<TestCaseData> Tags() => Rows("bertlv_tag").Select(Case);

    private static IEnumerable<TestCaseData> Lengths() => Rows("bertlv_length").Select(Case);

    [TestCaseSource(nameof(Whole))]
    public void Message_says_the_listed_fields_and_is_the_same_bytes_again_and_from_its_fields(JsonElement row)
    {
        var dialect = MoovDialect.Of(row.GetProperty("id").GetString()!);
        var body = row.TryGetProperty("raw", out var raw)
            ? Convert.FromHexString(raw.GetString()!)
            : Encoding.ASCII.GetBytes(row.GetProperty("raw_ascii").GetString()!);
        var message = new MessageReader(dialect).Read(body);
        var again = new IsoMessage(message.Type);
        foreach (var field in row.GetProperty("fields").EnumerateObject().Where(field => field.Name != "0"))
        {
            Expect(message, field, dialect);
            var element = int.Parse(field.Name, System.Globalization.CultureInfo.InvariantCulture);
            again.Set(element, message.Text(element)!);
        }

        Assert.That(message.Type.ToString(), Is.EqualTo(row.GetProperty("fields").GetProperty("0").GetString()));
        Assert.That(message.Elements.Count(), Is.EqualTo(row.GetProperty("fields").EnumerateObject().Count() - 1));
        Assert.That(Convert.ToHexString(new MessageWriter(dialect).Write(message)), Is.EqualTo(Convert.ToHexString(body)));
        Assert.That(Convert.ToHexString(new MessageWriter(dialect).Write(again)), Is.EqualTo(Convert.ToHexString(body)));
    }

    [Test]
    public void Damaged_part_is_named_and_what_was_read_before_stays()
    {
        var row = Rows("messages").Single(row => row.TryGetProperty("expect_error", out _));
        var expected = row.GetProperty("expect_error");
        var damage = Assert.Throws<IsoFormatException>(() => new MessageReader(MoovDialect.Of("composite-bad-subfield"))
            .Read(Convert.FromHexString(row.GetProperty("raw").GetString()!)));

        Assert.That((damage!.Element, damage.Offset, damage.Length), Is.EqualTo((expected.GetProperty("path").GetString(), 32, 2)));
        Assert.That(damage.Partial.Text(2), Is.EqualTo(expected.GetProperty("partial").GetProperty("2").GetString()));
        Assert.That(damage.Partial.Present, Is.EqualTo(ElementSet.Of(2)));
    }

    [TestCaseSource(nameof(DigitsToRead))]
    public void Packed_digits_are_read(JsonElement row)
    {
        var digits = row.GetProperty("digits").GetInt32();
        var dialect = MoovDialect.Digits(digits, IsLeftAligned(row));
        var packed = Convert.FromHexString(row.GetProperty("hex").GetString()!);
        if (!row.TryGetProperty("value", out var value))
        {
            Assert.That(() => new MessageReader(dialect).Read([.. MoovDialect.Head, .. packed]), Throws.InstanceOf<IsoFormatException>());
            return;
        }

        // Theirs leaves what is not part of the value; ours is told to stop behind the element.
        var message = new IsoMessage();
        new MessageReader(dialect).Read(new byte[] { 0x02, 0x00, 0x40, 0, 0, 0, 0, 0, 0, 0 }.Concat(packed).ToArray(), message, ElementSet.Of(2));
        Assert.That(message.Text(2), Is.EqualTo(value.GetString()));
        Assert.That(message.TryFind(2, out _, out var length), Is.True);
        Assert.That(length, Is.EqualTo(row.TryGetProperty("read", out var read) ? read.GetInt32() : packed.Length));
    }

    [TestCaseSource(nameof(DigitsToWrite))]
    public void Packed_digits_are_written(JsonElement row)
    {
        var value = row.GetProperty("value").GetString()!;
        var writer = new MessageWriter(MoovDialect.Digits(value.Length, IsLeftAligned(row)));
        var message = new IsoMessage(MessageType.Parse("0200")).Set(2, value);
        if (row.TryGetProperty("hex", out var hex))
        {
            Assert.That(Convert.ToHexString(writer.Write(message)[MoovDialect.Head.Length..]), Is.EqualTo(hex.GetString()));
        }
        else
        {
            Assert.That(() => writer.Write(message), Throws.InstanceOf<IsoValueException>());
        }
    }

    [TestCaseSource(nameof(Tags))]
    public void Tag_is_as_long_as_it_says(JsonElement row)
        => Assert.That(
            BerTlv.TagBytes(Convert.FromHexString(row.GetProperty("hex").GetString()!)),
            Is.EqualTo(row.TryGetProperty("len", out var length) ? length.GetInt32() : 0));

    [TestCaseSource(nameof(Lengths))]
    public void Length_takes_as_few_bytes_as_it_needs_and_is_read_again(JsonElement row)
    {
        var bytes = new byte[3];
        var written = BerTlv.WriteLength(bytes, row.GetProperty("length").GetInt32());

        Assert.That(Convert.ToHexString(bytes.AsSpan(0, written)), Is.EqualTo(row.GetProperty("hex").GetString()));
        Assert.That(BerTlv.ReadLength(bytes, out var length), Is.EqualTo(written));
        Assert.That(length, Is.EqualTo(row.GetProperty("length").GetInt32()));
    }

    private static void Expect(IsoMessage message, JsonProperty field, Dialect dialect)
    {
        if (field.Value.ValueKind == JsonValueKind.Object)
        {
            var parts = field.Value.EnumerateObject().ToDictionary(part => part.Name, part => part.Value.GetString()!);
            Assert.That(message.Parts(int.Parse(field.Name, System.Globalization.CultureInfo.InvariantCulture))!.Count, Is.EqualTo(parts.Count));
            foreach (var (key, value) in parts)
            {
                var text = value.StartsWith("ascii:", StringComparison.Ordinal) ? Convert.ToHexString(Encoding.ASCII.GetBytes(value[6..])) : value;
                Assert.That(message.Text($"{field.Name}.{key}"), Is.EqualTo(text), $"{dialect.Name} {field.Name}.{key}");
            }

            return;
        }

        var expected = field.Value.GetString()!;
        Assert.That(message.Text(field.Name), Is.EqualTo(expected.Replace("hex:", "", StringComparison.Ordinal)), $"{dialect.Name} {field.Name}");
    }

    private static bool IsLeftAligned(JsonElement row) => row.GetProperty("kind").GetString()!.StartsWith("LBCD", StringComparison.Ordinal);

    private static JsonElement.ArrayEnumerator Rows(string name) => _file.GetProperty(name).EnumerateArray();

    private static TestCaseData Case(JsonElement row, int index) => new TestCaseData(row).SetArgDisplayNames($"{index}");
}
