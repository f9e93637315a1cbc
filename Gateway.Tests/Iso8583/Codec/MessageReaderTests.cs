using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>What the reader refuses, and how exactly it says so.</summary>
[TestFixture]
public sealed class MessageReaderTests
{
    private static readonly MessageReader _unionPay = new(Dialect.Embedded("unionpay-pos"));
    private static readonly MessageReader _ascii = new(Dialect.Embedded("iso8583-1987-ascii"));

    //        body                                        error                             element offset length
    [TestCase("", FormatError.Truncated, "0", 0, 0)]
    [TestCase("02", FormatError.Truncated, "0", 0, 1)]
    [TestCase("02A0", FormatError.BadMessageType, "0", 0, 2)]
    [TestCase("0200 30000000000000", FormatError.Truncated, "1", 2, 7)]
    [TestCase("0200 8000000000000000 0000000000000000", FormatError.BitmapNotAllowed, "1", 2, 8)]
    [TestCase("0200 0800000000000000 00", FormatError.UnknownElement, "5", 10, 0)]
    [TestCase("0200 2000000000000000 0000", FormatError.Truncated, "3", 10, 2)]
    [TestCase("0200 2000000000000000 00A000", FormatError.BadDigit, "3", 10, 3)]
    [TestCase("0200 2000000000000000 00000F", FormatError.BadDigit, "3", 10, 3)]
    [TestCase("0200 4000000000000000", FormatError.Truncated, "2", 10, 0)]
    [TestCase("0200 4000000000000000 1A", FormatError.BadLength, "2", 10, 1)]
    [TestCase("0200 4000000000000000 20 62123456789012345678", FormatError.TooLong, "2", 10, 1)]
    [TestCase("0200 4000000000000000 19 62123456789012345678", FormatError.BadFill, "2", 20, 1)]
    [TestCase("0200 0000040000000000 021F", FormatError.BadFill, "22", 11, 1)]
    [TestCase("0200 4000000000000000 16 6212", FormatError.Truncated, "2", 11, 2)]
    [TestCase("0200 0000040000000000 0213", FormatError.BadFill, "22", 11, 1)]
    [TestCase("0200 0000020000000000 1001", FormatError.BadFill, "23", 10, 1)]
    [TestCase("0200 0000000020000000 38 00", FormatError.TooLong, "35", 10, 1)]
    [TestCase("0200 0000000020000000 03 12D1", FormatError.BadFill, "35", 12, 1)]
    [TestCase("0200 0000000000000200 0256", FormatError.TooLong, "55", 10, 2)]
    [TestCase("0200 0000000000000200 1001", FormatError.TooLong, "55", 10, 2)]
    [TestCase("0200 0000000000000200 0003 9F36", FormatError.Truncated, "55", 12, 2)]
    [TestCase("0200 0000000000000200 0006 9F3602004782", FormatError.Truncated, "55.82", 18, 0)]
    [TestCase("0200 0000000000000200 0004 9F360200", FormatError.Truncated, "55.9F36", 15, 1)]
    [TestCase("0200 0000000000000200 0003 9F3680", FormatError.BadLength, "55.9F36", 14, 1)]
    [TestCase("0200 0000000000000200 0001 9F", FormatError.BadTag, "55", 12, 1)]
    [TestCase("0200 2000000000000000 000000 00", FormatError.TrailingBytes, "3", 13, 1)]
    [TestCase("0200 0000000000000000 00", FormatError.TrailingBytes, "1", 10, 1)]
    public void Unionpay_damage_is_named_with_its_place(string hex, FormatError error, string element, int offset, int length)
        => Expect(_unionPay, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), error, element, offset, length);

    [TestCase("020", FormatError.Truncated, "0", 0, 3)]
    [TestCase("02:0", FormatError.BadMessageType, "0", 0, 4)]
    [TestCase("0200300000000000000", FormatError.Truncated, "1", 4, 15)]
    [TestCase("020030000000000000zz", FormatError.BadBitmap, "1", 4, 16)]
    [TestCase("08008000000000000000", FormatError.Truncated, "65", 20, 0)]
    [TestCase("080080000000000000000400000000000zzz", FormatError.BadBitmap, "65", 20, 16)]
    [TestCase("080080000000000000008000000000000000", FormatError.BitmapNotAllowed, "65", 20, 16)]
    [TestCase("0800800000000000000004000000000000003A1", FormatError.BadDigit, "70", 36, 3)]
    [TestCase("02004000000000000000 6", FormatError.BadLength, "2", 20, 2)]
    [TestCase("020040000000000000002062123456789012345678", FormatError.TooLong, "2", 20, 2)]
    [TestCase("02000000001000000000+00000000", FormatError.BadSign, "28", 20, 1)]
    [TestCase("02000000001000000000C0000000x", FormatError.BadDigit, "28", 20, 9)]
    [TestCase("0200000000002000000003=!1", FormatError.BadDigit, "35", 22, 3)]
    [TestCase("0200000000000000100012345678", FormatError.Truncated, "52", 20, 8)]
    [TestCase("02000000000000001000123456789012345G", FormatError.BadDigit, "52", 20, 16)]
    [TestCase("020000000000000002000039F3", FormatError.BadLength, "55", 23, 0)]
    [TestCase("02000000000000000200512", FormatError.TooLong, "55", 20, 3)]
    public void Ascii_damage_is_named_with_its_place(string text, FormatError error, string element, int offset, int length)
        => Expect(_ascii, System.Text.Encoding.ASCII.GetBytes(text), error, element, offset, length);

    [Test]
    public void Set_first_bit_is_refused_with_a_sentence_that_explains_it()
        => Assert.That(
            () => _unionPay.Read(Convert.FromHexString("02008000000000000000")),
            Throws.InstanceOf<IsoFormatException>().With.Message.Contains("bit 1 to be 0: this dialect has one bitmap"));

    [Test]
    public void Truncation_says_what_was_needed()
        => Assert.That(
            () => _unionPay.Read(Convert.FromHexString("020040000000000000001962")),
            Throws.InstanceOf<IsoFormatException>().With.Message.EqualTo(
                "Truncated in element 2 at byte 11, 1 long: expected 10 bytes here where 1 are left."));

    [Test]
    public void Error_carries_what_was_read_before_the_damage()
    {
        var body = Convert.FromHexString("0200" + "2020000020C00000" + "000000" + "000123" + "38");
        var damage = Assert.Throws<IsoFormatException>(() => _unionPay.Read(body));

        Assert.That(damage!.Partial.ToString(), Is.EqualTo("0200 [3, 11]"));
        Assert.That(damage.Partial.Text(11), Is.EqualTo("000123"));
        Assert.That(damage.Element, Is.EqualTo("35"));
    }

    [Test]
    public void Message_outlives_the_buffer_it_was_read_from()
    {
        var body = Convert.FromHexString("0200" + "0020000000000000" + "000123");
        var message = _unionPay.Read(body);
        Array.Clear(body);

        Assert.That(message.Text(11), Is.EqualTo("000123"));
    }

    private static void Expect(MessageReader reader, byte[] body, FormatError error, string element, int offset, int length)
    {
        var damage = Assert.Throws<IsoFormatException>(() => reader.Read(body));

        Assert.That((damage!.Error, damage.Element, damage.Offset, damage.Length), Is.EqualTo((error, element, offset, length)));
        Assert.That(damage.Offset + damage.Length, Is.LessThanOrEqualTo(body.Length));
        Assert.That(damage.Expected, Is.Not.Empty);
    }
}
