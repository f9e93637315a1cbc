using System.Globalization;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Codec;

/// <summary>How each kind of element of the terminal dialect stands on the wire, written and read.</summary>
[TestFixture]
public sealed class UnionPayRuleTests
{
    private static readonly Dialect _dialect = Dialect.Embedded("unionpay-pos");
    private static readonly MessageReader _reader = new(_dialect);
    private static readonly MessageWriter _writer = new(_dialect);

    //        element  text                                        bytes after the bitmap
    [TestCase(2, "6212345678901234", "166212345678901234", TestName = "Even_PAN_fills_its_bytes")]
    [TestCase(2, "6292600000001272000", "1962926000000012720000", TestName = "Odd_PAN_is_filled_on_the_right")]
    [TestCase(3, "310000", "310000", TestName = "Fixed_digits_have_no_length")]
    [TestCase(4, "000000012345", "000000012345", TestName = "Amount_is_six_bytes")]
    [TestCase(22, "021", "0210", TestName = "Entry_mode_stands_at_the_left")]
    [TestCase(22, "051", "0510", TestName = "Entry_mode_of_a_chip_stands_at_the_left")]
    [TestCase(23, "001", "0001", TestName = "Card_sequence_stands_at_the_right")]
    [TestCase(26, "12", "12", TestName = "Pin_capture_code_is_one_byte")]
    [TestCase(32, "48031000", "0848031000", TestName = "Even_acquirer_fills_its_bytes")]
    [TestCase(32, "1234567", "0712345670", TestName = "Odd_acquirer_is_filled_on_the_right")]
    [TestCase(35, "6212345678901234567=29122011234567890", "376212345678901234567D291220112345678900",
        TestName = "Odd_track_2_is_filled_on_the_right")]
    [TestCase(35, "6212345678901234=2912201123456789", "336212345678901234D29122011234567890",
        TestName = "Track_2_of_33_is_filled_on_the_right")]
    [TestCase(35, "6212345678901234=291220112345678", "326212345678901234D291220112345678", TestName = "Even_track_2_fills_its_bytes")]
    [TestCase(35, "6212345678901234567=BC8B1BB04C116C610", "376212345678901234567DBC8B1BB04C116C6100",
        TestName = "Encrypted_track_2_keeps_its_hex_letters")]
    [TestCase(36, "996212345678901234==1561560000000", "0033996212345678901234DD15615600000000", TestName = "Track_3_has_two_length_bytes")]
    [TestCase(37, "123456789012", "313233343536373839303132", TestName = "Reference_number_is_ASCII")]
    [TestCase(39, "A0", "4130", TestName = "Response_code_is_ASCII")]
    [TestCase(44, "01020000   480310561  ", "223031303230303030202020343830333130353631 2020",
        TestName = "Text_with_two_digits_of_length_counts_bytes")]
    [TestCase(
        48,
        "00000001000000100000000000000010000000000000000000000000000000",
        "0062" + "00000001000000100000000000000010000000000000000000000000000000",
        TestName = "Settlement_totals_are_BCD")]
    [TestCase(52, "0123456789ABCDEF", "0123456789ABCDEF", TestName = "Pin_block_is_raw")]
    [TestCase(53, "2600000000000000", "2600000000000000", TestName = "Security_control_is_BCD")]
    [TestCase(54, "1002156C000000100000", "00203130303231353643303030303030313030303030", TestName = "Balance_is_ASCII_with_a_length")]
    [TestCase(55, "9F3602004795050000000000", "00129F3602004795050000000000", TestName = "Chip_data_counts_bytes")]
    [TestCase(60, "22000001", "000822000001", TestName = "Private_60_may_be_short")]
    [TestCase(60, "00000001003", "0011000000010030", TestName = "Odd_private_60_is_filled_on_the_right")]
    [TestCase(60, "2200000100050", "001322000001000500", TestName = "Private_60_of_13")]
    [TestCase(61, "000001000123", "0012000001000123", TestName = "Original_of_a_void")]
    [TestCase(61, "00000100012303220000000000000", "0029000001000123032200000000000000", TestName = "Whole_original_is_29_digits")]
    [TestCase(62, "", "0000", TestName = "Empty_element_is_present")]
    [TestCase(62, "30", "000130", TestName = "Private_62_is_raw")]
    [TestCase(63, "CUP", "0003435550", TestName = "Private_63_is_text")]
    public void Stands_on_the_wire(int element, string text, string wire)
    {
        var body = Body(element, wire);

        Assert.That(Convert.ToHexString(_writer.Write(new IsoMessage(MessageType.Parse("0200")).Set(element, text))), Is.EqualTo(body));
        Assert.That(_reader.Read(Convert.FromHexString(body)).Text(element), Is.EqualTo(text));
    }

    [Test]
    public void Track_separator_D_is_written_as_nibble_D_and_read_as_equals_sign()
    {
        var written = _writer.Write(new IsoMessage(MessageType.Parse("0200")).Set(35, "6212345678901234D2912"));
        Assert.That(_reader.Read(written).Text(35), Is.EqualTo("6212345678901234=2912"));
    }

    [TestCase(2, "196292600000001272000F")]
    [TestCase(35, "0312DF")]
    [TestCase(60, "001100000001003F")]
    public void Filling_with_F_is_accepted_and_kept(int element, string wire)
    {
        var body = Convert.FromHexString(Body(element, wire));
        var message = _reader.Read(body);

        Assert.That(_writer.Write(message), Is.EqualTo(body));
        Assert.That(message.Text(element), Does.Not.Contain("F"));
        Assert.That(_writer.Write(message.Set(element, message.Text(element)!))[^1] & 0x0F, Is.Zero);
    }

    [Test]
    public void Every_byte_survives_in_text([Values(41, 42, 44, 46, 47, 56, 57, 58, 59, 63)] int element)
    {
        var spec = _dialect.Element(element)!;
        for (var first = 0; first < 256; first += spec.Max)
        {
            var bytes = Enumerable.Range(first, spec.Max).Select(value => (byte)value).ToArray();
            var read = _reader.Read(_writer.Write(new IsoMessage(MessageType.Parse("0210")).Set(element, bytes)));

            Assert.That(read.Bytes(element).ToArray(), Is.EqualTo(bytes));
            Assert.That(_writer.Write(new IsoMessage(read.Type).Set(element, read.Text(element)!)), Is.EqualTo(_writer.Write(read)));
        }
    }

    [Test]
    public void Mac_is_the_last_eight_bytes()
    {
        var message = new IsoMessage(MessageType.Parse("0200")).Set(11, "000001").Set(64, new byte[8]).Set(63, "01 ").Set(3, "000000");
        Assert.That(_writer.Write(message)[^8..], Is.EqualTo(new byte[8]));
        Assert.That(_dialect.Element(65), Is.Null);
    }

    private static string Body(int element, string wire)
        => "0200" + (1UL << (64 - element)).ToString("X16", CultureInfo.InvariantCulture) + wire.Replace(" ", "", StringComparison.Ordinal);
}
