using System.Text;
using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class WorkingKeyTests : IDisposable
{
    private readonly SecurityBench _bench = new();

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.WorkingKeys))]
    public void A_device_reads_published_keys(JsonElement vector)
    {
        var keys = TerminalKeys.Load(vector.Hex("tmk"), vector.Hex("field62"));
        var expected = TerminalKeys.FromClear(
            vector.Hex("pin"), vector.Hex("mac"), vector.IsNull("track") ? [] : vector.Hex("track"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(keys.Mac("0200"u8), Is.EqualTo(CupEcbMac.Compute(vector.Hex("mac"), "0200"u8)));
            Assert.That(keys.PinBlock("1234", SecurityBench.Pan), Is.EqualTo(expected.PinBlock("1234", SecurityBench.Pan)));
            Assert.That(keys.HasTrackKey, Is.EqualTo(!vector.IsNull("track")));
        }
    }

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.Sm4Keys))]
    public void A_device_reads_a_published_SM4_key_in_every_place_of_its_three(JsonElement vector)
    {
        var part = vector.Hex("part");
        var keys = TerminalKeys.Load(vector.Hex("tmk"), [.. part, .. part, .. part], KeyAlgorithm.Sm4);
        Assert.That(keys.Mac("0200"u8), Is.EqualTo(CupEcbMac.ComputeSm4(vector.Hex("key"), "0200"u8)));
        for (var at = 0; at < 3 * part.Length; at++)
        {
            byte[] field = [.. part, .. part, .. part];
            field[at] ^= 2;
            Assert.Throws<KeyException>(() => TerminalKeys.Load(vector.Hex("tmk"), field, KeyAlgorithm.Sm4), $"byte {at}");
        }
    }

    [TestCase("6212345678901234567=29122011234567890", Description = "37 digits")]
    [TestCase("621234567890123456=29122011234567890", Description = "36 digits")]
    [TestCase("62123456789012=2912", Description = "shorter than a block")]
    public async Task A_track_under_SM4_comes_out_as_it_went_in(string track)
    {
        var one = await _bench.Module.TakeComponent(SecurityBench.Terminal, KeyAlgorithm.Sm4, Encoding.ASCII.GetBytes(SecurityBench.MasterKey), null, default);
        var other = await _bench.Module.TakeComponent(SecurityBench.Terminal, KeyAlgorithm.Sm4, Encoding.ASCII.GetBytes(SecurityBench.TrackKey), null, default);
        var master = await _bench.Module.CombineComponents(KeyUsage.TerminalMaster, [one, other], null, default);
        var issued = await _bench.Module.IssueWorkingKeys(master, WorkingKeySet.Sm4, default);
        var clear = Convert.FromHexString(SecurityBench.MasterKey).Zip(Convert.FromHexString(SecurityBench.TrackKey), (left, right) => (byte)(left ^ right)).ToArray();
        var hidden = TerminalKeys.Load(clear, issued.Field62, KeyAlgorithm.Sm4).EncryptTrack(track);
        Assert.That(hidden, Is.Not.EqualTo(track.Replace('=', 'D')).And.Length.EqualTo(Math.Max(track.Length, 33)));
        Assert.That(await _bench.Module.DecryptTrack(issued.Track!, hidden, default), Is.EqualTo(track));
    }

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.WorkingKeys))]
    public void A_device_names_the_key_whose_check_value_is_wrong(JsonElement vector)
    {
        var names = new[] { "PIN", "MAC", "track" };
        for (var at = 0; at < vector.Hex("field62").Length; at++)
        {
            // Zeros after a single-length MAC key are what tells its length; a bit set there makes it another, wrong key.
            var field = vector.Hex("field62");
            field[at] ^= 2;
            var fault = Assert.Throws<KeyException>(() => TerminalKeys.Load(vector.Hex("tmk"), field));
            Assert.That(fault.Message, Does.Contain($"{names[at / 20]} key"), $"byte {at}");
        }
    }

    [TestCase(WorkingKeySet.SinglePinless, 16, 24)]
    [TestCase(WorkingKeySet.SinglePinless, 8, 24)]
    [TestCase(WorkingKeySet.Double, 16, 40)]
    [TestCase(WorkingKeySet.Double, 8, 40)]
    [TestCase(WorkingKeySet.DoubleWithTrack, 16, 60)]
    [TestCase(WorkingKeySet.DoubleWithTrack, 8, 60)]
    public async Task The_device_and_the_host_agree_on_issued_keys(WorkingKeySet set, int macKeyBytes, int fieldBytes)
    {
        var master = await _bench.Import(KeyUsage.TerminalMaster, SecurityBench.MasterKey);
        var zone = await _bench.Import(KeyUsage.ZonePin, SecurityBench.ZoneKey, SecurityBench.Acquirer);
        var issued = await _bench.Module.IssueWorkingKeys(master, set, CancellationToken.None, macKeyBytes);
        var device = TerminalKeys.Load(Convert.FromHexString(SecurityBench.MasterKey), issued.Field62);

        Assert.That(issued.Field62, Has.Length.EqualTo(fieldBytes));
        Assert.That(await _bench.Module.VerifyMac(issued.Mac, "data"u8.ToArray(), device.Mac("data"u8), CancellationToken.None));
        Assert.That(device.HasPinKey, Is.EqualTo(set != WorkingKeySet.SinglePinless));
        Assert.That(device.HasTrackKey, Is.EqualTo(set == WorkingKeySet.DoubleWithTrack));
        if (issued.Pin is not null)
        {
            var block = device.PinBlock("1234", SecurityBench.Pan);
            var answer = await _bench.Module.TranslatePin(issued.Pin, zone, SecurityBench.Pan, block, CancellationToken.None);
            Assert.That(
                answer.Block,
                Is.EqualTo(TerminalKeys.FromClear(Convert.FromHexString(SecurityBench.ZoneKey), new byte[8], [])
                    .PinBlock("1234", SecurityBench.Pan)));
        }

        if (issued.Track is not null)
        {
            const string track = "6212345678901234567=29122011234567890";
            Assert.That(
                await _bench.Module.DecryptTrack(issued.Track, device.EncryptTrack(track), CancellationToken.None),
                Is.EqualTo(track));
        }
    }

    public void Dispose() => _bench.Dispose();
}
