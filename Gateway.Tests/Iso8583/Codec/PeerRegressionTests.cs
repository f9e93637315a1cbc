using System.Text;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Tracing;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Faults that other people's codecs had, by behaviour.</summary>
[TestFixture]
public sealed class PeerRegressionTests
{
    private const string Secret = "PREVIOUS-CARDHOLDER-DATA";

    /// <summary>A buffer that is used again still holds the longer message before; a length that says more than came must not reach it.</summary>
    [Test]
    public void Truncated_element_after_a_longer_message_shows_nothing_of_that_message([Values("iso8583-1987-ascii", "iso8583-1987-bcd", "unionpay-pos")] string name)
    {
        var dialect = Dialect.Embedded(name);
        var (reader, writer) = (new MessageReader(dialect), new MessageWriter(dialect));
        var buffer = new byte[512];
        var message = new IsoMessage();
        var longer = writer.Write(new IsoMessage(MessageType.Parse("0200")).Set(2, "6212345678901234").Set(47, string.Concat(Enumerable.Repeat(Secret, 4))));
        longer.CopyTo(buffer, 0);
        reader.Read(buffer.AsMemory(0, longer.Length), message);
        Assert.That(message.Text(47), Does.StartWith(Secret));

        // The same length, three characters and the end: what stands behind in the buffer is the other message.
        var head = writer.Write(new IsoMessage(MessageType.Parse("0200")).Set(47, string.Concat(Enumerable.Repeat(Secret, 4))));
        var cut = head.Length - (4 * Secret.Length) + 3;
        head.AsSpan(0, cut - 3).CopyTo(buffer);
        "abc"u8.CopyTo(buffer.AsSpan(cut - 3));
        var damage = Assert.Throws<IsoFormatException>(() => reader.Read(buffer.AsMemory(0, cut), message));

        Assert.That((damage!.Error, damage.Element, damage.Offset, damage.Length), Is.EqualTo((FormatError.Truncated, "47", cut - 3, 3)));
        Assert.That((message.Has(47), message.Text(47), message.Bytes(47).Length, message.Text(2)), Is.EqualTo((false, (string?)null, 0, (string?)null)));
        Assert.That(damage + MessageTrace.Describe(message, dialect) + message, Does.Not.Contain("CARDHOLDER").And.Not.Contain("6212345678901234"));
    }

    [Test]
    public void What_is_said_about_a_bad_frame_holds_no_card_number([Values("iso8583-1987-ascii", "iso8583-1987-bcd", "unionpay-pos")] string name)
    {
        const string pan = "6212345678901234567";
        var dialect = Dialect.Embedded(name);
        var body = new MessageWriter(dialect).Write(new IsoMessage(MessageType.Parse("0200"))
            .Set(2, pan).Set(3, "000000").Set(11, "000123").Set(35, $"{pan}=29122011234567890").Set(55, $"5A0A{pan}F"));
        for (var at = 0; at < body.Length; at++)
        {
            foreach (var bad in new byte[] { 0x00, 0x3A, 0xFF, (byte)(body[at] ^ 0x01) })
            {
                var broken = (byte[])body.Clone();
                broken[at] = bad;
                var said = Said(dialect, broken);
                Assert.That(said, Does.Not.Contain(pan).And.Not.Contain(pan[6..15]), $"byte {at}");
                Assert.That(said, Does.Not.Contain(Convert.ToHexString(Encoding.ASCII.GetBytes(pan[6..15]))), $"byte {at}");
            }
        }
    }

    [TestCase("-16")]
    [TestCase("+16")]
    [TestCase(" 16")]
    [TestCase("1 6")]
    [TestCase("0x6")]
    [TestCase("１６０")]
    public void Length_that_a_number_parser_would_take_is_refused(string length)
    {
        var body = Encoding.Latin1.GetBytes("0200" + "0000000000020000").Concat(Encoding.UTF8.GetBytes(length)[..3]).Concat(new byte[99]).ToArray();
        var damage = Assert.Throws<IsoFormatException>(() => new MessageReader(Dialect.Embedded("iso8583-1987-ascii")).Read(body));
        Assert.That((damage!.Error, damage.Element), Is.EqualTo((FormatError.BadLength, "47")));
    }

    [Test]
    public void Second_message_planted_behind_the_first_is_not_read()
    {
        var dialect = Dialect.Embedded("unionpay-pos");
        var body = new MessageWriter(dialect).Write(new IsoMessage(MessageType.Parse("0800")).Set(11, "000001"));
        var damage = Assert.Throws<IsoFormatException>(() => new MessageReader(dialect).Read([.. body, .. body]));

        Assert.That((damage!.Error, damage.Offset, damage.Length), Is.EqualTo((FormatError.TrailingBytes, body.Length, body.Length)));
    }

    private static string Said(Dialect dialect, byte[] body)
    {
        try
        {
            return new MessageReader(dialect).Read(body).ToString();
        }
        catch (IsoFormatException damage)
        {
            return $"{damage} {damage.Message} {damage.Expected} {damage.Partial}";
        }
    }
}
