using System.Text;
using Gateway.Host.Estate;
using Gateway.Security.Keys;
using static Gateway.Tests.Host.Estate.EstateBench;

namespace Gateway.Tests.Host.Estate;

/// <summary>A key in components: each from another person, none of them enough, none shown again.</summary>
[TestFixture]
public sealed class KeyCeremonyTests
{
    private const string KeyC = "5AD1094F7736CE28B104F95D2E83A67C";

    private static readonly ComponentPart _part = new(KeyUsage.TerminalMaster, Terminal, KeyAlgorithm.Tdes, 2, null, null);

    [Test]
    public async Task Two_persons_make_a_key_that_is_the_exclusive_or_of_what_they_entered()
    {
        using var bench = await Opened();
        var first = await Enter(bench, KeyA, "ann");
        var loadedEarly = bench.State.Terminal(Terminal)!.MasterKey;
        var second = await Enter(bench, KeyB, "bob");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(loadedEarly, Is.Null);
            Assert.That(first.Value, Is.EqualTo(new CeremonyState(1, 2, Kcv(KeyA), null)));
            Assert.That(second.Value, Is.EqualTo(new CeremonyState(2, 2, Kcv(KeyB), Kcv(Xor(KeyA, KeyB)))));
            Assert.That(bench.State.Terminal(Terminal)!.MasterKey!.Kcv, Is.EqualTo(Kcv(Xor(KeyA, KeyB))));
            Assert.That(bench.State.Key(Terminal, KeyUsage.TerminalMaster)!.By, Is.EqualTo("ann and bob"));
            Assert.That(string.Join(", ", bench.Audits.Select(entry => entry.Kind)), Is.EqualTo("key-component, key-component, key-loaded"));
            Assert.That(bench.Audits.Select(entry => entry.Detail), Is.All.Not.Contains(KeyA[..8]).And.All.Not.Contains(KeyB[..8]));
        }
    }

    [Test]
    public async Task Nobody_enters_two_components_of_a_key()
    {
        using var bench = await Opened();
        await Enter(bench, KeyA, "ann");
        var again = await Enter(bench, KeyB, "ann");
        Assert.That((again.Outcome, again.Sentence), Is.EqualTo((CommandOutcome.Conflict, "ann has entered a component of this key; the next is another person's.")));
        Assert.That((await Enter(bench, KeyB, "bob")).Value!.KeyKcv, Is.Not.Null, "the other person still can");
    }

    [Test]
    public async Task Three_components_need_three_persons()
    {
        using var bench = await Opened();
        var part = _part with { Of = 3 };
        await Enter(bench, KeyA, "ann", part);
        await Enter(bench, KeyB, "bob", part);
        Assert.That((await Enter(bench, KeyC, "ann", part)).Outcome, Is.EqualTo(CommandOutcome.Conflict));
        Assert.That((await Enter(bench, KeyC, "cid", part)).Value!.KeyKcv, Is.EqualTo(Kcv(Xor(Xor(KeyA, KeyB), KeyC))));
    }

    [TestCase("00000000000000000000000000000000", "all zeros")]
    [TestCase("8C51AE07F2D9346B10FB7D98C2A5E4", "no Tdes key")]
    [TestCase("8C51AE07F2D9346B10FB7D98C2A5E43G", "no Tdes key")]
    public async Task A_component_that_is_none_is_refused_and_nothing_waits(string hex, string because)
    {
        using var bench = await Opened();
        Assert.That((await Enter(bench, hex, "ann")).Sentence, Does.Contain(because).And.Not.Contains(hex[..8]));
        Assert.That((await Enter(bench, KeyA, "ann")).Value!.Entered, Is.EqualTo(1));
    }

    [Test]
    public async Task Check_values_of_component_and_key_are_looked_at()
    {
        using var bench = await Opened();
        Assert.That((await Enter(bench, KeyA, "ann", _part with { Kcv = "000000" })).Outcome, Is.EqualTo(CommandOutcome.Invalid));
        await Enter(bench, KeyA, "ann", _part with { Kcv = Kcv(KeyA)[..6] });
        var wrong = await Enter(bench, KeyB, "bob", _part with { KeyKcv = "000000" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wrong.Sentence, Does.Contain("check value").And.Contain("begin again"));
            Assert.That(bench.State.Terminal(Terminal)!.MasterKey, Is.Null);
            Assert.That((await Enter(bench, KeyB, "bob")).Value!.Entered, Is.EqualTo(1), "the first component is gone");
        }
    }

    [Test]
    public async Task A_component_waits_an_hour()
    {
        using var bench = await Opened();
        await Enter(bench, KeyA, "ann");
        bench.Time.Advance(KeyCeremony.Patience);
        Assert.That((await Enter(bench, KeyB, "bob")).Value!.Entered, Is.EqualTo(1));
    }

    [Test]
    public async Task A_component_of_another_cipher_or_count_does_not_join()
    {
        using var bench = await Opened();
        var part = _part with { Usage = KeyUsage.TerminalTransport, Owner = "room", Algorithm = KeyAlgorithm.Aes };
        await Enter(bench, KeyA, "ann", part);
        Assert.That((await Enter(bench, KeyB, "bob", part with { Algorithm = KeyAlgorithm.Tdes })).Outcome, Is.EqualTo(CommandOutcome.Conflict));
        Assert.That((await Enter(bench, KeyB, "bob", part with { Of = 3 })).Outcome, Is.EqualTo(CommandOutcome.Conflict));
        Assert.That((await Enter(bench, KeyB, "bob", part with { Of = 4 })).Outcome, Is.EqualTo(CommandOutcome.Invalid));
        Assert.That((await Enter(bench, KeyB, "bob", part)).Value!.KeyKcv, Is.Not.Null);
    }

    private static Task<CommandResult<CeremonyState>> Enter(EstateBench bench, string hex, string by, ComponentPart? part = null)
        => bench.Ceremony.Take(part ?? _part, Encoding.ASCII.GetBytes(hex), by);

    private static string Xor(string one, string other)
        => Convert.ToHexString([.. Convert.FromHexString(one).Zip(Convert.FromHexString(other), (first, second) => (byte)(first ^ second))]);

    private static string Kcv(string hex) => KeyCheckValue.Compute(Convert.FromHexString(hex));
}
