using Gateway.Security.Dukpt;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security;

/// <summary>Forgetting as the module's users see it: never a wrong code, never a refused call, whoever forgets what meanwhile.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ForgettingTests
{
    private const int Workers = 4;
    private const int Rounds = 2_000;

    // A keyed hash and a CMAC keep bytes that are overwritten; DUKPT derives from a clear key; the others keep engines only.
    private static readonly string[] _cases = ["unionpay-ecb", "hmac-sha-256", "aes-cmac", "x9.19", "dukpt"];

    [TestCaseSource(nameof(_cases))]
    public async Task Threads_that_race_with_forgetting_and_eviction_never_get_a_wrong_MAC(string name)
    {
        using var bench = new SecurityBench(keysKept: 2);
        var key = await Key(bench, name);
        var right = new byte[key.Profile.SentBytes];
        var data = "0200 and what follows it"u8.ToArray();
        await bench.Module.GenerateMac(key, data, right, default);
        using var stop = new CancellationTokenSource();

        var forgetting = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await bench.Module.Forget(key.Key, default);
            }
        });
        var stranger = (await Key(bench, name), await Key(bench, name));
        var wrong = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var count = 0;
            var code = new byte[right.Length];
            for (var round = 0; round < Rounds; round++)
            {
                await bench.Module.GenerateMac(key, data, code, default);
                count += code.AsSpan().SequenceEqual(right) ? 0 : 1;

                // Two others push it out again and again.
                await bench.Module.GenerateMac(round % 2 == 0 ? stranger.Item1 : stranger.Item2, data, code, default);
            }

            return count;
        })));
        await stop.CancelAsync();
        await forgetting;
        Assert.That(wrong.Sum(), Is.Zero);
    }

    [Test]
    public async Task Forgetting_a_key_leaves_nothing_of_it_and_takes_nothing_away()
    {
        using var bench = new SecurityBench();
        var (mac, master) = (await bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey), await bench.Import(KeyUsage.TerminalMaster, SecurityBench.MasterKey));
        var code = await bench.Module.GenerateMac(mac, default, default);
        await bench.Module.IssueWorkingKeys(master, WorkingKeySet.Double, default);
        Assert.That((bench.Module.Keeps(mac), bench.Module.Keeps(master)), Is.EqualTo((true, true)));

        await bench.Module.Forget(mac, default);
        await bench.Module.Forget(mac, default);
        Assert.That((bench.Module.Keeps(mac), bench.Module.Keeps(master)), Is.EqualTo((false, true)));
        Assert.That(await bench.Module.VerifyMac(mac, default, code, default), Is.True, "what is stored still opens");
    }

    [Test]
    public async Task A_module_that_ended_keeps_nothing_and_forgets_without_a_word()
    {
        using var bench = new SecurityBench();
        var key = await bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        await bench.Module.GenerateMac(key, default, default);
        bench.Module.Dispose();
        await bench.Module.Forget(key, default);
        Assert.That(bench.Module.Keeps(key), Is.False);
    }

    private static async Task<MacKey> Key(SecurityBench bench, string name)
    {
        if (name == "dukpt")
        {
            var source = await bench.Module.GenerateKey(KeyUsage.TerminalBaseDerivation, KeyAlgorithm.Tdes, 16, SecurityBench.Terminal, default);
            return new MacKey(source, MacProfiles.Named("x9.19"), KeySerialNumber.Parse("FFFF9876543210E00001"));
        }

        var profile = MacProfiles.Named(name);
        var key = await bench.Module.GenerateKey(
            KeyUsage.TerminalMac, profile.KeyAlgorithm, profile.KeyAlgorithm == KeyAlgorithm.Hmac ? 32 : 16, SecurityBench.Terminal, default);
        return new MacKey(key, profile);
    }
}
