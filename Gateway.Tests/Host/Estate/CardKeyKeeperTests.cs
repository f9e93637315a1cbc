using Gateway.Host.Core.Records;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Tests.Host.Lanes;

namespace Gateway.Tests.Host.Estate;

[TestFixture]
public sealed class CardKeyKeeperTests : IDisposable
{
    private const string Pan = "6212345678901234567";

    private readonly LocalMasterKey _master = LocalMasterKey.Generate();
    private readonly ScriptedJournal _journal = new() { IsQuick = true };
    private readonly EstateState _state = new(TimeSpan.FromMinutes(2));
    private readonly List<AuditEntry> _audits = [];

    public void Dispose() => _master.Dispose();

    [Test]
    public async Task The_first_start_keeps_both_keys_in_one_append_and_later_ones_find_them()
    {
        using var first = new SoftwareSecurityModule(_master, allowTestKeys: false);
        var mark = await first.Fingerprint(Pan, CancellationToken.None);
        Assert.That((await Use(first)).Outcome, Is.EqualTo(CommandOutcome.Done));
        Assert.That(await first.Fingerprint(Pan, CancellationToken.None), Is.EqualTo(mark), "they are the keys that were in use");

        using var second = new SoftwareSecurityModule(_master, allowTestKeys: false);
        await Use(second);

        var records = _journal.DurableEstate().Cast<KeyLoaded>().ToList();
        Assert.That(
            records.Select(record => (record.Owner, record.Key.Usage, record.By, record.How)),
            Is.EqualTo(new[] { ("gateway", "CardData", "gateway", "generated"), ("gateway", "CardFingerprint", "gateway", "generated") }));
        Assert.That(await second.Fingerprint(Pan, CancellationToken.None), Is.EqualTo(mark));
        Assert.That(_audits.Select(entry => entry.Kind).ToList(), Has.Count.EqualTo(2).And.All.EqualTo("key-loaded"));
    }

    [Test]
    public async Task A_new_data_folder_has_card_keys_that_the_local_master_key_alone_does_not_give()
    {
        using var module = new SoftwareSecurityModule(_master, allowTestKeys: false);
        var derived = await module.Fingerprint(Pan, CancellationToken.None);
        await Use(module, isFresh: true);
        Assert.That(await module.Fingerprint(Pan, CancellationToken.None), Is.Not.EqualTo(derived));
    }

    [Test]
    public async Task Under_another_master_key_or_with_one_of_them_missing_they_are_refused()
    {
        using var module = new SoftwareSecurityModule(_master, allowTestKeys: false);
        await Use(module);
        using var other = LocalMasterKey.Generate();
        using var stranger = new SoftwareSecurityModule(other, allowTestKeys: false);
        Assert.That((await Use(stranger)).Sentence, Does.Contain("does not open"));

        _state.Apply(new KeysDestroyed { At = default, By = "", Owner = "gateway", Usages = ["CardData"], Why = "" });
        Assert.That((await Use(module)).Outcome, Is.EqualTo(CommandOutcome.Conflict));
    }

    [Test]
    public async Task Nobody_else_makes_them()
    {
        using var bench = await EstateBench.Opened();
        foreach (var usage in new[] { KeyUsage.CardData, KeyUsage.CardFingerprint })
        {
            var made = await bench.Keys.Generate(usage, "gateway", KeyAlgorithm.Aes, 32, "op");
            Assert.That(made.Outcome, Is.EqualTo(CommandOutcome.Invalid));
            Assert.That(made.Sentence, Does.Contain("is not loaded; it is made where it is used."));
        }
    }

    private async Task<CommandResult<CardKeys>> Use(SoftwareSecurityModule module, bool isFresh = false)
    {
        using var turn = new EstateTurn(_state, _journal, () => Task.CompletedTask);
        return await new CardKeyKeeper(turn, _state, module, _audits.Add, TimeProvider.System).Use(isFresh);
    }
}
