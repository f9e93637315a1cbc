using Gateway.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Lengths in front of elements: every form and number of digits, with and without themselves; the bytes were written by hand.</summary>
[TestFixture]
public sealed class LengthFormTests
{
    // length and its form, bytes in front of "ABC"
    [TestCase("LVAR", "ascii", "'3'")]
    [TestCase("LLVAR", "ascii", "'03'")]
    [TestCase("LLLVAR", "ascii", "'003'")]
    [TestCase("LLLLVAR", "ascii", "'0003'")]
    [TestCase("LLLLLVAR", "ascii", "'00003'")]
    [TestCase("LLLLLLVAR", "ascii", "'000003'")]
    [TestCase("LLLLLLLLVAR", "ascii", "'00000003'")]
    [TestCase("LVAR", "bcd", "03")]
    [TestCase("LLVAR", "bcd", "03")]
    [TestCase("LLLVAR", "bcd", "0003")]
    [TestCase("LLLLVAR", "bcd", "0003")]
    [TestCase("LLLLLVAR", "bcd", "000003")]
    [TestCase("LLLLLLVAR", "bcd", "000003")]
    [TestCase("LLLLLLLLVAR", "bcd", "00000003")]
    [TestCase("LVAR", "binary", "03")]
    [TestCase("LLVAR", "binary", "0003")]
    [TestCase("LLLLVAR", "binary", "00000003")]
    [TestCase("LLLLLLLLVAR", "binary", "0000000000000003")]
    [TestCase("LVAR", "hex", "'03'")]
    [TestCase("LLVAR", "hex", "'0003'")]
    [TestCase("LLLLLLLLVAR", "hex", "'0000000000000003'")]
    [TestCase("LLVAR", "ebcdic-037", "F0F3")]
    [TestCase("LLLVAR", "ebcdic-500", "F0F0F3")]
    [TestCase("LLLLVAR", "ebcdic-1047", "F0F0F0F3")]
    public void Stands_in_front(string length, string form, string wire)
        => TestDialect.ExpectBothWays($"ans max=9 length={length} lengthForm={form}", "ABC", $"{wire} 'ABC'");

    [TestCase("ans length=LLVAR max=9 includesItself=true", "ABC", "'05ABC'")]
    [TestCase("ans length=LLLVAR max=9 includesItself=true lengthForm=bcd", "ABC", "0005 'ABC'")]
    [TestCase("ans length=LLVAR max=9 includesItself=true lengthForm=hex", "ABC", "'0007ABC'")]
    [TestCase("ans length=LLVAR max=9 includesItself=true", "", "'02'")]
    [TestCase("b length=LLVAR max=300 includesItself=true lengthForm=binary", "0102", "0004 0102")]
    [TestCase("ans length=LLVAR max=9 includesItself=true counts=nibbles", "AB", "'08AB'")]
    public void Counts_its_own_bytes_where_the_dialect_says_so(string row, string value, string wire)
        => TestDialect.ExpectBothWays(row, value, wire);

    [TestCase("hex", "'000A'")]
    [TestCase("binary", "000A")]
    [TestCase("bcd", "10")]
    [TestCase("ascii", "'10'")]
    public void Ten_is_ten_in_every_form(string form, string wire)
        => TestDialect.ExpectBothWays($"ans max=99 length=LLVAR lengthForm={form}", "ABCDEFGHIJ", $"{wire} 'ABCDEFGHIJ'");

    [TestCase("ascii", "'999'", 999)]
    [TestCase("bcd", "0999", 999)]
    [TestCase("binary", "0003E7", 999)]
    public void Highest_value_fits(string form, string wire, int length)
        => TestDialect.ExpectBothWays($"ans max=999 length=LLLVAR lengthForm={form}", new string('A', length), $"{wire} '{new string('A', length)}'");

