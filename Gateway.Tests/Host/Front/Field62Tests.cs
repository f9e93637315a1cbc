using System.Text;
using Gateway.Host.Front;
using Gateway.Security.Dukpt;

namespace Gateway.Tests.Host.Front;

/// <summary>DE 62 as a row of usages, and the key serial number in it or in an element of its own.</summary>
[TestFixture]
public sealed class Field62Tests
{
    private const string Ksn = "FFFF9876543210E00001";

    [TestCase("SM003abcKS002xy", "KS", "xy")]
    [TestCase("SM003abcKS002xy", "SM", "abc")]
    [TestCase("KS002xy", "SM", "")]
    [TestCase("SM009abc", "SM", "", Description = "longer than there is")]
    [TestCase("SM000KS002xy", "KS", "xy", Description = "an empty usage in front")]
    [TestCase("SM0-1abc", "SM", "", Description = "a sign is no length")]
    [TestCase("SM+03abc", "SM", "")]
    [TestCase("SM 03abc", "SM", "")]
    [TestCase("SMx03abc", "SM", "")]
    [TestCase("SM01", "SM", "")]
    [TestCase("", "SM", "")]
    public void A_usage_is_found_by_its_letters(string element, string usage, string content)
        => Assert.That(
            Encoding.ASCII.GetString(Field62.Find(Encoding.ASCII.GetBytes(element), Encoding.ASCII.GetBytes(usage))), Is.EqualTo(content));

    [Test]
    public void The_key_serial_number_stands_in_usage_KS_as_bytes()
        => Assert.That(Read(62, [.. "SM002xyKS010"u8, .. Convert.FromHexString(Ksn)]), Is.EqualTo(KeySerialNumber.Parse(Ksn)));

    [Test]
    public void A_usage_KS_that_is_no_key_serial_number_is_not_taken_for_none()
        => Assert.That((Read(62, "KS003abc"u8.ToArray()), Read(62, "SM002xy"u8.ToArray())), Is.EqualTo((default(KeySerialNumber), (KeySerialNumber?)null)));

    [TestCase(Ksn, Ksn)]
    [TestCase("123456789012345600000001", "123456789012345600000001")]
    [TestCase("FFFF", "")]
    [TestCase("FFFF9876543210E0000G", "")]
    public void Elsewhere_it_stands_alone_in_hexadecimal_characters(string text, string read)
        => Assert.That($"{new KeySerialElement(57).Read(Device.Sale().Set(57, text))}", Is.EqualTo(read));

    [Test]
    public void A_message_without_it_has_none()
        => Assert.That((new KeySerialElement(57).Read(Device.Sale()), new KeySerialElement(62).Read(Device.Sale())), Is.EqualTo(((KeySerialNumber?)null, (KeySerialNumber?)null)));

    private static KeySerialNumber? Read(int element, byte[] content) => new KeySerialElement(element).Read(Device.Sale().Set(62, content));
}
