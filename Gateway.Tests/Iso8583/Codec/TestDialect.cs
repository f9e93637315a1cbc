using System.Globalization;
using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Dialects for tests of one thing at a time: type in BCD, one binary bitmap, a few rows.</summary>
internal static class TestDialect
{
    /// <summary>Type and bitmap of a message that has element 2 alone.</summary>
    public const string Head = "0200" + "4000000000000000";

    /// <summary>Where element 2 begins.</summary>
    public const int Start = 10;

    /// <summary>A dialect whose element 2 is described by what is given; everything is ASCII and binary unless it says so.</summary>
    /// <param name="row">Content and properties: <c>n max=3 form=bcd fill=0_or_F</c>.</param>
    /// <param name="inside">The structure, as JSON.</param>
    public static Dialect Of(string row, string? inside = null)
        => Rows($$"""{ "n": 2, "name": "x", {{Properties(row)}}{{(inside is null ? "" : $", \"inside\": {inside}")}} }""");

    /// <summary>Properties of a row as JSON.</summary>
    public static string Properties(string row)
        => string.Join(", ", $"content={row}".Split(' ').Select(pair => pair.Split('=')).Select(pair =>
            (int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out _) && pair[0] != "fill") || pair[1] is "true" or "false"
                ? $"\"{pair[0]}\": {pair[1]}"
                : $"\"{pair[0]}\": \"{pair[1].Replace('_', ' ')}\""));

    public static Dialect Rows(string rows, string bitmap = """{ "form": "binary" }""", string mti = """{ "form": "bcd" }""", string more = "")
        => Dialect.Parse(
            $$"""
            { "name": "test", "title": "x", "source": ["made up"], {{more}} "mti": {{mti}}, "bitmap": {{bitmap}}, "lengths": { "form": "ascii" },
              "numbers": { "form": "ascii" }, "binaries": { "form": "binary" }, "elements": [ {{rows}} ] }
            """,
            "test");

    /// <summary>Hex digits and <c>'text'</c> between quotes, spaces in between left out.</summary>
    public static byte[] Bytes(string wire)
    {
        var bytes = new List<byte>();
        foreach (var (index, piece) in wire.Split('\'').Index())
        {
            bytes.AddRange(index % 2 == 1 ? Encoding.Latin1.GetBytes(piece) : Convert.FromHexString(piece.Replace(" ", "", StringComparison.Ordinal)));
        }

        return [.. bytes];
    }

    /// <summary>A message with element 2 alone, from the bytes of that element.</summary>
    public static byte[] Body(string wire) => [.. Bytes(Head), .. Bytes(wire)];

    /// <summary>Sets a value as the dialect's element takes it: bytes for a binary one, given as hex.</summary>
    public static IsoMessage Message(string value) => new IsoMessage(MessageType.Parse("0200")).Set(2, value);

    public static void ExpectBothWays(string row, string value, string wire, string? inside = null)
    {
        var dialect = Of(row, inside);
        var body = Body(wire);

        Assert.That(Convert.ToHexString(new MessageWriter(dialect).Write(Message(value))), Is.EqualTo(Convert.ToHexString(body)));
        Assert.That(new MessageReader(dialect).Read(body).Text(2), Is.EqualTo(value));
    }

    public static void ExpectDamage(string row, string wire, FormatError error, int offset, int length, string element = "2", string? inside = null)
    {
        var reader = new MessageReader(Of(row, inside));
        var body = Body(wire);
        var damage = Assert.Throws<IsoFormatException>(() => reader.Read(body));
        Assert.That(
            (damage!.Error, damage.Element, damage.Offset - Start, damage.Length), Is.EqualTo((error, element, offset, length)), damage.Message);
    }

    public static void ExpectRefusal(string row, string value, FormatError error, string element = "2", string? inside = null)
    {
        var writer = new MessageWriter(Of(row, inside));
        var fault = Assert.Throws<IsoValueException>(() => writer.Write(Message(value)));
        Assert.That((fault!.Error, fault.Element), Is.EqualTo((error, element)), fault.Message);
        Assert.That(value.Length < 3 || !fault.Message.Contains(value, StringComparison.Ordinal), Is.True);
    }
}
