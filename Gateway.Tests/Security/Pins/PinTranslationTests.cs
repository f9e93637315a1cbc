using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Pins;

namespace Gateway.Tests.Security.Pins;

/// <summary>Translation as the security module does it, under stored keys.</summary>
[TestFixture]
public sealed class PinTranslationTests : IDisposable
{
    private const string Pan = SecurityBench.Pan;

    private readonly SecurityBench _bench = new();

    private static IEnumerable<TestCaseData> Known => CryptoCases.Of("pin-block", "translate")
        .Where(known => known.Arguments[0] is JsonElement vector && Number(vector, "from") == 0 && Number(vector, "to") == 0);

    [TestCaseSource(nameof(Known))]
    public async Task Every_published_translation_comes_out(JsonElement known)
    {
        var given = known.In();
        var answer = await Translate(given.Text("in_key"), given.Text("out_key"), given.Text("pan"), given.Hex("in_block"));
        Assert.That(answer.Fault, Is.EqualTo(PinFault.None));
        Assert.That(answer.Block, Is.EqualTo(known.Out().Hex("out_block")));
    }

    [TestCase("141234FFFFFFFFFF", Description = "control field")]
    [TestCase("F41234FFFFFFFFFF", Description = "control field")]
    [TestCase("03123FFFFFFFFFFF", Description = "too short")]
    [TestCase("0D1234567890123F", Description = "too long")]
    [TestCase("0F12345678901234", Description = "too long")]
    [TestCase("00FFFFFFFFFFFFFF", Description = "no PIN")]
    [TestCase("0412A4FFFFFFFFFF", Description = "digit")]
    [TestCase("04123FFFFFFFFFFF", Description = "digit")]
    [TestCase("0412345FFFFFFFFF", Description = "filler")]
    [TestCase("041234FFFFFFFFFE", Description = "filler")]
    public async Task Every_part_of_the_block_is_checked(string field)
    {
        // An account field of zeros, so that the block is the field.
        const string pan = "0000000000000";
        var block = SecurityBench.Encrypt(SecurityBench.PinKey, Convert.FromHexString(field));
        var answer = await Translate(SecurityBench.PinKey, SecurityBench.ZoneKey, pan, block);
        Assert.That(answer, Is.EqualTo(new PinTranslation(null, PinFault.BadFormat)));
    }

    [Test]
    public async Task Every_PIN_length_passes_and_another_account_number_or_key_does_not([Range(4, 12)] int length)
    {
        var pin = "918273645546"[..length];
        var block = SecurityBench.Encrypt(SecurityBench.PinKey, Encoded(pin));
        var good = await Translate(SecurityBench.PinKey, SecurityBench.ZoneKey, Pan, block);
        Assert.That(good.Block, Is.EqualTo(SecurityBench.Encrypt(SecurityBench.ZoneKey, Encoded(pin))));

        // The digit before the check digit meets the last filler, which a PIN of any length has.
        var otherPan = await Translate(SecurityBench.PinKey, SecurityBench.ZoneKey, "6212345678901234577", block);
        var otherKey = await Translate(SecurityBench.TrackKey, SecurityBench.ZoneKey, Pan, block);
        Assert.That(otherPan, Is.EqualTo(new PinTranslation(null, PinFault.BadFormat)));
        Assert.That(otherKey, Is.EqualTo(new PinTranslation(null, PinFault.BadFormat)));
    }

    [Test]
    public async Task A_block_of_another_length_is_refused([Values(0, 7, 9, 16)] int bytes)
        => Assert.That(
            await Translate(SecurityBench.PinKey, SecurityBench.ZoneKey, Pan, new byte[bytes]),
            Is.EqualTo(new PinTranslation(null, PinFault.BadLength)));

    [TestCase("")]
    [TestCase("621234567890")]
    [TestCase("62123456789012345678")]
    [TestCase("6212345=78901234")]
    public async Task An_account_number_of_another_shape_is_refused(string pan)
        => Assert.That(
            await Translate(SecurityBench.PinKey, SecurityBench.ZoneKey, pan, new byte[8]),
            Is.EqualTo(new PinTranslation(null, PinFault.BadPan)));

    [Test]
    public async Task Only_PIN_keys_translate_and_only_towards_an_acquirer([Values] KeyUsage from, [Values] KeyUsage to)
    {
        var source = await _bench.Import(from, SecurityBench.PinKey);
        var target = await _bench.Import(to, SecurityBench.ZoneKey);
        var block = SecurityBench.Encrypt(SecurityBench.PinKey, Encoded("1234"));
        async Task Act() => await _bench.Module.TranslatePin(source, target, Pan, block, CancellationToken.None);
        if (from is KeyUsage.TerminalPin or KeyUsage.ZonePin && to is KeyUsage.ZonePin)
        {
            await Assert.DoesNotThrowAsync(Act);
        }
        else
        {
            await Assert.ThrowsAsync<KeyException>(Act);
        }
    }

    public void Dispose() => _bench.Dispose();

    private static int Number(JsonElement vector, string name) => vector.In().GetProperty(name).GetInt32();

    private static byte[] Encoded(string pin) => PinBlock.Encode(PinBlockFormat.Iso0, pin, Pan);

    private async Task<PinTranslation> Translate(string fromKey, string toKey, string pan, byte[] block)
    {
        var from = await _bench.Import(KeyUsage.TerminalPin, fromKey);
        var to = await _bench.Import(KeyUsage.ZonePin, toKey, SecurityBench.Acquirer);
        return await _bench.Module.TranslatePin(from, to, pan, block, CancellationToken.None);
    }
}
