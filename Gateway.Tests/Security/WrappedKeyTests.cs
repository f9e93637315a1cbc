using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class WrappedKeyTests : IDisposable
{
    private static readonly byte[] _data = [1, 2, 3];

    private readonly SecurityBench _bench = new();

    [Test]
    public async Task A_key_moved_to_another_owner_does_not_open_even_when_its_engine_is_at_hand()
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        await Mac(_bench.Module, key);
        await Refused(_bench.Module, key with { Owner = "T0000002" });
        await Refused(_bench.Module, key with { Owner = "T000000" });
        await Refused(_bench.Module, key with { Owner = SecurityBench.Terminal + key.Kcv[..1], Kcv = key.Kcv[1..] });
    }

    [Test]
    public async Task A_key_declared_to_have_another_usage_does_not_open(
        [ValueSource(typeof(SecurityBench), nameof(SecurityBench.UsagesButMac))] KeyUsage usage)
    {
        var key = await _bench.Import(usage, SecurityBench.MacKey);
        await Refused(_bench.Module, key);
        await Refused(_bench.Module, key with { Usage = KeyUsage.TerminalMac });
    }

    [Test]
    public async Task A_key_with_another_check_value_does_not_open()
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        await Refused(_bench.Module, key with { Kcv = "00000000" });
    }

    [Test]
    public async Task A_damaged_block_does_not_open()
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        for (var at = 0; at < key.Block.Length; at++)
        {
            byte[] damaged = [.. key.Block];
            damaged[at] ^= 1;
            await Refused(_bench.Module, key with { Block = damaged });
            await Refused(_bench.Module, key with { Block = key.Block[..at] });
        }

        await Refused(_bench.Module, key with { Block = [.. key.Block, 0] });
    }

    [Test]
    public async Task A_block_changed_in_place_does_not_open_and_harms_nobody_else()
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        var copy = key with { Block = [.. key.Block] };
        await Mac(_bench.Module, key);
        key.Block[20] ^= 1;
        await Refused(_bench.Module, key);
        await Mac(_bench.Module, copy);
    }

    [Test]
    public async Task A_key_opens_after_a_restart_and_under_no_other_local_master_key()
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        using var restarted = _bench.Restarted();
        Assert.That(await Mac(restarted, key), Is.EqualTo(await Mac(_bench.Module, key)));

        using var strangerKey = LocalMasterKey.Generate();
        using var stranger = new SoftwareSecurityModule(strangerKey, allowTestKeys: true);
        Assert.That((await Refused(stranger, key)).Message, Does.Contain("another local master key"));
    }

    [Test]
    public async Task The_same_key_never_gives_the_same_block()
    {
        var first = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        var second = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(second.Kcv, Is.EqualTo(first.Kcv));
    }

    [Test]
    public async Task Equality_looks_at_the_bytes_of_the_block()
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        var copy = key with { Block = [.. key.Block] };
        Assert.That(copy, Is.EqualTo(key));
        Assert.That(copy.GetHashCode(), Is.EqualTo(key.GetHashCode()));
    }

    [Test]
    public async Task More_keys_than_are_kept_still_all_work([Values(2, 3, 8)] int kept)
    {
        using var small = new SecurityBench(kept);
        var keys = new List<(WrappedKey Key, byte[] Mac)>();
        for (var number = 0; number < 20; number++)
        {
            var value = $"{SecurityBench.MacKey[..^2]}{number << 1:X2}";
            var key = await small.Import(KeyUsage.TerminalMac, value, $"T{number:D7}");
            keys.Add((key, CupEcbMac.Compute(Convert.FromHexString(value), _data)));
        }

        foreach (var (key, mac) in keys.Concat(keys).Reverse().Concat(keys))
        {
            Assert.That(await Mac(small.Module, key), Is.EqualTo(mac));
        }
    }

    public void Dispose() => _bench.Dispose();

    private static ValueTask<byte[]> Mac(SoftwareSecurityModule module, WrappedKey key)
        => module.GenerateMac(key, _data, CancellationToken.None);

    private static async Task<KeyException> Refused(SoftwareSecurityModule module, WrappedKey key)
        => (await Assert.ThrowsAsync<KeyException>(async () => await Mac(module, key)))!;
}
