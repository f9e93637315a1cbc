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
