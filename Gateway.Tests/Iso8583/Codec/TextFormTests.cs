using Gateway.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>Text and bytes in every form, both ways; the bytes were written by hand.</summary>
[TestFixture]
public sealed class TextFormTests
{
    // row, value, bytes of the element
    [TestCase("ans max=3", "A~é", "'A~' E9")]
    [TestCase("ans max=3 form=latin1", "A~é", "'A~' E9")]
    [TestCase("ans max=3 form=ascii", "A~1", "'A~1'")]
    [TestCase("ans max=3 form=ebcdic-037", "A[1", "C1 BA F1")]
    [TestCase("ans max=3 form=ebcdic-500", "A[1", "C1 4A F1")]
    [TestCase("ans max=3 form=ebcdic-1047", "A[1", "C1 AD F1")]
    [TestCase("ans length=LLVAR max=20 form=gbk", "交易A", "'05' BDBB D2D7 'A'")]
    [TestCase("ans max=5 form=gbk", "交易A", "BDBB D2D7 'A'")]
    [TestCase("ans length=LLVAR max=20 form=utf-8", "交é", "'05' E4BAA4 C3A9")]
    [TestCase("ans length=LLVAR max=20 form=gbk", "", "'00'")]
    [TestCase("ans max=6 filler=right", "AB", "'AB    '")]
    [TestCase("ans max=6 filler=left", "AB", "'    AB'")]
    [TestCase("ans max=4 filler=right form=ebcdic-037", "A", "C1 404040")]
    [TestCase("ans max=4 filler=left form=ebcdic-037", "A", "404040 C1")]
    [TestCase("ans max=6 filler=right form=gbk", "交", "BDBB '    '")]
    [TestCase("ans max=6 filler=left form=gbk", "交", "'    ' BDBB")]
    [TestCase("ans max=4 filler=right", "", "'    '")]
    [TestCase("a length=LVAR max=9 strict=true", "Ab c", "'4Ab c'")]
    [TestCase("an length=LVAR max=9 strict=true", "Ab 1", "'4Ab 1'")]
    [TestCase("as length=LVAR max=9 strict=true", "A+ !", "'4A+ !'")]
    [TestCase("ans length=LVAR max=9 strict=true", "A+1~", "'4A+1~'")]
    [TestCase("an length=LVAR max=9", "A+\u0001", "'3A+' 01")]
    [TestCase("ans length=LLVAR max=9 counts=nibbles", "AB", "'04AB'")]
    [TestCase("ans length=LLVAR max=9 counts=bytes", "AB", "'02AB'")]
    [TestCase("ans length=LLVAR max=9 form=ascii lengthForm=binary", "AB", "0002 'AB'")]
    [TestCase("b max=2", "01AB", "01AB")]
    [TestCase("b max=2 form=hex", "01AB", "'01AB'")]
    [TestCase("b max=2 form=ebcdic-500", "01AB", "F0F1C1C2")]
    [TestCase("b length=LLVAR max=9", "01AB", "'02' 01AB")]
    [TestCase("b length=LLVAR max=9 counts=nibbles", "01AB", "'04' 01AB")]
    [TestCase("b length=LLVAR max=9 form=hex", "01AB", "'0401AB'")]
    [TestCase("b length=LLVAR max=9 form=hex counts=characters", "01AB", "'0401AB'")]
    [TestCase("b length=LLVAR max=9 form=hex counts=bytes", "01AB", "'0201AB'")]
    [TestCase("b length=LLVAR max=9 form=ebcdic-037 counts=bytes", "01AB", "'02' F0F1C1C2")]
    [TestCase("b length=LLVAR max=9 form=ebcdic-037", "01AB", "'04' F0F1C1C2")]
    [TestCase("b max=0", "", "")]
    public void Stands_on_the_wire(string row, string value, string wire) => TestDialect.ExpectBothWays(row, value, wire);

