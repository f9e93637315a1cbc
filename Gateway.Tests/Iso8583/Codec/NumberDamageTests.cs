using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Digits that are none, fillings that are wrong, signs: read and refused, set and refused.</summary>
[TestFixture]
public sealed class NumberDamageTests
{
    // row, bytes, error, offset in the element and bytes that are wrong
    [TestCase("n max=4", "'01A3'", FormatError.BadDigit, 0, 4)]
    [TestCase("n max=4", "'01 3'", FormatError.BadDigit, 0, 4)]
    [TestCase("n max=9", "'01234567:'", FormatError.BadDigit, 0, 9)]
    [TestCase("n max=4 form=bcd", "01A3", FormatError.BadDigit, 0, 2)]
    [TestCase("n max=18 form=bcd", "01234567890123456A", FormatError.BadDigit, 0, 9)]
    [TestCase("n max=4 form=ebcdic-037", "F0F1C1F3", FormatError.BadDigit, 0, 4)]
    [TestCase("n max=4 form=ebcdic-037", "'0123'", FormatError.BadDigit, 0, 4)]
    [TestCase("n max=3 form=bcd", "1123", FormatError.BadFill, 0, 1)]
    [TestCase("n max=3 form=bcd", "F123", FormatError.BadFill, 0, 1)]
    [TestCase("n max=3 form=bcd pad=right", "1234", FormatError.BadFill, 1, 1)]
    [TestCase("n max=3 form=bcd pad=right fill=F", "1230", FormatError.BadFill, 1, 1)]
    [TestCase("n max=3 form=bcd counts=bytes", "1123", FormatError.BadFill, 0, 1)]
    [TestCase("n max=3 form=bcd pad=right fill=0_or_F", "123A", FormatError.BadFill, 1, 1)]
    [TestCase("n max=3 form=bcd pad=right fill=any", "1A3A", FormatError.BadDigit, 0, 2)]
    [TestCase("n max=3 form=bcd fill=any", "AA23", FormatError.BadDigit, 0, 2)]
    [TestCase("n length=LVAR max=9 form=bcd pad=none", "'3' 1230", FormatError.BadLength, 1, 0)]
    [TestCase("n length=LVAR max=3 form=bcd counts=bytes fill=F", "'2' 1234", FormatError.TooLong, 1, 2)]
    [TestCase("n length=LVAR max=9 form=bcd counts=bytes fill=F", "'2' 12A4", FormatError.BadDigit, 1, 2)]
    [TestCase("n length=LVAR max=9 min=4 form=bcd counts=bytes fill=F", "'2' 123F", FormatError.TooShort, 1, 2)]
    [TestCase("n length=LVAR max=9 counts=nibbles", "'312'", FormatError.BadLength, 1, 0)]
    [TestCase("h max=3", "'1AG'", FormatError.BadDigit, 0, 3)]
    [TestCase("z length=LLVAR max=37", "'0512?34'", FormatError.BadDigit, 2, 5)]
    [TestCase("x+n max=2", "'E12'", FormatError.BadSign, 0, 1)]
    [TestCase("x+n max=2", "'D1X'", FormatError.BadDigit, 0, 3)]
    [TestCase("x+n max=2 form=ebcdic-037", "'D12'", FormatError.BadSign, 0, 1)]
    [TestCase("x+n max=2 form=bcd", "45 12", FormatError.BadSign, 0, 1)]
    [TestCase("x+n max=2 form=bcd", "'C' 1A", FormatError.BadDigit, 1, 1)]
    [TestCase("x+n max=3 form=bcd", "'C' 9123", FormatError.BadFill, 1, 1)]
    [TestCase("x+n length=LLVAR max=8", "'00'", FormatError.BadSign, 2, 0)]
    [TestCase("x+n length=LLVAR max=8 form=bcd", "'00' 00", FormatError.BadSign, 2, 0)]
    public void Damage_is_named_with_its_place(string row, string wire, FormatError error, int offset, int length)
        => TestDialect.ExpectDamage(row, wire, error, offset, length);

    [TestCase("n max=4", "01A3", FormatError.BadDigit)]
    [TestCase("n max=4 form=bcd", "01A3", FormatError.BadDigit)]
    [TestCase("n max=4 form=bcd", "01=3", FormatError.BadDigit)]
    [TestCase("n max=4 form=ebcdic-037", "01A3", FormatError.BadDigit)]
    [TestCase("n max=4", "123", FormatError.TooShort)]
    [TestCase("n max=4 form=bcd", "12345", FormatError.TooLong)]
    [TestCase("n length=LVAR max=9 form=bcd pad=none", "123", FormatError.BadLength)]
    [TestCase("n length=LVAR max=9 form=bcd counts=bytes", "123", FormatError.BadLength)]
    [TestCase("n length=LVAR max=9 form=bcd counts=bytes fill=0_or_F", "123", FormatError.BadLength)]
    [TestCase("h length=LVAR max=9 form=bcd counts=bytes fill=F", "12EF", FormatError.BadLength)]
    [TestCase("h length=LVAR max=9 form=bcd counts=bytes fill=A pad=left", "A2EF", FormatError.BadLength)]
    [TestCase("z length=LVAR max=9 form=bcd counts=bytes fill=any", "123=", FormatError.BadLength)]
    [TestCase("h max=4 form=bcd", "12=4", FormatError.BadDigit)]
    [TestCase("z max=4 form=bcd", "12?4", FormatError.BadDigit)]
    [TestCase("x+n max=3", "1234", FormatError.BadSign)]
    [TestCase("x+n max=3 form=bcd", "1234", FormatError.BadSign)]
    [TestCase("x+n max=3 form=bcd", "C12A", FormatError.BadDigit)]
    [TestCase("x+n max=3", "C12A", FormatError.BadDigit)]
    [TestCase("x+n length=LVAR max=3 form=bcd", "", FormatError.BadSign)]
    public void Value_that_does_not_fit_is_refused(string row, string value, FormatError error) => TestDialect.ExpectRefusal(row, value, error);

    [TestCase("n max=3 form=bcd fill=0_or_F", "F123")]
    [TestCase("n max=3 form=bcd fill=any", "7123")]
    [TestCase("n max=3 form=bcd pad=right fill=any", "123A")]
    [TestCase("n length=LVAR max=3 form=bcd fill=0_or_F", "'3' 123F")]
    [TestCase("x+n max=3 form=bcd fill=any", "'C' 9123")]
    public void Filling_that_is_accepted_is_kept_and_is_no_part_of_the_value(string row, string wire)
    {
        var dialect = TestDialect.Of(row);
        var read = new MessageReader(dialect).Read(TestDialect.Body(wire));

        Assert.That(read.Text(2)!.TrimStart('C'), Is.EqualTo("123"));
        Assert.That(new MessageWriter(dialect).Write(read), Is.EqualTo(TestDialect.Body(wire)));
        Assert.That(new MessageWriter(dialect).Write(new IsoMessage(read.Type).Set(2, read.Text(2)!)), Is.Not.EqualTo(TestDialect.Body(wire)));
    }
}
