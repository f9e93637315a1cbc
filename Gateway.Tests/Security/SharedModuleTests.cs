using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security;

/// <summary>What holds for the module as a whole: many threads, its end of life, and what its values print.</summary>
[TestFixture]
public sealed class SharedModuleTests : IDisposable
{
    private const string Pan = SecurityBench.Pan;
    private const int Workers = 8;
    private const int Rounds = 1_500;

    private readonly SecurityBench _bench = new();

    [Test]
    public async Task Eight_tasks_on_the_same_keys_get_right_answers()
    {
        var mac = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        var pin = await _bench.Import(KeyUsage.TerminalPin, SecurityBench.PinKey);
        var zone = await _bench.Import(KeyUsage.ZonePin, SecurityBench.ZoneKey, SecurityBench.Acquirer);
        var track = await _bench.Import(KeyUsage.TerminalTrack, SecurityBench.TrackKey);
        var device = TerminalKeys.FromClear(
            Convert.FromHexString(SecurityBench.PinKey),
            Convert.FromHexString(SecurityBench.MacKey),
            Convert.FromHexString(SecurityBench.TrackKey));
        var acquirer = TerminalKeys.FromClear(Convert.FromHexString(SecurityBench.ZoneKey), new byte[8], []);
        var fingerprint = await _bench.Module.Fingerprint(Pan, CancellationToken.None);

        async Task<int> Work(int worker)
        {
            var wrong = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var data = BitConverter.GetBytes((worker * Rounds) + round);
                var code = device.Mac(data);
                wrong += await _bench.Module.VerifyMac(mac, data, code, CancellationToken.None) ? 0 : 1;

                var digits = $"{(worker * Rounds) + round:D6}";
                var moved = await _bench.Module.TranslatePin(pin, zone, Pan, device.PinBlock(digits, Pan), CancellationToken.None);
                wrong += acquirer.PinBlock(digits, Pan).AsSpan().SequenceEqual(moved.Block) ? 0 : 1;

                var clear = $"{Pan}=2912201{digits}";
                var read = await _bench.Module.DecryptTrack(track, device.EncryptTrack(clear), CancellationToken.None);
                wrong += read == clear ? 0 : 1;
                wrong += await _bench.Module.Fingerprint(Pan, CancellationToken.None) == fingerprint ? 0 : 1;

                var card = await _bench.Module.SealCard(Pan, digits, CancellationToken.None);
                wrong += await _bench.Module.OpenCard(card, digits, CancellationToken.None) == Pan ? 0 : 1;
            }

            return wrong;
        }

        var wrong = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => Work(worker))));
        Assert.That(wrong.Sum(), Is.Zero);
    }

    [Test]
    public async Task A_disposed_module_refuses_everything()
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        _bench.Module.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await _bench.Module.GenerateMac(key, default, CancellationToken.None));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _bench.Module.Fingerprint(Pan, CancellationToken.None));
    }

    [Test]
    public async Task Nothing_that_prints_shows_a_key()
    {
        var master = await _bench.Import(KeyUsage.TerminalMaster, SecurityBench.MasterKey);
        var issued = await _bench.Module.IssueWorkingKeys(master, WorkingKeySet.DoubleWithTrack, CancellationToken.None);
        var printed = $"{master} {issued} {_bench.Module}";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(master.ToString(), Does.Contain(SecurityBench.Terminal).And.Contain(master.Kcv));
            Assert.That(printed, Does.Not.Contain(SecurityBench.MasterKey[..8]));
            Assert.That(printed, Does.Not.Contain(Convert.ToHexString(master.Block)[..16]));
            Assert.That(printed, Does.Not.Contain(Convert.ToHexString(issued.Field62)[..16]));
        }
    }

    [Test]
    public void Text_leaves_the_room_only_where_it_is_known_to()
    {
        string[] known =
        [
            "KeyCheckValue.Compute", "KeyPolicy.Explain", "KeyUsages.Modes", "LocalMasterKey.get_Kcv",
            "WrappedKey.get_Kcv", "WrappedKey.get_Owner", "KeySerialNumber.get_InitialKeyId", "TerminalKeys.EncryptTrack",

            // What a key block says in the clear, and the block with its key encrypted.
            "KeyBlockHeader.get_Usage", "KeyBlockHeader.get_KeyVersion", "KeyBlockHeader.Find", "KeyBlockHeader.Format",
            "OptionalBlock.get_Id", "OptionalBlock.get_Data", "KeyBlockWriter.Wrap",
            "ISecurityModule.ExportKeyBlock", "SoftwareSecurityModule.ExportKeyBlock",
            "ISecurityModule.DecryptTrack", "ISecurityModule.Fingerprint", "ISecurityModule.OpenCard",
            "PinTranslationRules.Explain", "PinFormatNames.Of",
            "SoftwareSecurityModule.DecryptTrack", "SoftwareSecurityModule.Fingerprint", "SoftwareSecurityModule.OpenCard",
        ];
        var found = typeof(ISecurityModule).Assembly.GetExportedTypes()
            .Where(type => !type.IsEnum && !typeof(Exception).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods().Select(method => (Type: type, Method: method)))
            .Where(pair => pair.Method.Name != nameof(ToString))
            .Where(pair => pair.Method.ReturnType == typeof(string) || pair.Method.ReturnType == typeof(ValueTask<string>))
            .Select(pair => $"{pair.Type.Name}.{pair.Method.Name}")
            .Distinct();

        // A new one is a place where a PIN or a key could leave; whoever adds it decides about it here.
        Assert.That(found, Is.SubsetOf(known));
    }

    public void Dispose() => _bench.Dispose();
}
