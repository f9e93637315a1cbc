using System.Text;
using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;
using Gateway.Security.Pins;
using Gateway.Simulator.Issuing;

namespace Gateway.Tests.Security;

/// <summary>The seam: every algorithm by one door, no clear key or PIN out of it, and nothing allocated for a message.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ModuleTests : IDisposable
{
    private const string Pan = SecurityBench.Pan;
    private const int Times = 200;

    private static readonly byte[] _data = Encoding.ASCII.GetBytes("0200 and what follows it");

    private readonly SecurityBench _bench = new();

    private static IEnumerable<string> Profiles => MacProfiles.Names;

    [TestCaseSource(nameof(Profiles))]
    public async Task Every_MAC_profile_is_made_and_checked_under_a_key_of_its_cipher(string name)
    {
        var profile = MacProfiles.Named(name);
        var key = await Generate(KeyUsage.TerminalMac, profile.KeyAlgorithm, profile.KeyAlgorithm == KeyAlgorithm.Des ? 8 : 16);
        var mac = new byte[profile.SentBytes];
        Assert.That(await _bench.Module.GenerateMac(new MacKey(key, profile), _data, mac, default), Is.EqualTo(mac.Length));
        Assert.That(await _bench.Module.VerifyMac(new MacKey(key, profile), _data, mac, default), Is.True);
        mac[0] ^= 1;
        Assert.That(await _bench.Module.VerifyMac(new MacKey(key, profile), _data, mac, default), Is.False);
        var other = profile.KeyAlgorithm == KeyAlgorithm.Aes ? KeyAlgorithm.Sm4 : KeyAlgorithm.Aes;
        var stranger = await Generate(KeyUsage.TerminalMac, other, 16);
        await Assert.ThrowsAsync<KeyException>(async () => await _bench.Module.GenerateMac(new MacKey(stranger, profile), _data, mac, default));
    }

    [TestCase(PinBlockFormat.Iso0, PinBlockFormat.Iso4)]
    [TestCase(PinBlockFormat.Iso4, PinBlockFormat.Iso0)]
    [TestCase(PinBlockFormat.Iso3, PinBlockFormat.UnionPaySm4)]
    [TestCase(PinBlockFormat.UnionPaySm4, PinBlockFormat.Iso3)]
    [TestCase(PinBlockFormat.Iso1, PinBlockFormat.Iso4)]
    public async Task A_PIN_gets_from_a_terminal_to_an_acquirer_in_another_format(PinBlockFormat from, PinBlockFormat to)
    {
        var (sourceKey, targetKey) = (SecurityBench.PinKey, SecurityBench.ZoneKey);
        var source = new PinKey(await Imported(KeyUsage.TerminalPin, PinBlock.CipherOf(from), sourceKey), from);
        var target = new PinKey(await Imported(KeyUsage.ZonePin, PinBlock.CipherOf(to), targetKey), to);
        var block = EncryptedPinBlock.Encrypt(from, Convert.FromHexString(sourceKey), "739104", Pan);
        var carried = new byte[PinBlock.BytesOf(to)];

        Assert.That(await _bench.Module.TranslatePin(source, target, Pan, block, carried, default), Is.EqualTo(PinFault.None));
        Assert.That(Opened(to, Convert.FromHexString(targetKey), carried, Pan), Is.EqualTo("739104"));
        Assert.That(await _bench.Module.TestTranslation(source, target, default), Is.EqualTo(PinFault.None));
    }

    [TestCase("FFFF9876543210E00001")]
    [TestCase("FFFF9876543210FFF800")]
    public async Task A_DUKPT_terminals_PIN_and_MAC_work_from_the_base_key_and_from_the_initial_key(string ksnHex)
    {
        var bdk = Convert.FromHexString(SecurityBench.MasterKey);
        var ksn = KeySerialNumber.Parse(ksnHex);
        var (initial, pinKey, macKey) = (new byte[16], new byte[16], new byte[16]);
        TdesDukpt.InitialKey(bdk, ksn, initial);
        TdesDukpt.Derive(initial, ksn, DukptPurpose.Pin, pinKey);
        TdesDukpt.Derive(initial, ksn, DukptPurpose.MacRequest, macKey);
        var block = EncryptedPinBlock.Encrypt(PinBlockFormat.Iso0, pinKey, "739104", Pan);
        var profile = MacProfiles.Named("x9.19-4");
        var mac = Mac.Compute(profile, macKey, _data);
        var zone = new PinKey(await Imported(KeyUsage.ZonePin, KeyAlgorithm.Tdes, SecurityBench.ZoneKey), PinBlockFormat.Iso0);
        foreach (var key in new[]
        {
            await Imported(KeyUsage.TerminalBaseDerivation, KeyAlgorithm.Tdes, SecurityBench.MasterKey),
            await Imported(KeyUsage.TerminalInitial, KeyAlgorithm.Tdes, Convert.ToHexString(initial)),
        })
        {
            var carried = new byte[8];
            Assert.That(await _bench.Module.TranslatePin(new PinKey(key, PinBlockFormat.Iso0, ksn), zone, Pan, block, carried, default), Is.EqualTo(PinFault.None));
            Assert.That(Opened(PinBlockFormat.Iso0, Convert.FromHexString(SecurityBench.ZoneKey), carried, Pan), Is.EqualTo("739104"));
            Assert.That(await _bench.Module.VerifyMac(new MacKey(key, profile, ksn), _data, mac, default), Is.True);
            Assert.That(await _bench.Module.VerifyMac(new MacKey(key, profile, ksn.Next() ?? KeySerialNumber.Parse("FFFF9876543210E00001")), _data, mac, default), Is.False);
        }
    }

    [Test]
    public async Task An_AES_DUKPT_terminals_PIN_gets_to_an_acquirer()
    {
        var bdk = Convert.FromHexString(SecurityBench.MasterKey);
        var ksn = KeySerialNumber.Parse("123456789012345600000001");
        var (initial, pinKey) = (new byte[16], new byte[16]);
        AesDukpt.InitialKey(bdk, ksn, initial);
        AesDukpt.Derive(initial, ksn, AesDukptUsage.Pin, DukptKeyType.Aes128, pinKey);
        var block = EncryptedPinBlock.Encrypt(PinBlockFormat.Iso4, pinKey, "739104", Pan);
        var key = await Imported(KeyUsage.TerminalBaseDerivation, KeyAlgorithm.Aes, SecurityBench.MasterKey);
        var zone = new PinKey(await Imported(KeyUsage.ZonePin, KeyAlgorithm.Tdes, SecurityBench.ZoneKey), PinBlockFormat.Iso0);
        var carried = new byte[8];
        Assert.That(await _bench.Module.TranslatePin(new PinKey(key, PinBlockFormat.Iso4, ksn), zone, Pan, block, carried, default), Is.EqualTo(PinFault.None));
        Assert.That(Opened(PinBlockFormat.Iso0, Convert.FromHexString(SecurityBench.ZoneKey), carried, Pan), Is.EqualTo("739104"));
    }

    [Test]
    public async Task A_MAC_and_a_translation_allocate_nothing()
    {
        var mac = new MacKey(await Imported(KeyUsage.TerminalMac, KeyAlgorithm.Tdes, SecurityBench.MacKey), MacProfiles.Named("unionpay-ecb"));
        var (from, to) = (
            new PinKey(await Imported(KeyUsage.TerminalPin, KeyAlgorithm.Tdes, SecurityBench.PinKey), PinBlockFormat.Iso0),
            new PinKey(await Imported(KeyUsage.ZonePin, KeyAlgorithm.Tdes, SecurityBench.ZoneKey), PinBlockFormat.Iso0));
        var block = EncryptedPinBlock.Encrypt(PinBlockFormat.Iso0, Convert.FromHexString(SecurityBench.PinKey), "739104", Pan);
        var (code, target) = (new byte[8], new byte[8]);
        var answers = 0;
        Assert.That(Allocated(() => answers += Done(_bench.Module.GenerateMac(mac, _data, code, default))), Is.Zero);
        Assert.That(Allocated(() => answers += Done(_bench.Module.VerifyMac(mac, _data, code, default)) ? 1 : 0), Is.Zero);
        Assert.That(Allocated(() => answers += (int)Done(_bench.Module.TranslatePin(from, to, Pan, block, target, default))), Is.Zero);
        Assert.That(answers, Is.Positive);
    }

    [Test]
    public async Task Keys_of_cards_stay_the_same_under_another_local_master_key()
    {
        using var other = new SecurityBench();
        var fingerprint = await _bench.Module.Fingerprint(Pan, default);
        var card = await _bench.Module.SealCard(Pan, "record", default);
        var keys = await _bench.Module.CardKeys(default);
        await Assert.ThrowsAsync<KeyException>(async () => await other.Module.UseCardKeys(keys, default));
        await _bench.Module.UseCardKeys(keys, default);
        Assert.That(await _bench.Module.Fingerprint(Pan, default), Is.EqualTo(fingerprint));
        Assert.That(await _bench.Module.OpenCard(card, "record", default), Is.EqualTo(Pan));
    }

    public void Dispose() => _bench.Dispose();

    private static string Opened(PinBlockFormat format, ReadOnlySpan<byte> key, ReadOnlySpan<byte> block, string pan)
        => ClearPin.Decrypt(format, key, block, pan, out var pin) is { } fault ? fault.ToString() : pin;

    private static T Done<T>(ValueTask<T> answer)
        => answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException("The software module made somebody wait.");

    private static long Allocated(Action once)
    {
        for (var time = 0; time < Times; time++)
        {
            once();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        once();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private ValueTask<WrappedKey> Generate(KeyUsage usage, KeyAlgorithm algorithm, int bytes)
        => _bench.Module.GenerateKey(usage, algorithm, bytes, SecurityBench.Terminal, default);

    // Known keys of any cipher come in as two components, one of them arbitrary.
    private async Task<WrappedKey> Imported(KeyUsage usage, KeyAlgorithm algorithm, string hex)
    {
        const string mask = "A94C0F7716D3528BE06155CA3D92B8F4";
        var other = Convert.ToHexString([.. Convert.FromHexString(hex).Zip(Convert.FromHexString(mask), (one, two) => (byte)(one ^ two))]);
        WrappedKey[] parts =
        [
            await _bench.Module.TakeComponent(SecurityBench.Terminal, algorithm, Encoding.ASCII.GetBytes(mask), null, default),
            await _bench.Module.TakeComponent(SecurityBench.Terminal, algorithm, Encoding.ASCII.GetBytes(other), null, default),
        ];
        return await _bench.Module.CombineComponents(usage, parts, null, default);
    }
}
