using Gateway.Iso8583.Tlv;

namespace Gateway.Tests.Iso8583.Tlv;

[TestFixture]
public sealed class BerTlvTests
{
    [TestCase("", 0)]
    [TestCase("5A", 1)]
    [TestCase("9F36", 2)]
    [TestCase("DF8101", 3)]
    [TestCase("DF818101", 4)]
    [TestCase("DF81818101", 0)]
    [TestCase("1F", 0)]
    [TestCase("9F81", 0)]
    public void Tag_has_one_to_four_bytes(string hex, int bytes) => Assert.That(BerTlv.TagBytes(Convert.FromHexString(hex)), Is.EqualTo(bytes));

    [TestCase("", 0, -1)]
    [TestCase("00", 1, 0)]
    [TestCase("7F", 1, 127)]
    [TestCase("8180", 2, 128)]
    [TestCase("8105", 2, 5)]
    [TestCase("820100", 3, 256)]
    [TestCase("83000100", 4, 256)]
    [TestCase("82FFFF", 3, 65535)]
    [TestCase("83010000", 4, -1)]
    [TestCase("80", 1, -1)]
    [TestCase("8400000001", 1, -1)]
    [TestCase("FF", 1, -1)]
    [TestCase("81", 0, -1)]
    [TestCase("8201", 0, -1)]
    public void Length_is_read_or_refused(string hex, int bytes, int length)
        => Assert.That((BerTlv.ReadLength(Convert.FromHexString(hex), out var read), read), Is.EqualTo((bytes, length)));

    [Test]
    public void Every_length_is_written_in_as_few_bytes_as_it_needs_and_read_again()
    {
        var bytes = new byte[3];
        for (var length = 0; length <= BerTlv.MaxLength; length++)
        {
            var written = BerTlv.WriteLength(bytes, length);
            Assert.That((BerTlv.ReadLength(bytes, out var read), read), Is.EqualTo((written, length)));
            Assert.That(written, Is.EqualTo(length < 128 ? 1 : length < 256 ? 2 : 3));
        }
    }

    [TestCase(-1)]
    [TestCase(65536)]
    public void Length_out_of_range_is_not_written(int length)
        => Assert.That(() => BerTlv.WriteLength(new byte[3], length), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
