using System.Text;
using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583.Framing;

[TestFixture]
public sealed class LengthPrefixTests
{
    //        name             length  on the wire, hex
    [TestCase("2-binary", 258, "0102")]
    [TestCase("2-binary+self", 258, "0104")]
    [TestCase("2-bcd", 1234, "1234")]
    [TestCase("2-bcd+self", 98, "0100")]
    [TestCase("3-binary", 65_538, "010002")]
    [TestCase("3-binary+self", 253, "000100")]
    [TestCase("4-binary", 65_538, "00010002")]
    [TestCase("4-binary+self", 252, "00000100")]
    [TestCase("4-ascii", 123, "30313233")]
    [TestCase("4-ascii+self", 123, "30313237")]
    [TestCase("4-hex", 44_010, "41424541")]
    [TestCase("4-hex+self", 11, "30303046")]
    [TestCase("none", 77, "")]
    public void Lengths_stand_on_the_wire_as_their_name_says(string name, int length, string hex)
    {
        var prefix = LengthPrefix.Parse(name);
        var bytes = new byte[prefix.Bytes];
        prefix.Write(bytes, length);

        Assert.That(Convert.ToHexString(bytes), Is.EqualTo(hex));
        Assert.That(prefix.ToString(), Is.EqualTo(name));
        if (prefix.Kind != LengthPrefixKind.None)
        {
            Assert.That(prefix.Read(bytes, int.MaxValue), Is.EqualTo(new LengthReading(LengthVerdict.Length, length, "")));
        }
    }

    [Test]
    public void Every_length_that_fits_is_read_as_it_was_written([ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        var bytes = new byte[prefix.Bytes];
        foreach (var length in Enumerable.Range(0, Math.Min(prefix.Most, 70_000)).Append(prefix.Most))
        {
            prefix.Write(bytes, length);
            Assert.That(prefix.Read(bytes, int.MaxValue).Length, Is.EqualTo(length));
        }
    }

    [Test]
    public void A_length_that_does_not_fit_is_not_written([ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        var bytes = new byte[prefix.Bytes];
        Assert.That(() => prefix.Write(bytes, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        if (prefix.Most < int.MaxValue)
        {
            Assert.That(() => prefix.Write(bytes, prefix.Most + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }

        Assert.That(bytes, Is.All.Zero);
    }

    [Test]
    public void A_part_of_a_length_needs_more([ValueSource(typeof(Prefixes), nameof(Prefixes.All))] LengthPrefix prefix)
    {
        for (var length = 0; length < prefix.Bytes; length++)
        {
            Assert.That(prefix.Read(new byte[length], 100), Is.EqualTo(LengthReading.NeedMore));
        }
    }

    //        name       bytes   what is said
    [TestCase("4-ascii", "-001", "byte 1 of it is a sign or a space")]
    [TestCase("4-ascii", "+123", "byte 1 of it is a sign or a space")]
    [TestCase("4-ascii", " 123", "byte 1 of it is a sign or a space")]
    [TestCase("4-ascii", "123 ", "byte 4 of it is a sign or a space")]
    [TestCase("4-ascii", "12\0004", "byte 3 of it is no decimal digit")]
    [TestCase("4-ascii", "1e03", "byte 2 of it is no decimal digit")]
    [TestCase("4-ascii", "0x1F", "byte 2 of it is no decimal digit")]
    [TestCase("4-ascii", "\u0661\u0662", "byte 1 of it is no decimal digit")]
    [TestCase("4-hex", "-001", "byte 1 of it is a sign or a space")]
    [TestCase("4-hex", "0x1F", "byte 2 of it is no hex character")]
    [TestCase("4-hex", "00G0", "byte 3 of it is no hex character")]
    public void Text_that_is_no_number_is_refused(string name, string text, string words)
    {
        var reading = LengthPrefix.Parse(name).Read(Encoding.UTF8.GetBytes(text), 100_000);
        Assert.That((reading.Verdict, reading.Length), Is.EqualTo((LengthVerdict.Fault, -1L)));
        Assert.That(reading.Fault, Does.EndWith(words + "."));
    }

    [TestCase("2-bcd", "0A12", "byte 1 of it is not two decimal digits")]
    [TestCase("2-bcd", "12A0", "byte 2 of it is not two decimal digits")]
    [TestCase("2-bcd", "1C00", "byte 1 of it is not two decimal digits")]
    [TestCase("2-binary+self", "0000", "says 0 and has to count its own 2 bytes")]
    [TestCase("2-binary+self", "0001", "says 1 and has to count its own 2 bytes")]
    [TestCase("2-bcd+self", "0001", "says 1 and has to count its own 2 bytes")]
    [TestCase("3-binary+self", "000002", "says 2 and has to count its own 3 bytes")]
    [TestCase("4-binary+self", "00000003", "says 3 and has to count its own 4 bytes")]
    [TestCase("4-ascii+self", "30303033", "says 3 and has to count its own 4 bytes")]
    [TestCase("4-hex+self", "30303030", "says 0 and has to count its own 4 bytes")]
    [TestCase("none", "0004", "nothing says where a frame ends")]
    public void Bytes_that_are_no_length_are_refused(string name, string hex, string words)
    {
        var reading = LengthPrefix.Parse(name).Read(Convert.FromHexString(hex), 100_000);
        Assert.That((reading.Verdict, reading.Length), Is.EqualTo((LengthVerdict.Fault, -1L)));
        Assert.That(reading.Fault, Does.Contain(words));
    }

    [TestCase("2-binary", "0065", 101)]
    [TestCase("2-binary", "FFFF", 65_535)]
    [TestCase("2-bcd", "9999", 9_999)]
    [TestCase("3-binary", "FFFFFF", 16_777_215)]
    [TestCase("4-binary", "FFFFFFFF", 4_294_967_295)]
    [TestCase("4-binary", "80000000", 2_147_483_648)]
    [TestCase("4-binary+self", "80000000", 2_147_483_644)]
    [TestCase("4-ascii", "39393939", 9_999)]
    [TestCase("4-hex", "66666666", 65_535)]
    public void A_length_over_the_limit_is_refused_and_never_negative(string name, string hex, long length)
    {
        var reading = LengthPrefix.Parse(name).Read(Convert.FromHexString(hex), 100);
        Assert.That(reading, Is.EqualTo(new LengthReading(
            LengthVerdict.Fault, length, $"A frame of {length} bytes is announced and at most 100 are allowed.")));
    }

    [Test]
    public void Names_are_known_or_refused_with_the_list()
    {
        Assert.That(LengthPrefix.KnownNames, Has.Count.EqualTo(13).And.Unique);
        foreach (var unknown in (string[])["", "2", "2-Binary", "2-binary+Self", "none+self", "+self", "2-binary+self+self", " 2-bcd"])
        {
            Assert.That(LengthPrefix.TryParse(unknown, out _), Is.False, unknown);
        }

        Assert.That(LengthPrefix.TryParse(null, out _), Is.False);
        Assert.That(
            () => LengthPrefix.Parse("5-binary"),
            Throws.InstanceOf<FormatException>().With.Message.Contains("4-ascii").And.Message.Contains("4-hex+self"));
        Assert.That(() => new LengthPrefix(LengthPrefixKind.None, countsItself: true), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(default(LengthPrefix), Is.EqualTo(LengthPrefix.None));
    }
}