    // row, bytes, error, offset and bytes that are wrong
    [TestCase("ans length=LLVAR max=9", "", FormatError.Truncated, 0, 0)]
    [TestCase("ans length=LLVAR max=9", "'0'", FormatError.Truncated, 0, 1)]
    [TestCase("ans length=LLVAR max=9", "'03AB'", FormatError.Truncated, 2, 2)]
    [TestCase("ans length=LLVAR max=9", "'-1A'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLVAR max=9", "'+1A'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLVAR max=9", "' 1A'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLVAR max=9", "'0AA'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLVAR max=9", "B2B1 'A'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLVAR max=9", "'10ABCDEFGHIJ'", FormatError.TooLong, 0, 2)]
    [TestCase("ans length=LLVAR max=9 min=2", "'01A'", FormatError.TooShort, 0, 2)]
    [TestCase("ans length=LLVAR max=9 min=2", "'00'", FormatError.TooShort, 0, 2)]
    [TestCase("ans length=LLLVAR max=9 lengthForm=bcd", "000A 'A'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLLVAR max=9 lengthForm=bcd", "A001 'A'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLLVAR max=9 lengthForm=bcd", "1001 'A'", FormatError.TooLong, 0, 2)]
    [TestCase("ans length=LLVAR max=9 lengthForm=ebcdic-037", "F0C1 'A'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLVAR max=9 lengthForm=ebcdic-037", "'01A'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLVAR max=9 lengthForm=hex", "'00G1A'", FormatError.BadLength, 0, 4)]
    [TestCase("ans length=LLVAR max=9 lengthForm=hex", "'0010'", FormatError.TooLong, 0, 4)]
    [TestCase("ans length=LLLLVAR max=9 lengthForm=binary", "FFFFFFFF 'A'", FormatError.TooLong, 0, 4)]
    [TestCase("ans length=LLLLLLLLVAR max=9 lengthForm=binary", "FFFFFFFFFFFFFFFF 'A'", FormatError.TooLong, 0, 8)]
    [TestCase("ans length=LLLLLLLLVAR max=9 lengthForm=hex", "'8000000000000001A'", FormatError.TooLong, 0, 16)]
    [TestCase("b length=LLLLVAR max=9 lengthForm=binary form=hex counts=bytes", "7FFFFFFF", FormatError.TooLong, 0, 4)]
    [TestCase("ans length=LLVAR max=9 includesItself=true", "'01'", FormatError.BadLength, 0, 2)]
    [TestCase("ans length=LLVAR max=9 includesItself=true", "'12ABCDEFGHIJ'", FormatError.TooLong, 0, 2)]
    [TestCase("ans max=3", "'AB'", FormatError.Truncated, 0, 2)]
    public void Damage_is_named_with_its_place(string row, string wire, FormatError error, int offset, int length)
        => TestDialect.ExpectDamage(row, wire, error, offset, length);

    // rows whose maximum is above what the length can say
    [TestCase("ans length=LVAR max=10", 10)]
    [TestCase("ans length=LLVAR max=100", 100)]
    [TestCase("ans length=LVAR max=100 lengthForm=bcd", 100)]
    [TestCase("ans length=LVAR max=256 lengthForm=binary", 256)]
    [TestCase("ans length=LLVAR max=65536 lengthForm=binary", 65_536)]
    [TestCase("ans length=LLLLVAR max=10000 lengthForm=bcd", 10_000)]
    [TestCase("ans length=LVAR max=256 lengthForm=hex", 256)]
    [TestCase("ans length=LLVAR max=98 includesItself=true", 98)]
    public void Value_that_the_length_cannot_say_is_refused(string row, int length)
        => TestDialect.ExpectRefusal(row, new string('A', length), FormatError.TooLong);

    [Test]
    public void Value_below_the_minimum_is_refused() => TestDialect.ExpectRefusal("ans length=LLVAR max=9 min=2", "A", FormatError.TooShort);

    [Test]
    public void Largest_value_of_all_is_written_and_read()
        => TestDialect.ExpectBothWays("ans length=LLLLLLVAR max=999999", new string('A', 999_999), $"'999999' '{new string('A', 999_999)}'");
}
