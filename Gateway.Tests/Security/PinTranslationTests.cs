using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Security.Pins;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class PinTranslationTests : IDisposable
{
    private const string Pan = SecurityBench.Pan;

    private readonly SecurityBench _bench = new();

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.PinTranslate))]
    public async Task Every_published_translation_comes_out(JsonElement vector)
    {
        var answer = await Translate(vector.Text("fromKey"), vector.Text("toKey"), vector.Text("pan"), vector.Hex("block"));
        Assert.That(answer.Fault, Is.EqualTo(PinFault.None));
        Assert.That(answer.Block, Is.EqualTo(vector.Hex("translated")));
    }

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.PinDecrypt))]
    public async Task Every_published_encrypted_block_is_read(JsonElement vector)
    {
        var answer = await Translate(vector.Text("key"), SecurityBench.ZoneKey, vector.Text("pan"), vector.Hex("block"));
        var expected = SecurityBench.Encrypt(SecurityBench.ZoneKey, PinBlock.Encode(vector.Text("pin"), vector.Text("pan")));
        Assert.That(answer.Block, Is.EqualTo(expected));
    }

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.PinDecode))]
    public async Task Every_published_clear_block_is_read_or_refused(JsonElement vector)
    {
        var clear = Convert.FromHexString(vector.Text("block").PadRight(16, '0')[..16]);
        var whole = SecurityBench.Encrypt(SecurityBench.PinKey, clear);
        var block = vector.Text("block").Length == 16 ? whole : whole[..(vector.Text("block").Length / 2)];
        var answer = await Translate(SecurityBench.PinKey, SecurityBench.ZoneKey, vector.Text("pan"), block);
        if (vector.IsNull("error"))
        {
            Assert.That(answer.Block, Is.EqualTo(SecurityBench.Encrypt(SecurityBench.ZoneKey, clear)));
            Assert.That(clear, Is.EqualTo(PinBlock.Encode(vector.Text("pin"), vector.Text("pan"))));
            return;
        }

        var expected = vector.Text("error") switch
        {
            "length" => PinFault.BadLength,
            "pan" => PinFault.BadPan,
            _ => PinFault.BadFormat,
        };
        Assert.That(answer, Is.EqualTo(new PinTranslation(null, expected)));
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
        var block = SecurityBench.Encrypt(SecurityBench.PinKey, PinBlock.Encode(pin, Pan));
        var good = await Translate(SecurityBench.PinKey, SecurityBench.ZoneKey, Pan, block);
        Assert.That(good.Block, Is.EqualTo(SecurityBench.Encrypt(SecurityBench.ZoneKey, PinBlock.Encode(pin, Pan))));

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
        var block = SecurityBench.Encrypt(SecurityBench.PinKey, PinBlock.Encode("1234", Pan));
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

    private async Task<PinTranslation> Translate(string fromKey, string toKey, string pan, byte[] block)
    {
        var from = await _bench.Import(KeyUsage.TerminalPin, fromKey);
        var to = await _bench.Import(KeyUsage.ZonePin, toKey, SecurityBench.Acquirer);
        return await _bench.Module.TranslatePin(from, to, pan, block, CancellationToken.None);
    }
}