    // row, bytes, error, offset in the element and bytes that are wrong
    [TestCase("ans max=3 form=ascii", "'A' E9 '1'", FormatError.BadCharacter, 1, 1)]
    [TestCase("a length=LVAR max=9 strict=true", "'2A1'", FormatError.BadCharacter, 2, 1)]
    [TestCase("an length=LVAR max=9 strict=true", "'3A1+'", FormatError.BadCharacter, 3, 1)]
    [TestCase("as length=LVAR max=9 strict=true", "'3A+1'", FormatError.BadCharacter, 3, 1)]
    [TestCase("ans length=LVAR max=9 strict=true", "'2A' 07", FormatError.BadCharacter, 2, 1)]
    [TestCase("an length=LVAR max=9 strict=true form=ebcdic-037", "'2' C1 4E", FormatError.BadCharacter, 2, 1)]
    [TestCase("ans length=LVAR max=9 strict=true form=gbk", "'3' BDBB 81", FormatError.BadCharacter, 1, 3)]
    [TestCase("ans length=LVAR max=9 strict=true form=utf-8", "'2' C1 41", FormatError.BadCharacter, 1, 2)]
    [TestCase("b max=2 form=hex", "'01AG'", FormatError.BadDigit, 0, 4)]
    [TestCase("b length=LVAR max=2 form=hex", "'301A'", FormatError.BadLength, 1, 0)]
    [TestCase("b length=LVAR max=2 counts=nibbles", "'3' 01AB", FormatError.BadLength, 1, 0)]
    [TestCase("b max=2 form=ebcdic-037", "F0F1C1 41", FormatError.BadDigit, 0, 4)]
    public void Damage_is_named_with_its_place(string row, string wire, FormatError error, int offset, int length)
        => TestDialect.ExpectDamage(row, wire, error, offset, length);

    [TestCase("ans max=3 form=ascii", "Aé1", FormatError.BadCharacter)]
    [TestCase("ans length=LVAR max=9", "交易", FormatError.BadCharacter)]
    [TestCase("ans length=LVAR max=9 form=ebcdic-037", "交易", FormatError.BadCharacter)]
    [TestCase("ans length=LVAR max=9 form=gbk", "नमः", FormatError.BadCharacter)]
    [TestCase("ans length=LVAR max=4 form=gbk", "交易成", FormatError.TooLong)]
    [TestCase("ans max=3", "AB", FormatError.TooShort)]
    [TestCase("ans max=3", "ABCD", FormatError.TooLong)]
    [TestCase("ans max=3 filler=right", "ABCD", FormatError.TooLong)]
    [TestCase("an length=LVAR max=9 strict=true", "AB+", FormatError.BadCharacter)]
    [TestCase("b length=LVAR max=9", "01A", FormatError.BadLength)]
    [TestCase("b length=LVAR max=9", "01AG", FormatError.BadDigit)]
    [TestCase("b length=LVAR max=9 form=hex", "01AG", FormatError.BadDigit)]
    public void Value_that_does_not_fit_is_refused(string row, string value, FormatError error) => TestDialect.ExpectRefusal(row, value, error);

    [Test]
    public void Hex_of_either_case_is_read_and_upper_case_written()
    {
        var dialect = TestDialect.Of("b max=2 form=hex");
        var read = new MessageReader(dialect).Read(TestDialect.Body("'01aB'"));

        Assert.That(read.Text(2), Is.EqualTo("01AB"));
        Assert.That(new MessageWriter(dialect).Write(read), Is.EqualTo(TestDialect.Body("'01aB'")));
        Assert.That(new MessageWriter(dialect).Write(TestDialect.Message("01ab")), Is.EqualTo(TestDialect.Body("'01AB'")));
    }

    [Test]
    public void Short_wide_text_does_not_leave_what_was_in_the_buffer()
    {
        var target = new byte[32];
        Array.Fill(target, (byte)0x5A);
        new MessageWriter(TestDialect.Of("ans max=6 filler=right form=gbk")).Write(TestDialect.Message("交"), target);

        Assert.That(target[..16], Is.EqualTo(TestDialect.Body("BDBB '    '")));
    }

    [Test]
    public void Bytes_pass_as_chinese_text_even_if_they_are_none()
    {
        var dialect = TestDialect.Of("ans length=LVAR max=9 form=gbk");
        var written = new MessageWriter(dialect).Write(TestDialect.Message("").Set(2, [0x81, 0x20, 0xFF]));
        var read = new MessageReader(dialect).Read(written);

        Assert.That(written, Is.EqualTo(TestDialect.Body("'3' 8120FF")));
        Assert.That(read.Bytes(2).ToArray(), Is.EqualTo(new byte[] { 0x81, 0x20, 0xFF }));
        Assert.That(new MessageWriter(dialect).Write(read), Is.EqualTo(written));
    }

    [Test]
    public void Wide_text_goes_from_one_encoding_into_another()
    {
        var (gbk, utf8) = (TestDialect.Of("ans length=LVAR max=9 form=gbk"), TestDialect.Of("ans length=LVAR max=9 form=utf-8"));
        var read = new MessageReader(gbk).Read(TestDialect.Body("'4' BDBB D2D7"));

        Assert.That(new MessageWriter(utf8).Write(read), Is.EqualTo(TestDialect.Body("'6' E4BAA4 E69893")));
    }
}
