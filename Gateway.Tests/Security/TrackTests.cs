using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class TrackTests : IDisposable
{
    private readonly SecurityBench _bench = new();

    [TestCaseSource(typeof(CryptoVectors), nameof(CryptoVectors.Tracks))]
    public async Task Every_known_track_is_encrypted_and_decrypted(JsonElement vector)
    {
        var key = await _bench.Import(KeyUsage.TerminalTrack, vector.Text("key"));
        var device = TerminalKeys.FromClear([], new byte[8], vector.Hex("key"));
        var clear = vector.Text("clear").Replace('D', '=');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(device.EncryptTrack(vector.Text("clear")), Is.EqualTo(vector.Text("encrypted")));
            Assert.That(device.EncryptTrack(clear), Is.EqualTo(vector.Text("encrypted")));
            Assert.That(await Decrypt(key, vector.Text("encrypted")), Is.EqualTo(clear));
            Assert.That(await Decrypt(key, vector.Text("encrypted").Replace('D', '=')), Is.EqualTo(clear));
        }
    }

    [Test]
    public async Task A_track_of_any_length_comes_back([Range(1, 40)] int length)
    {
        var clear = "6212345=78901234567=29122011234567890123="[..length];
        var key = await _bench.Import(KeyUsage.TerminalTrack, SecurityBench.TrackKey);
        var encrypted = Device(SecurityBench.TrackKey).EncryptTrack(clear);
        Assert.That(encrypted, Has.Length.EqualTo(Math.Max(length, 17)));
        Assert.That(await Decrypt(key, encrypted), Is.EqualTo(clear));
    }

    [Test]
    public async Task Track_3_comes_back_whole()
    {
        var clear = string.Concat(Enumerable.Repeat("9962123=567", 10))[..104];
        var key = await _bench.Import(KeyUsage.TerminalTrack, SecurityBench.TrackKey);
        Assert.That(await Decrypt(key, Device(SecurityBench.TrackKey).EncryptTrack(clear)), Is.EqualTo(clear));
    }

    [TestCase("")]
    [TestCase("6212345678901234")]
    [TestCase("6212345678901234567X29122011234567890")]
    [TestCase("6212345678901234567D2912201123456789é")]
    public async Task What_is_no_encrypted_track_gives_nothing(string track)
    {
        var key = await _bench.Import(KeyUsage.TerminalTrack, SecurityBench.TrackKey);
        Assert.That(await Decrypt(key, track), Is.Empty);
        Assert.That(await Decrypt(key, new string('1', 105)), Is.Empty);
    }

    [Test]
    public async Task Another_key_gives_nothing()
    {
        var key = await _bench.Import(KeyUsage.TerminalTrack, SecurityBench.ZoneKey);
        var encrypted = Device(SecurityBench.TrackKey).EncryptTrack("6212345678901234567=29122011234567890");
        Assert.That(await Decrypt(key, encrypted), Is.Empty);
    }

    [Test]
    public async Task Only_a_track_key_decrypts_a_track(
        [Values(KeyUsage.TerminalMaster, KeyUsage.TerminalPin, KeyUsage.TerminalMac, KeyUsage.ZonePin, KeyUsage.ZoneMaster)]
        KeyUsage usage)
    {
        var key = await _bench.Import(usage, SecurityBench.TrackKey);
        await Assert.ThrowsAsync<KeyException>(async () => await Decrypt(key, new string('1', 37)));
    }

    public void Dispose() => _bench.Dispose();

    private static TerminalKeys Device(string trackKey)
        => TerminalKeys.FromClear([], new byte[8], Convert.FromHexString(trackKey));

    private ValueTask<string> Decrypt(WrappedKey key, string track)
        => _bench.Module.DecryptTrack(key, track, CancellationToken.None);
}
