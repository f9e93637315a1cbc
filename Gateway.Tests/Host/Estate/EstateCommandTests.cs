using Gateway.Host.Core.Estate;
using Gateway.Host.Estate;
using static Gateway.Tests.Host.Estate.EstateBench;

namespace Gateway.Tests.Host.Estate;

[TestFixture]
public sealed class EstateCommandTests
{
    private const string Unregistered = "99999999";

    // Asked of an estate with one merchant and one terminal.
    private static readonly Dictionary<string, (CommandOutcome Expected, Func<EstateBench, Task<(CommandOutcome, string)>> Command)> _table = new()
    {
        ["merchant"] = (CommandOutcome.Done, c => Of(c.Commands.RegisterMerchant("100000000000002", "Other", "", "op"))),
        ["merchant again"] = (CommandOutcome.Already, c => Of(c.Commands.RegisterMerchant(Merchant, "Shop", "5411", "op"))),
        ["merchant again, other name"] = (CommandOutcome.Conflict, c => Of(c.Commands.RegisterMerchant(Merchant, "Shoe", "5411", "op"))),
        ["merchant again, other category"] = (CommandOutcome.Conflict, c => Of(c.Commands.RegisterMerchant(Merchant, "Shop", "5412", "op"))),
        ["merchant id too short"] = (CommandOutcome.Invalid, c => Of(c.Commands.RegisterMerchant("1", "Shop", "", "op"))),
        ["merchant id with a space"] = (CommandOutcome.Invalid, c => Of(c.Commands.RegisterMerchant("10000000000000 ", "Shop", "", "op"))),
        ["merchant id of other digits"] = (CommandOutcome.Invalid, c => Of(c.Commands.RegisterMerchant("10000000000000٣", "Shop", "", "op"))),
        ["merchant without name"] = (CommandOutcome.Invalid, c => Of(c.Commands.RegisterMerchant("100000000000002", " ", "", "op"))),
        ["merchant category not digits"] = (CommandOutcome.Invalid, c => Of(c.Commands.RegisterMerchant("100000000000002", "Shop", "54A1", "op"))),
        ["terminal"] = (CommandOutcome.Done, c => Of(c.Commands.RegisterTerminal("00000002", Merchant, "", "", true, "op"))),
        ["terminal again"] = (CommandOutcome.Already, c => Of(c.Commands.RegisterTerminal(Terminal, Merchant, "S90", "1", true, "op"))),
        ["terminal again, other profile"] = (CommandOutcome.Conflict, c => Of(c.Commands.RegisterTerminal(Terminal, Merchant, "S90", "1", false, "op"))),
        ["terminal of nobody"] = (CommandOutcome.NotFound, c => Of(c.Commands.RegisterTerminal("00000002", "100000000000009", "", "", true, "op"))),
        ["terminal id too long"] = (CommandOutcome.Invalid, c => Of(c.Commands.RegisterTerminal("000000001", Merchant, "", "", true, "op"))),
        ["key"] = (CommandOutcome.Done, c => Of(c.Keys.LoadMasterKey(Terminal, [KeyA, KeyB], null, "op"))),
        ["key of a stranger"] = (CommandOutcome.NotFound, c => Of(c.Keys.LoadMasterKey(Unregistered, [KeyA], null, "op"))),
        ["key with another check value"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadMasterKey(Terminal, [KeyA, KeyB], "00000000", "op"))),
        ["key with a check value of nonsense"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadMasterKey(Terminal, [KeyA, KeyB], "not hexadecimal at all", "op"))),
        ["key of two equal halves"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadMasterKey(Terminal, ["8C51AE07F2D9346B8C51AE07F2D9346B"], null, "op"))),
        ["key that is weak"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadMasterKey(Terminal, ["0101010101010101FEFEFEFEFEFEFEFE"], null, "op"))),
        ["key well known"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadMasterKey(Terminal, ["0123456789ABCDEFFEDCBA9876543210"], null, "op"))),
        ["key cut short"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadMasterKey(Terminal, [KeyA[..30]], null, "op"))),
        ["key of a missing component"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadMasterKey(Terminal, [KeyA, null!], null, "op"))),
        ["key of no component"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadMasterKey(Terminal, [], null, "op"))),
        ["key of four components"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadMasterKey(Terminal, [KeyA, KeyB, KeyA, KeyB], null, "op"))),
        ["zone key"] = (CommandOutcome.Done, c => Of(c.Keys.LoadZonePinKey("acquirer", KeyA, "op"))),
        ["zone key cut short"] = (CommandOutcome.Invalid, c => Of(c.Keys.LoadZonePinKey("acquirer", KeyA[..31], "op"))),
        ["hold"] = (CommandOutcome.Done, c => Of(c.Commands.Place(OnTerminal, HoldLevel.L5, "SEC-01", "", "op"))),
        ["hold at a level that cannot be placed"] = (CommandOutcome.Invalid, c => Of(c.Commands.Place(OnTerminal, HoldLevel.L3, "FEE-01", "", "op"))),
        ["hold for no reason"] = (CommandOutcome.Invalid, c => Of(c.Commands.Place(OnTerminal, HoldLevel.L2, "", "", "op"))),
        ["hold for an unknown reason"] = (CommandOutcome.Invalid, c => Of(c.Commands.Place(OnTerminal, HoldLevel.L2, "fee-01", "", "op"))),
        ["hold on a stranger"] = (CommandOutcome.NotFound, c => Of(c.Commands.Place(new HoldSubject(SubjectKind.Terminal, Unregistered), HoldLevel.L2, "FEE-01", "", "op"))),
        ["hold on a merchant by a terminal's id"] = (CommandOutcome.NotFound, c => Of(c.Commands.Place(new HoldSubject(SubjectKind.Merchant, Terminal), HoldLevel.L2, "FEE-01", "", "op"))),
        ["release of no hold"] = (CommandOutcome.NotFound, c => Of(c.Commands.Release(7, "paid", "op"))),
    };

    private static IEnumerable<string> Names => _table.Keys;

    [TestCaseSource(nameof(Names))]
    public async Task A_command_comes_out(string name)
    {
        using var bench = await Opened();
        var before = Picture(bench.State);
        var (outcome, sentence) = await _table[name].Command(bench);

        Assert.That(outcome, Is.EqualTo(_table[name].Expected), sentence);
        if (outcome == CommandOutcome.Done)
        {
            return;
        }

        Assert.That(Picture(bench.State), Is.EqualTo(before), "Only what is done changes anything.");
        if (outcome != CommandOutcome.Already)
        {
            Assert.That(sentence, Does.EndWith(".").And.Not.Contain("\n"));
            Assert.That(sentence, Does.Not.Match("[0-9A-Fa-f]{16}").Or.Contain("Merchant"), "No part of a key is in a sentence.");
        }
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_journal_that_refuses_leaves_everything_as_it_was(string name)
    {
        using var bench = await Opened();
        var before = Picture(bench.State);
        bench.Journal.IsQuick = false;
        var running = _table[name].Command(bench);
        if (_table[name].Expected == CommandOutcome.Done)
        {
            (await bench.Journal.Next()).Ends(Gateway.Host.Journal.CommitOutcome.Refused);
            Assert.That((await running).Item1, Is.EqualTo(CommandOutcome.Unavailable));
        }

        Assert.That((await running).Item1, Is.Not.EqualTo(CommandOutcome.Done));
        Assert.That((Picture(bench.State), bench.Barriers), Is.EqualTo((before, 0)));
    }

    [Test]
    public async Task The_same_zone_key_is_loaded_once()
    {
        using var bench = await Opened();
        await bench.Keys.LoadZonePinKey("acquirer", KeyA, "op");
        Assert.That((await bench.Keys.LoadZonePinKey("acquirer", KeyA, "op")).Outcome, Is.EqualTo(CommandOutcome.Already));
        Assert.That((await bench.Keys.LoadZonePinKey("acquirer", KeyB, "op")).Outcome, Is.EqualTo(CommandOutcome.Done));
    }

    private static async Task<(CommandOutcome, string)> Of<T>(Task<CommandResult<T>> command)
        where T : class
    {
        var result = await command;
        Assert.That(result.Value is null, Is.EqualTo(result.Outcome is not (CommandOutcome.Done or CommandOutcome.Already)));
        return (result.Outcome, result.Sentence);
    }
}
