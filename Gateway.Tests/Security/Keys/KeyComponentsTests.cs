using Gateway.Security.Keys;

namespace Gateway.Tests.Security.Keys;

[TestFixture]
public sealed class KeyComponentsTests
{
    [Test]
    public void Components_of_every_cipher_are_combined([Values(8, 16, 24, 32)] int bytes)
    {
        ReadOnlyMemory<byte> first = KeyBlockBench.Aes.AsMemory(0, bytes);
        ReadOnlyMemory<byte> second = Enumerable.Repeat((byte)0xFF, bytes).ToArray();
        Assert.That(
            KeyComponents.Combine([first, second]), Is.EqualTo(first.ToArray().Select(value => (byte)~value)));
    }

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(12)]
    [TestCase(40)]
    public void A_component_of_no_key_is_named(int bytes)
        => Assert.That(Refused([KeyBlockBench.DoubleKey, new byte[bytes]]), Does.StartWith("Component 2 must be"));

    [Test]
    public void Components_have_one_length()
        => Assert.That(Refused([KeyBlockBench.DoubleKey, KeyBlockBench.TripleDes]), Does.StartWith("Component 2 has another length"));

    [Test]
    public void Zeros_leave_the_key_to_the_others()
        => Assert.That(Refused([new byte[16], KeyBlockBench.DoubleKey]), Does.StartWith("Component 1 is all zeros"));

    [Test]
    public void A_key_has_components()
        => Assert.That(Refused([]), Is.EqualTo("A key needs at least one component."));

    private static string Refused(byte[][] parts)
        => Assert.Throws<KeyException>(() => KeyComponents.Combine([.. parts.Select(part => new ReadOnlyMemory<byte>(part))]))!.Message;
}
