using Gateway.Host.Core.Records;
using Gateway.Host.Estate;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Tests.Host.Front;
using Gateway.Tests.Security;
using Microsoft.Extensions.Time.Testing;
using Moq;
using static Gateway.Tests.Host.Estate.EstateBench;

namespace Gateway.Tests.Host.Estate;

/// <summary>Which keys are forgotten, and when: at once, and once more after the last that can be on its way under them.</summary>
[TestFixture]
public sealed class KeyRetirementTests
{
    private static readonly TimeSpan _after = TimeSpan.FromSeconds(160);
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(2);

    [Test]
    public async Task The_keys_of_a_compromised_terminal_are_forgotten()
    {
        using var bench = await SignedOn();
        var keys = KeysOf(bench);
        await Use(bench);
        Assert.That(keys.Select(bench.Module.Keeps), Is.All.True);
        await using var retirement = Retiring(bench);

        await bench.Keys.Compromised(Terminal, "Found opened.", "ann");
        Assert.That(keys.Select(bench.Module.Keeps), Is.All.False);
    }

    [Test]
    public async Task Working_keys_that_were_replaced_still_sign_what_was_on_its_way_and_are_forgotten_again_after_it()
    {
        using var bench = await SignedOn();
        await using var retirement = Retiring(bench);
        var before = bench.State.Terminal(Terminal)!.WorkingKeys.Of(KeyUsage.TerminalMac, Terminal)!;
        await bench.SignOn(Terminal);

        bench.Time.Advance(_after - _moment);
        Assert.That(await bench.Module.GenerateMac(before, default, default), Has.Length.EqualTo(8));
        Assert.That(bench.Module.Keeps(before), Is.True);
        bench.Time.Advance(2 * _moment);
        Assert.That(bench.Module.Keeps(before), Is.False);
    }

    [Test]
    public async Task A_loaded_key_that_is_replaced_is_forgotten_and_the_new_one_is_not()
    {
        using var bench = await SignedOn();
        await using var retirement = Retiring(bench);
        var before = bench.State.Key(Terminal, KeyUsage.TerminalMaster)!.Key.For(Terminal);
        await Use(bench);
        await bench.Keys.LoadMasterKey(Terminal, [KeyB], null, "ann");
        await Use(bench);
        var now = bench.State.Key(Terminal, KeyUsage.TerminalMaster)!.Key.For(Terminal);
        Assert.That((bench.Module.Keeps(before), bench.Module.Keeps(now)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_key_is_retired_by_whichever_way_its_end_becomes_known()
    {
        using var bench = await SignedOn();
        var retired = new List<WrappedKey>();
        bench.State.KeyRetired += retired.Add;
        var (master, working) = (KeysOf(bench)[0], KeysOf(bench)[1..]);

        // Durable without the command having heard of it: the estate reads it back before the next command.
        bench.State.Apply(new KeysDestroyed { At = bench.Time.GetLocalNow(), By = "op", Owner = Terminal, Usages = [nameof(KeyUsage.TerminalMaster), nameof(KeyUsage.TerminalMac)], Why = "Lost." });
        Assert.That(retired, Is.EquivalentTo(new[] { master }.Concat(working)));
    }

    [Test]
    public async Task A_sign_on_that_is_told_of_again_retires_nothing()
    {
        using var bench = await SignedOn();
        var retired = new List<WrappedKey>();
        bench.State.KeyRetired += retired.Add;
        var keys = bench.State.Terminal(Terminal)!.WorkingKeys;
        bench.State.Publish(Terminal, new SignedOn { At = bench.Time.GetLocalNow(), KeyVersion = keys.Version, Batch = 1, Keys = keys.Keys });
        Assert.That(retired, Is.Empty);
    }

    [Test]
    public async Task A_module_that_does_not_forget_is_told_of_in_the_log_and_holds_nobody_up()
    {
        var log = new CapturingLogger();
        var module = new Mock<ISecurityModule>(MockBehavior.Strict);
        module.Setup(module => module.Forget(It.IsAny<WrappedKey>(), default)).Throws(new IOException("the device is gone"));
        await using var retirement = new KeyRetirement(module.Object, _after, new FakeTimeProvider(), log);
        retirement.Retire(new WrappedKey(KeyUsage.ZonePin, "acquirer", "11111111", [1]));
        Assert.That(log.Lines.Single(), Does.Contain("ZonePin key of acquirer, check value 11111111: IOException").And.Not.Contains("the device"));
    }

    [Test]
    public async Task When_more_wait_than_may_the_oldest_are_forgotten_early()
    {
        var forgotten = new List<string>();
        var module = new Mock<ISecurityModule>(MockBehavior.Strict);
        module.Setup(module => module.Forget(It.IsAny<WrappedKey>(), default)).Callback<WrappedKey, CancellationToken>((key, _) => forgotten.Add(key.Kcv)).Returns(ValueTask.CompletedTask);
        var time = new FakeTimeProvider();
        await using var retirement = new KeyRetirement(module.Object, _after, time, new CapturingLogger());
        for (var number = 0; number <= KeyRetirement.Most; number++)
        {
            retirement.Retire(new WrappedKey(KeyUsage.TerminalMac, Terminal, $"{number:X8}", []));
        }

        Assert.That(forgotten.Count(kcv => kcv == "00000000"), Is.EqualTo(2));
        time.Advance(_after + _moment);
        Assert.That(forgotten.GroupBy(kcv => kcv).Select(times => times.Count()), Is.All.EqualTo(2), "each twice and no more");
    }

    private static async Task<EstateBench> SignedOn()
    {
        var bench = await Opened();
        await bench.Keys.LoadMasterKey(Terminal, [KeyA], null, "ann");
        await bench.SignOn(Terminal);
        return bench;
    }

    private static KeyRetirement Retiring(EstateBench bench)
    {
        var retirement = new KeyRetirement(bench.Module, _after, bench.Time, new CapturingLogger());
        bench.State.KeyRetired += retirement.Retire;
        return retirement;
    }

    // The master key first.
    private static WrappedKey[] KeysOf(EstateBench bench)
    {
        var terminal = bench.State.Terminal(Terminal)!;
        return [terminal.MasterKey!.For(Terminal), .. terminal.WorkingKeys.Keys.Select(key => key.For(Terminal))];
    }

    private static async Task Use(EstateBench bench)
    {
        var terminal = bench.State.Terminal(Terminal)!;
        await bench.Module.IssueWorkingKeys(terminal.MasterKey!.For(Terminal), WorkingKeySet.Double, default);
        await bench.Module.GenerateMac(terminal.WorkingKeys.Of(KeyUsage.TerminalMac, Terminal)!, default, default);
        var pin = new PinKey(terminal.WorkingKeys.Of(KeyUsage.TerminalPin, Terminal)!, Gateway.Security.Pins.PinBlockFormat.Iso0);
        var zone = await bench.Module.GenerateKey(KeyUsage.ZonePin, KeyAlgorithm.Tdes, 16, "acquirer", default);
        await bench.Module.TestTranslation(pin, new PinKey(zone, pin.Format), default);
    }
}
