using Gateway.Host.Core.Estate;
using Gateway.Host.Estate;
using Gateway.Security.Keys;
using static Gateway.Tests.Host.Estate.EstateBench;

namespace Gateway.Tests.Host.Estate;

/// <summary>What can be done to keys, and what is written down about it.</summary>
[TestFixture]
public sealed class KeyCommandTests
{
    private const string Injection = "injection-room";
    private const string Other = "00000002";

    [Test]
    public async Task A_master_key_goes_out_as_a_key_block_and_comes_in_as_the_same_key()
    {
        using var bench = await WithTransportKey();
        var made = (await bench.Keys.Generate(KeyUsage.TerminalMaster, Terminal, KeyAlgorithm.Tdes, 16, "ann")).Value!;
        var block = (await bench.Keys.Export(KeyUsage.TerminalMaster, Terminal, Injection, "ann")).Value!;
        await bench.Keys.Compromised(Terminal, "Lost in the post.", "ann");

        var loaded = await bench.Keys.Import(KeyUsage.TerminalMaster, Terminal, block, Injection, allowLegacy: false, "bob");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(block, Does.StartWith("D").And.Length.EqualTo(int.Parse(block.AsSpan(1, 4))));
            Assert.That((loaded.Value!.Key.Kcv, loaded.Value.How, loaded.Value.By), Is.EqualTo((made.Key.Kcv, "import", "bob")));
            Assert.That(Picture(bench.Rebuilt()), Is.EqualTo(Picture(bench.State)));
        }
    }

    [Test]
    public async Task A_key_block_of_another_usage_or_under_another_key_is_not_taken()
    {
        using var bench = await WithTransportKey();
        await bench.Keys.Generate(KeyUsage.ZonePin, "acquirer", KeyAlgorithm.Tdes, 16, "ann");
        var block = (await bench.Keys.Export(KeyUsage.ZonePin, "acquirer", Injection, "ann")).Value!;
        await bench.Keys.Generate(KeyUsage.TerminalTransport, "elsewhere", KeyAlgorithm.Aes, 32, "ann");
        var before = bench.State.Version;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await bench.Keys.Import(KeyUsage.TerminalMaster, Terminal, block, Injection, false, "ann")).Sentence, Does.Contain("usage P0"));
            Assert.That((await bench.Keys.Import(KeyUsage.ZonePin, "acquirer", block, "elsewhere", false, "ann")).Outcome, Is.EqualTo(CommandOutcome.Invalid));
            Assert.That((await bench.Keys.Import(KeyUsage.ZonePin, "acquirer", block, "nobody", false, "ann")).Outcome, Is.EqualTo(CommandOutcome.NotFound));
            Assert.That((await bench.Keys.Import(KeyUsage.ZonePin, "acquirer", "D0112", Injection, false, "ann")).Outcome, Is.EqualTo(CommandOutcome.Invalid));
            Assert.That(bench.State.Version, Is.EqualTo(before));
            Assert.That(bench.Audits.Count(entry => entry.Kind == "key-refused"), Is.EqualTo(3), "those that came with a key");
        }
    }

    [Test]
    public async Task A_triple_DES_key_opens_and_makes_no_AES_key_block_and_an_SM4_key_makes_none()
    {
        using var bench = await WithTransportKey();
        await bench.Keys.Generate(KeyUsage.TerminalMaster, Terminal, KeyAlgorithm.Tdes, 16, "ann");
        var block = (await bench.Keys.Export(KeyUsage.TerminalMaster, Terminal, Injection, "ann")).Value!;
        await bench.Keys.Generate(KeyUsage.ZoneMaster, "tdes", KeyAlgorithm.Tdes, 16, "ann");
        await bench.Keys.Generate(KeyUsage.ZoneMaster, "sm4", KeyAlgorithm.Sm4, 16, "ann");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await bench.Keys.Import(KeyUsage.TerminalMaster, Terminal, block, "tdes", false, "ann")).Sentence, Does.Contain("under a key for Aes"));
            Assert.That((await bench.Keys.Export(KeyUsage.TerminalMaster, Terminal, "tdes", "ann")).Value, Does.StartWith("B"));
            Assert.That((await bench.Keys.Export(KeyUsage.TerminalMaster, Terminal, "sm4", "ann")).Sentence, Does.Contain("is for Sm4"));
        }
    }

    [TestCase(KeyUsage.TerminalTransport)]
    [TestCase(KeyUsage.TerminalBaseDerivation)]
    public async Task What_never_leaves_is_not_exported(KeyUsage usage)
    {
        using var bench = await WithTransportKey();
        await bench.Keys.Generate(usage, "kept", KeyAlgorithm.Aes, 32, "ann");
        Assert.That((await bench.Keys.Export(usage, "kept", Injection, "ann")).Sentence, Does.Contain("never leaves"));
    }

    [TestCase(KeyUsage.TerminalMac, Terminal)]
    [TestCase(KeyUsage.TerminalPin, Terminal)]
    [TestCase(KeyUsage.CardData, "gateway")]
    [TestCase(KeyUsage.Component, Terminal)]
    public async Task Keys_that_are_made_where_they_are_used_are_not_loaded(KeyUsage usage, string owner)
    {
        using var bench = await WithTransportKey();
        Assert.That((await bench.Keys.Generate(usage, owner, KeyAlgorithm.Aes, 32, "ann")).Outcome, Is.EqualTo(CommandOutcome.Invalid));
    }

    [Test]
    public async Task No_two_terminals_have_the_same_master_key()
    {
        using var bench = await WithTransportKey();
        await bench.Commands.RegisterTerminal(Other, Merchant, "", "", withPin: true, "op");
        await bench.Keys.LoadMasterKey(Terminal, [KeyA], null, "ann");

        var second = await bench.Keys.LoadMasterKey(Other, [KeyA], null, "ann");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((second.Outcome, bench.State.Terminal(Other)!.MasterKey), Is.EqualTo((CommandOutcome.Conflict, (Gateway.Host.Core.Switching.KeptKey?)null)));
            Assert.That(bench.Audits.Last(), Has.Property("Kind").EqualTo("key-shared"));
            Assert.That((await bench.Keys.LoadMasterKey(Terminal, [KeyA], null, "ann")).Outcome, Is.EqualTo(CommandOutcome.Done), "its own once more");
        }
    }

    [Test]
    public async Task A_compromised_terminal_loses_its_keys_and_is_held_in_one_record()
    {
        using var bench = await WithTransportKey();
        await bench.Keys.LoadMasterKey(Terminal, [KeyA, KeyB], null, "ann");
        var appends = bench.Journal.Appends;

        var done = await bench.Keys.Compromised(Terminal, "Found opened.", "ann");
        var again = await bench.Keys.Compromised(Terminal, "Found opened.", "ann");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((done.Outcome, again.Outcome), Is.EqualTo((CommandOutcome.Done, CommandOutcome.Done)));
            Assert.That(bench.Journal.Appends, Is.EqualTo(appends + 2));
            Assert.That(bench.State.Terminal(Terminal)!.MasterKey, Is.Null);
            Assert.That(bench.State.Key(Terminal, KeyUsage.TerminalMaster), Is.Null);
            Assert.That(bench.Standing().Holds.Select(hold => (hold.Level, hold.Reason)), Is.EqualTo(new[] { (HoldLevel.L5, "SEC-04") }));
            Assert.That(bench.Barriers, Is.EqualTo(2), "every lane decides by it");
            Assert.That(Picture(bench.Rebuilt()), Is.EqualTo(Picture(bench.State)));
            Assert.That((await bench.Keys.Compromised(Terminal, " ", "ann")).Outcome, Is.EqualTo(CommandOutcome.Invalid));
            Assert.That((await bench.Keys.Compromised("99999999", "x", "ann")).Outcome, Is.EqualTo(CommandOutcome.NotFound));
        }
    }

    [Test]
    public async Task Every_key_event_is_in_the_audit_with_who_and_check_value_and_never_the_key()
    {
        using var bench = await WithTransportKey();
        var kcv = KeyCheckValue.Compute(Convert.FromHexString(KeyA));
        await bench.Keys.LoadMasterKey(Terminal, [KeyA], null, "ann");
        await bench.Keys.Export(KeyUsage.TerminalMaster, Terminal, Injection, "bob");
        await bench.Keys.Compromised(Terminal, "Lost.", "cid");

        var entries = bench.Audits.Where(entry => entry.Subject == Terminal).Select(entry => $"{entry.Kind}: {entry.Detail}").ToArray();
        Assert.That(string.Join(", ", entries.Select(entry => entry.Split(':')[0])), Is.EqualTo("key-loaded, key-exported, keys-destroyed"));
        Assert.That(entries, Is.All.Contains(kcv).And.All.Not.Contains(KeyA[..8]));
        Assert.That(entries.Zip(["ann", "bob", "cid"]).All(pair => pair.First.Contains($"by {pair.Second}", StringComparison.Ordinal)), string.Join('\n', entries));
    }

    [Test]
    public async Task A_key_that_was_in_force_before_does_not_come_back_by_exchange()
    {
        using var bench = await WithTransportKey();
        await bench.Keys.Generate(KeyUsage.ZoneMaster, "acquirer", KeyAlgorithm.Tdes, 16, "ann");
        var master = bench.State.Key("acquirer", KeyUsage.ZoneMaster)!;
        await bench.Keys.Generate(KeyUsage.ZonePin, "acquirer", KeyAlgorithm.Tdes, 16, "ann");
        var recorded = (await bench.Keys.Export(KeyUsage.ZonePin, "acquirer", "acquirer", "ann")).Value!;
        var first = bench.State.Key("acquirer", KeyUsage.ZonePin)!.Key.Kcv;
        await bench.Keys.Generate(KeyUsage.ZonePin, "acquirer", KeyAlgorithm.Tdes, 16, "ann");
        var now = bench.State.Key("acquirer", KeyUsage.ZonePin)!.Key.Kcv;

        var again = await bench.Keys.Exchange(
            KeyUsage.ZonePin, "acquirer", under => bench.Module.ImportKeyBlock(KeyUsage.ZonePin, "acquirer", recorded, under, allowLegacy: false, default));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(master.Key.Kcv, Is.Not.EqualTo(first));
            Assert.That(again.Sentence, Is.EqualTo("The key was in force before; no key is taken twice."));
            Assert.That(bench.State.Key("acquirer", KeyUsage.ZonePin)!.Key.Kcv, Is.EqualTo(now));
            Assert.That(bench.Audits.Last().Kind, Is.EqualTo("key-replayed"));
        }
    }

    [Test]
    public async Task A_key_loaded_since_is_not_undone_by_the_configuration()
    {
        using var bench = await WithTransportKey();
        await bench.Keys.LoadZonePinKey("acquirer", KeyA, "configuration");
        await bench.Keys.Generate(KeyUsage.ZonePin, "acquirer", KeyAlgorithm.Tdes, 16, "ann");
        var loaded = bench.State.Key("acquirer", KeyUsage.ZonePin);
        await bench.Keys.LoadZonePinKey("acquirer", KeyA, "configuration");
        Assert.That(bench.State.Key("acquirer", KeyUsage.ZonePin), Is.EqualTo(loaded));
    }

    [Test]
    public async Task The_inventory_shows_every_key_with_age_and_uses()
    {
        using var bench = await WithTransportKey();
        await bench.Keys.LoadMasterKey(Terminal, [KeyA], null, "ann");
        bench.Time.Advance(TimeSpan.FromHours(30));
        var uses = new KeyUses();
        uses.Count(bench.State.Key(Terminal, KeyUsage.TerminalMaster)!.Key.For(Terminal));

        var rows = Inventory.Of(bench.State, uses, bench.Time.GetLocalNow());
        Assert.That(rows.Select(row => (row.Owner, row.Usage, row.Algorithm, row.How, row.By, row.AgeHours, row.Uses)), Is.EqualTo(new[]
        {
            (Terminal, "TerminalMaster", "Tdes", "components", "ann", 30, 1L),
            (Injection, "TerminalTransport", "Aes", "generated", "op", 30, 0L),
        }));
    }

    private static async Task<EstateBench> WithTransportKey()
    {
        var bench = await Opened();
        await bench.Keys.Generate(KeyUsage.TerminalTransport, Injection, KeyAlgorithm.Aes, 32, "op");
        return bench;
    }
}
