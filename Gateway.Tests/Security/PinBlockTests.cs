using System.Text.Json;
using Gateway.Security.Pins;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class PinBlockTests
{
    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.PinEncode))]
    public void Every_published_block_comes_out_and_every_bad_PIN_is_refused(JsonElement vector)
    {
        if (vector.IsNull("error"))
        {
            Assert.That(PinBlock.Encode(vector.Text("pin"), vector.Text("pan")), Is.EqualTo(vector.Hex("block")));
            return;
        }

        var fault = Assert.Throws<ArgumentException>(() => PinBlock.Encode(vector.Text("pin"), vector.Text("pan")));
        Assert.That(fault.ToString(), Does.Not.Contain(vector.Text("pin")).And.Not.Contain(vector.Text("pan")));
    }

    [TestCase("123", SecurityBench.Pan)]
    [TestCase("1234567890123", SecurityBench.Pan)]
    [TestCase("12 4", SecurityBench.Pan)]
    [TestCase("１２３４", SecurityBench.Pan)]
    [TestCase("1234", "621234567890")]
    [TestCase("1234", "62123456789012345678")]
    [TestCase("1234", "62123456789D1234")]
    [TestCase("1234", "")]
    public void Other_shapes_are_refused_without_repeating_them(string pin, string pan)
    {
        var fault = Assert.Throws<ArgumentException>(() => PinBlock.Encode(pin, pan));
        Assert.That(fault.Message, Does.Not.Contain("1234"));
    }
}
