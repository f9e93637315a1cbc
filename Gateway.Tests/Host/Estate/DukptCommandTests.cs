using Gateway.Host.Core.Records;
using Gateway.Host.Estate;
using Gateway.Security.Keys;

namespace Gateway.Tests.Host.Estate;

/// <summary>Which device a terminal is: enrolled by an operator, bound to one initial key, ended with it.</summary>
[TestFixture]
public sealed class DukptCommandTests
{
    private const string Terminal = EstateBench.Terminal;
    private const string Other = "00000002";
    private const string Ksn = "FFFF9876543210E00000";
    private const string AesKsn = "123456789012345600000000";

    [TestCase("00000009", Ksn, "", CommandOutcome.NotFound, "Terminal 00000009 is not registered.")]
    [TestCase(Terminal, "FFFF98765432", "", CommandOutcome.Invalid, "A key serial number is 20 hexadecimal characters, or 24 for AES DUKPT.")]
    [TestCase(Terminal, Ksn, "", CommandOutcome.NotFound, "There is no TerminalInitial key of 00000001.")]
    [TestCase(Terminal, Ksn, "estate", CommandOutcome.NotFound, "There is no TerminalBaseDerivation key of estate.")]
    [TestCase(Terminal, Ksn, "aes", CommandOutcome.Conflict, "The TerminalBaseDerivation key of aes is for Aes, and the key serial number for Tdes.")]
    public async Task What_cannot_be_is_refused_in_a_sentence(string terminal, string ksn, string baseKey, object outcome, string sentence)
    {
        using var bench = await EstateBench.Opened();
        await bench.Keys.Generate(KeyUsage.TerminalBaseDerivation, "aes", KeyAlgorithm.Aes, 16, "op");
        var result = await bench.Dukpt.Enrol(terminal, ksn, baseKey, "op");
        Assert.That((result.Outcome, result.Sentence), Is.EqualTo(((CommandOutcome)outcome, sentence)));
    }

    [TestCase(KeyAlgorithm.Tdes, Ksn)]
    [TestCase(KeyAlgorithm.Aes, AesKsn)]
    public async Task A_terminal_is_the_device_it_was_enrolled_as_also_after_a_restart(KeyAlgorithm algorithm, string ksn)
    {
        using var bench = await Enrolled(algorithm, ksn);
        foreach (var state in (EstateState[])[bench.State, bench.Rebuilt()])
        {
            var entry = state.Terminal(Terminal)!;
            Assert.That((entry.IsDukpt, $"{entry.Dukpt!.Start}", entry.Dukpt.KeyOwner), Is.EqualTo((true, ksn, "estate")));
        }

        Assert.That(bench.Audits.Last().Detail, Does.StartWith($"Key serial number {ksn}, from the TerminalBaseDerivation key of estate, check value "));
    }

    [Test]
    public async Task One_device_is_one_terminal()
    {
        using var bench = await Enrolled();
        await bench.Commands.RegisterTerminal(Other, EstateBench.Merchant, "S90", "2", withPin: true, "op");
        var twin = await bench.Dukpt.Enrol(Other, "FFFF9876543210E00077", "estate", "op");
        Assert.That((twin.Outcome, twin.Sentence), Is.EqualTo((CommandOutcome.Conflict, $"Terminal {Terminal} is this very device; every terminal has keys of its own.")));
        Assert.That((await bench.Dukpt.Enrol(Other, "FFFF9876543211000000", "estate", "op")).Outcome, Is.EqualTo(CommandOutcome.Done));
    }

    [Test]
    public async Task Enrolling_again_changes_nothing_and_never_takes_a_counter_back()
    {
        using var bench = await Enrolled();
        bench.State.Publish(Terminal, Used(bench, 0x20));
        var before = bench.Journal.DurableEstate().Count;
        Assert.That((await bench.Dukpt.Enrol(Terminal, Ksn, "estate", "op")).Outcome, Is.EqualTo(CommandOutcome.Already));
        Assert.That((bench.Journal.DurableEstate().Count, $"{bench.State.Terminal(Terminal)!.Dukpt!.Last}"), Is.EqualTo((before, "FFFF9876543210E00020")));
    }

    [TestCase(0x20u, false)]
    [TestCase(0x1FF800u, true)]
    public async Task An_operator_sees_how_far_a_device_has_got(uint counter, bool isExhausted)
    {
        using var bench = await Enrolled();
        bench.State.Publish(Terminal, Used(bench, counter));
        Assert.That((bench.State.Terminal(Terminal)!.Dukpt!.Last.Counter, bench.State.Terminal(Terminal)!.Dukpt!.IsExhausted), Is.EqualTo((counter, isExhausted)));
    }

    [TestCase("another base key")]
    [TestCase("a master key")]
    [TestCase("compromised")]
    public async Task Other_keys_end_it_after_a_while_of_grace(string what)
    {
        using var bench = await Enrolled();
        await (what switch
        {
            "another base key" => (Task)bench.Keys.Generate(KeyUsage.TerminalBaseDerivation, "estate", KeyAlgorithm.Tdes, 16, "op"),
            "a master key" => bench.Keys.LoadMasterKey(Terminal, [EstateBench.KeyA], null, "op"),
            _ => bench.Keys.Compromised(Terminal, "Stolen.", "op"),
        });
        var entry = bench.State.Terminal(Terminal)!;
        var now = bench.Time.GetLocalNow();
        Assert.That(
            (entry.IsDukpt, entry.Dukpt!.IsTaken(now), entry.Dukpt.IsTaken(now + TimeSpan.FromMinutes(2))),
            Is.EqualTo((false, true, false)));
    }

    [Test]
    public async Task Working_keys_of_a_sign_on_end_with_the_enrolment_after_the_same_while()
    {
        using var bench = await EstateBench.Opened();
        await bench.Keys.LoadMasterKey(Terminal, [EstateBench.KeyA], null, "op");
        await bench.SignOn(Terminal);
        var mac = bench.State.Terminal(Terminal)!.WorkingKeys.MacKcv;
        await bench.Keys.Generate(KeyUsage.TerminalBaseDerivation, "estate", KeyAlgorithm.Tdes, 16, "op");
        await bench.Dukpt.Enrol(Terminal, Ksn, "estate", "op");
        await bench.SignOn(Terminal);
        var entry = bench.State.Terminal(Terminal)!;
        Assert.That((entry.WorkingKeys.MacKcv, entry.Superseded.MacKcv), Is.EqualTo(((string?)null, mac)));
    }

    private static KeySerialUsed Used(EstateBench bench, uint counter) => new()
    {
        At = bench.Time.GetLocalNow(),
        Device = bench.State.Terminal(Terminal)!.Dukpt!.Device,
        Counter = counter,
        Key = new(EstateBench.Merchant, Terminal, 1, 1),
    };

    private static async Task<EstateBench> Enrolled(KeyAlgorithm algorithm = KeyAlgorithm.Tdes, string ksn = Ksn)
    {
        var bench = await EstateBench.Opened();
        await bench.Keys.Generate(KeyUsage.TerminalBaseDerivation, "estate", algorithm, 16, "op");
        var result = await bench.Dukpt.Enrol(Terminal, ksn, "estate", "op");
        Assert.That(result.Outcome, Is.EqualTo(CommandOutcome.Done), result.Sentence);
        return bench;
    }
}
