using System.Text;
using Gateway.Security.Keys;
using Gateway.Security.Modules;

namespace Gateway.Tests.Security;

[TestFixture]
public sealed class CardVaultTests : IDisposable
{
    private const string Record = "T0000001/000001/000123";

    private readonly SecurityBench _bench = new();

    [Test]
    public async Task A_fingerprint_is_the_same_for_the_same_card_and_survives_a_restart()
    {
        using var restarted = _bench.Restarted();
        var first = await _bench.Module.Fingerprint(SecurityBench.Pan, CancellationToken.None);
        Assert.That(first, Does.Match("^[A-Za-z0-9_-]{22}$"));
        Assert.That(await restarted.Fingerprint(SecurityBench.Pan, CancellationToken.None), Is.EqualTo(first));
        Assert.That(await _bench.Module.Fingerprint("6212345678901234568", CancellationToken.None), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task A_fingerprint_says_nothing_without_the_local_master_key()
    {
        using var strangerKey = LocalMasterKey.Generate();
        using var stranger = new SoftwareSecurityModule(strangerKey, allowTestKeys: false);
        Assert.That(
            await stranger.Fingerprint(SecurityBench.Pan, CancellationToken.None),
            Is.Not.EqualTo(await _bench.Module.Fingerprint(SecurityBench.Pan, CancellationToken.None)));
    }

    [TestCase("621234567890")]
    [TestCase("6212345678901234")]
    [TestCase(SecurityBench.Pan)]
    public async Task A_sealed_card_opens_for_its_record_after_a_restart(string pan)
    {
        var sealedCard = await Seal(pan);
        using var restarted = _bench.Restarted();
        Assert.That(await restarted.OpenCard(sealedCard, Record, CancellationToken.None), Is.EqualTo(pan));
    }

    [Test]
    public async Task A_sealed_card_shows_neither_number_nor_length_nor_repetition()
    {
        var first = await Seal(SecurityBench.Pan);
        var second = await Seal(SecurityBench.Pan);
        var shorter = await Seal("621234567890");
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(shorter, Has.Length.EqualTo(first.Length));
        Assert.That(Encoding.Latin1.GetString(first), Does.Not.Contain(SecurityBench.Pan[..6]));
    }

    [Test]
    public async Task A_sealed_card_opens_for_no_other_record_and_not_when_damaged()
    {
        var sealedCard = await Seal(SecurityBench.Pan);
        await Refused(sealedCard, Record + "4");
        await Refused(sealedCard, string.Empty);
        await Refused([], Record);
        for (var at = 0; at < sealedCard.Length; at++)
        {
            byte[] damaged = [.. sealedCard];
            damaged[at] ^= 1;
            await Refused(damaged, Record);
            await Refused(sealedCard[..at], Record);
        }
    }

    [Test]
    public async Task A_sealed_card_is_not_a_key_nor_a_key_a_card()
    {
        var key = await _bench.Import(KeyUsage.TerminalMac, SecurityBench.MacKey);
        await Refused(key.Block, key.Owner);
    }

    [TestCase("")]
    [TestCase("62123456789")]
    [TestCase("62123456789012345678")]
    [TestCase("6212345678901234=2912")]
    public async Task What_is_no_account_number_is_refused_without_repeating_it(string pan)
    {
        var seal = await Assert.ThrowsAsync<ArgumentException>(async () => await Seal(pan));
        var print = await Assert.ThrowsAsync<ArgumentException>(
            async () => await _bench.Module.Fingerprint(pan, CancellationToken.None));
        Assert.That(seal!.Message + print!.Message, Does.Not.Contain("621"));
    }

    public void Dispose() => _bench.Dispose();

    private ValueTask<byte[]> Seal(string pan) => _bench.Module.SealCard(pan, Record, CancellationToken.None);

    private async Task Refused(byte[] sealedCard, string record)
    {
        var fault = await Assert.ThrowsAsync<KeyException>(
            async () => await _bench.Module.OpenCard(sealedCard, record, CancellationToken.None));
        Assert.That(fault!.ToString(), Does.Not.Contain(SecurityBench.Pan));
    }
}
