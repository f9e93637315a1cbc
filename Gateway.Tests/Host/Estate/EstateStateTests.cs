using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Estate;
using Gateway.Security.Keys;
using static Gateway.Tests.Host.Estate.EstateBench;

namespace Gateway.Tests.Host.Estate;

[TestFixture]
public sealed class EstateStateTests
{
    private const int Terminals = 8;
    private const int Rounds = 300;

    [Test]
    public async Task M10_the_state_read_back_from_its_records_is_the_living_one()
    {
        using var bench = await Opened();
        await bench.Commands.RegisterTerminal("00000002", Merchant, "", "", withPin: false, "op");
        await bench.Keys.LoadMasterKey(Terminal, [KeyA, KeyB], null, "op");
        await bench.Keys.LoadZonePinKey("acquirer", KeyB, "op");
        var fee = await bench.Held(OnMerchant);
        await bench.Held(OnTerminal, HoldLevel.L5, "SEC-01");
        await bench.Commands.Release(fee, "paid", "op");
        await bench.Held(OnMerchant, HoldLevel.L4, "CRD-01");

        var rebuilt = bench.Rebuilt();
        Assert.That(Picture(rebuilt), Is.EqualTo(Picture(bench.State)));
        Assert.That((rebuilt.Version, rebuilt.NextHoldId), Is.EqualTo((9, 4)));
    }

    [Test]
    public async Task An_acquirer_named_like_a_terminal_does_not_take_its_master_key()
    {
        using var bench = await Opened();
        await bench.Keys.LoadMasterKey(Terminal, [KeyA], null, "op");
        var kcv = bench.State.Terminal(Terminal)!.MasterKey!.Kcv;
        await bench.Keys.LoadZonePinKey(Terminal, KeyB, "op");

        Assert.That(bench.State.Terminal(Terminal)!.MasterKey!.Kcv, Is.EqualTo(kcv));
        Assert.That(bench.State.Key(Terminal, KeyUsage.ZonePin)!.Key.Kcv, Is.Not.EqualTo(kcv));
    }

    [Test]
    public async Task Keys_that_were_on_their_way_when_all_were_destroyed_do_not_come_into_force()
    {
        using var bench = await Opened();
        await bench.Keys.LoadMasterKey(Terminal, [KeyA], null, "op");
        bench.State.Publish(Terminal, WithMacKey(1, "11111111"));
        await bench.Keys.Compromised(Terminal, "Stolen.", "op");
        bench.State.Publish(Terminal, WithMacKey(2, "22222222"));
        Assert.That((bench.State.Terminal(Terminal)!.WorkingKeys.MacKcv, bench.State.Terminal(Terminal)!.Superseded.MacKcv), Is.EqualTo(((string?)null, "11111111")));

        await bench.Keys.LoadMasterKey(Terminal, [KeyB], null, "op");
        bench.State.Publish(Terminal, WithMacKey(3, "33333333"));
        Assert.That(bench.State.Terminal(Terminal)!.WorkingKeys.MacKcv, Is.EqualTo("33333333"));
    }

    [Test]
    public async Task A_lane_that_tells_of_a_sign_on_again_changes_nothing_and_two_of_one_version_are_two()
    {
        using var bench = await Opened();
        await bench.Keys.LoadMasterKey(Terminal, [KeyA], null, "op");
        bench.State.Publish(Terminal, WithMacKey(1, "11111111"));
        bench.State.Publish(Terminal, WithMacKey(2, "22222222"));
        bench.State.Publish(Terminal, WithMacKey(2, "22222222"));
        var entry = bench.State.Terminal(Terminal)!;
        Assert.That((entry.Superseded.MacKcv, entry.WorkingKeys.MacKcv), Is.EqualTo(("11111111", "22222222")));

        bench.State.Publish(Terminal, WithMacKey(2, "44444444"));
        entry = bench.State.Terminal(Terminal)!;
        Assert.That((entry.Superseded.MacKcv, entry.WorkingKeys.MacKcv), Is.EqualTo(("22222222", "44444444")));
    }

    [Test]
    public void Keys_of_a_terminal_nobody_registered_are_nothing()
    {
        var state = new EstateState(TimeSpan.FromMinutes(2));
        state.Publish(Terminal, Keys(1));
        Assert.That(state.Terminal(Terminal), Is.Null);
    }

    [Test]
    public async Task Keys_published_while_holds_come_and_go_lose_nothing_and_take_nothing()
    {
        using var bench = await Opened();
        for (var number = 2; number <= Terminals; number++)
        {
            await bench.Commands.RegisterTerminal($"{number:D8}", Merchant, "", "", true, "op");
        }

        var publishing = Enumerable.Range(1, Terminals).Select(number => Task.Run(() =>
        {
            for (var version = 1; version <= Rounds; version++)
            {
                bench.State.Publish($"{number:D8}", WithMacKey(version, $"{version:X8}"));
            }
        }));
        var holding = Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await bench.Commands.Release(await bench.Held(OnMerchant), "paid", "op");
            }

            await bench.Held(OnMerchant, HoldLevel.L4);
        });
        await Task.WhenAll(publishing.Append(holding));

        Assert.That(bench.State.Terminals.Select(terminal => (terminal.KeyVersion, terminal.Standing.Level)), Is.All.EqualTo((Rounds, (HoldLevel?)HoldLevel.L4)));
    }

    [Test]
    public async Task Commands_given_at_once_are_carried_out_one_after_the_other()
    {
        using var bench = await Opened();
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => bench.Held(OnTerminal, HoldLevel.L2, HoldReasons.Codes[number]))));

        Assert.That(ids, Is.Unique.And.All.InRange(1, 20));
        Assert.That(bench.Standing().Holds, Has.Length.EqualTo(20));
        Assert.That(Picture(bench.Rebuilt()), Is.EqualTo(Picture(bench.State)));
    }

    private static SignedOn WithMacKey(int version, string kcv) => new()
    {
        At = default,
        KeyVersion = version,
        Batch = 1,
        Keys = [new Gateway.Host.Core.Switching.KeptKey(nameof(KeyUsage.TerminalMac), kcv, [1])],
    };

    private static SignedOn Keys(int version) => new() { At = default, KeyVersion = version, Batch = 1, Keys = [] };
}
