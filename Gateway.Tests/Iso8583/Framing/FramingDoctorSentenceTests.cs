using System.Text;
using CsCheck;
using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583.Framing;

/// <summary>What is said of a peer that frames otherwise than the link, by what the link expects.</summary>
[TestFixture]
public sealed class FramingDoctorSentenceTests
{
    private const string Unprefixed = "this peer sends no length prefix";
    private const string Ascii0800 = "0800" + "8220000000000000" + "0400000000000000" + "0731120000" + "000001" + "001";

    // expected, what came (text), what is said. 12346 and 12596 are the lengths that public hosts complain of, 2 being added to them:
    // 0x3038 and 0x3132 are the ASCII beginnings of a message, or of a length in ASCII.
    [TestCase("length", "08", "The first two bytes are ASCII '08': " + Unprefixed)]
    [TestCase("length", "12", "The first two bytes are ASCII '12': " + Unprefixed)]
    [TestCase("length", Ascii0800, "The first two bytes are ASCII '08': " + Unprefixed + ".")]
    [TestCase("length+tpdu+header", Ascii0800, "The first two bytes are ASCII '08': " + Unprefixed + ".")]
    [TestCase("4-ascii", Ascii0800, "The first two bytes are ASCII '08': " + Unprefixed + ".")]
    [TestCase("4-binary", "1200" + "B230050008800000", "The first two bytes are ASCII '12': " + Unprefixed + ".")]
    [TestCase("length", "0800" + "0220000008000000" + "0731120000", Unprefixed + ".")]
    [TestCase("length", "0800" + "2220000008000000" + "0731120000", Unprefixed + ".")]
    [TestCase("length", "0200" + "0200" + "3220000000808000" + "000000", "length of four ASCII digits")]
    [TestCase("length", "1210" + "0800" + "8220000000000000" + "04", "length of four ASCII digits; a length of two bytes is expected")]
    [TestCase("length", "004F" + "0800" + "8220000000000000" + "04", "length of four hex characters")]
    [TestCase("4-hex", "0123" + "0800" + "8220000000000000" + "04", "a length and an ASCII message")]
    [TestCase("length+tpdu", "\u00020800822000000000000004", "STX")]
    [TestCase("4-ascii", "0000", "an empty frame")]
    [TestCase("length", "HTTP/1.1 400 Bad Request", "HTTP")]
    [TestCase("length", "EHLO there", "mail client")]
    public void Text(string expected, string text, string words)
        => Assert.That(FramingDoctor.Diagnose(Encoding.Latin1.GetBytes(text), FrameFormat.Parse(expected)), Does.Contain(words));

    // expected, what came (hex), what is said
    [TestCase("length", "F0F2F0F07220000000000000", "EBCDIC message type at the very front: " + Unprefixed)]
    [TestCase("length", "0050F0F2F0F07220000000000000", "a length and an EBCDIC message")]
    [TestCase("length+tpdu+header", "020070200480 20C08210", "BCD message type at the very front: " + Unprefixed)]
    [TestCase("4-ascii", "00596000030000603100311202", "length of two bytes; a length of four ASCII digits is expected")]
    [TestCase("4-binary+tpdu", "005960000300000200702004", "length of two bytes; a length of four bytes is expected")]
    [TestCase("length+tpdu", "00005960000300000200702004", "length of three bytes")]
    [TestCase("length", "00000013 0800 2220 0000 0080 0000 0731 1200 0000", "length of four bytes")]
    [TestCase("length+tpdu", "0012 6000030000 0800 0020000000C00010", "a length and a TPDU")]
    [TestCase("length+tpdu", "0016 6000030000 0800 0020000000C00010 31", "length of four BCD digits; a length of two bytes is expected")]
    [TestCase("2-bcd+tpdu", "0010 6000030000 0800 0020000000C00010 31", "length of two bytes; a length of four BCD digits is expected")]
    [TestCase("length+tpdu", "0012 6000030000 0800 0020000000C00010 31", "exactly 2 more than the frame: this peer counts")]
    [TestCase("length+tpdu", "1200 6000030000 0800 0020000000C00010 3132 33", "low byte first")]
    [TestCase("2-binary+self+tpdu", "0010 6000030000 0800 0020000000C00010 31", "exactly 2 less than expected: this peer does not count")]
    [TestCase("4-binary", "0000000E 0800 0020000000C00010", "exactly 4 more than the frame: this peer counts")]
    [TestCase("length+tpdu", "6000030000 0800 0020000000C00010", "the two length bytes are missing")]
    [TestCase("4-ascii+tpdu", "6000030000 0800 0020000000C00010", "the four length bytes are missing")]
    [TestCase("length", "0059 6000030000 0800 0020000000C00010", "a length and a TPDU, and no TPDU is expected")]
    [TestCase("length+tpdu", "0059 6000030000 603100311201 0800 00200000", "a header of six bytes in between, and none is expected")]
    [TestCase("length+tpdu+fixed:49534F", "0059 6000030000 0800 00200000", "no header in between")]
    [TestCase("length+tpdu+fixed:49534F", "0059 6000030000 4F5349 0800 00200000", "another header than the one that is expected")]
    [TestCase("length+header", "0059 0800 0020000000C00010", "with no header in between")]
    [TestCase("tpdu+header", "6000030000 0800 0020000000C00010", "a TPDU and a message, with no header in between")]
    [TestCase("tpdu+header", "0059 6000030000 603100311201 0800 00200000", "length of two bytes; no length is expected")]
    [TestCase("none", "0800 0020000000C00010", "This looks like a message.")]
    [TestCase("length", "0300002722E00000000000", "remote desktop")]
    [TestCase("length", "0000", "an empty frame")]
    [TestCase("4-ascii", "0000000000000000", "empty frames")]
    [TestCase("length", "16030102000100", "TLS")]
    public void Bytes(string expected, string hex, string words)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.That(FramingDoctor.Diagnose(bytes, FrameFormat.Parse(expected)), Does.Contain(words));
    }

    [Test]
    public void Keep_alives_are_named_where_none_is_expected()
        => Assert.That(
            FramingDoctor.Diagnose([0, 0], FrameFormat.Plain with { KeepAlives = false }), Does.EndWith("and none is expected on this link."));

    [Test]
    public void Every_length_is_recognised_where_another_is_expected(
        [ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix sent,
        [ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix expected)
    {
        byte[] frame = [.. Convert.FromHexString("6000030000" + "603100311201" + "0800"), .. new byte[130]];
        var said = FramingDoctor.Diagnose(sent.Framed(frame), FrameFormat.UnionPay with { Length = expected });
        var words = sent == expected ? "This looks like a length and a TPDU."
            : sent.Kind == expected.Kind ? $"The length is exactly {sent.Bytes} {(sent.CountsItself ? "more" : "less")} than"
            : "This looks like a length of ";
        Assert.That(said, Does.StartWith(words));
    }

    [Test]
    public void No_byte_is_shown_but_the_first_two_digits_of_a_message_type()
        => Gen.Select(Prefixes.Any, Gen.OneOf(Gen.Byte, Gen.Byte[0x30, 0x39]).Array[0, 40]).Sample(
            (prefix, bytes) =>
            {
                var said = FramingDoctor.Diagnose(bytes, FrameFormat.UnionPay with { Length = prefix });
                var quoted = said.Split('\'');
                return said.Count(one => one == '.') == 1 && said[^1] == '.'
                    && (quoted.Length == 1 || quoted is [_, [>= '0' and <= '2', >= '1' and <= '8'], _]);
            },
            iter: 20_000);
}
