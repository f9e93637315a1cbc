using System.Text;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

[TestFixture]
public sealed class JournalSecretsTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_sealed_card_comes_back_until_it_is_erased()
    {
        await using var journal = _folder.Open();
        await journal.Append(
            Samples.Stream, 0, Samples.Forwarded(1, card: Samples.SealedCard), Samples.Forwarded(2, card: Samples.SealedCard));
        Assert.That(await Cards(journal), Is.EqualTo(new[] { Samples.SealedCard, Samples.SealedCard }));

        await journal.Append(Samples.Stream, 2, new CardsErased { At = Samples.At, Keys = [Samples.Key(1)] });

        Assert.That(await Cards(journal), Is.EqualTo(new[] { null, Samples.SealedCard }));
        Assert.That(await journal.All(), Has.Count.EqualTo(3), "erasing does not break the chain");
    }

    [Test]
    public async Task An_erased_card_is_gone_from_every_file_while_the_journal_runs()
    {
        await using var journal = _folder.Open(options => options with { ScrubEvery = TimeSpan.Zero });
        await journal.Append(Samples.Stream, 0, Samples.Forwarded(1, card: Samples.SealedCard));
        Assert.That(Holds(Samples.SealedCard), Is.True, "the search has to be able to find it");

        await journal.Append(Samples.Stream, 1, new CardsErased { At = Samples.At, Keys = [Samples.Key(1)] });

        Assert.That(() => Holds(Samples.SealedCard), Is.False.After(5000, 20));
    }

    [Test]
    public async Task An_erased_card_is_gone_from_every_file_after_a_stop()
    {
        await using (var journal = _folder.Open())
        {
            await journal.Append(Samples.Stream, 0, Samples.Forwarded(1, card: Samples.SealedCard));
            await journal.Append(Samples.Stream, 1, new CardsErased { At = Samples.At, Keys = [Samples.Key(1)] });
        }

        Assert.That(Holds(Samples.SealedCard), Is.False);
    }

    [Test]
    public async Task Only_the_newest_key_of_an_owner_and_usage_is_kept()
    {
        var (oldMac, newMac) = (Samples.KeyOf("TerminalMac", 0xA1), Samples.KeyOf("TerminalMac", 0xA2));
        var pin = Samples.KeyOf("TerminalPin", 0xA3);
        await using (var journal = _folder.Open())
        {
            await journal.Append(Samples.Stream, 0, Samples.SignedOn(1, oldMac, pin));
            await journal.Append(Samples.Stream, 1, Samples.SignedOn(2, newMac));

            var read = (await journal.Stream(Samples.Stream)).Select(stored => (SignedOn)stored.Record).ToList();
            Assert.That(read[0].Keys.Select(key => key.Block), Is.EqualTo(new[] { [], pin.Block }));
            Assert.That(read[0].Keys.Select(key => key.Kcv), Is.All.EqualTo(oldMac.Kcv));
            Assert.That(read[1].Keys.Single().Block, Is.EqualTo(newMac.Block));
        }

        Assert.That(Holds(newMac.Block), Is.True);
        Assert.That(Holds(oldMac.Block), Is.False);
    }

    [Test]
    public async Task Equal_usages_of_two_owners_do_not_touch_each_other()
    {
        await using var journal = _folder.Open();
        await journal.Append(JournalStream.Terminal("A"), 0, Samples.SignedOn(1, Samples.KeyOf("TerminalMac", 1)));
        await journal.Append(JournalStream.Terminal("B"), 0, Samples.SignedOn(1, Samples.KeyOf("TerminalMac", 2)));

        Assert.That((await journal.All()).Select(stored => ((SignedOn)stored.Record).Keys[0].Block[0]), Is.EqualTo(Enumerable.Range(1, 2)));
    }

    [Test]
    public async Task No_card_number_is_in_any_file()
    {
        await using var journal = _folder.Open();
        await journal.Append(Samples.Stream, 0, [.. Samples.OneOfEach().OfType<SwitchRecord>()]);
        await journal.Append(JournalStream.Estate, 0, [.. Samples.OneOfEach().OfType<EstateRecord>()]);

        Assert.That(Holds(Encoding.ASCII.GetBytes(Samples.TestPan[6..^4])), Is.False);
        Assert.That(Holds(Encoding.ASCII.GetBytes(Samples.TestPan[..6] + "******" + Samples.TestPan[^4..])), Is.True, "the masked one is");
    }

    private bool Holds(byte[] bytes) => _folder.AllBytes().AsSpan().IndexOf(bytes) >= 0;

    private static async Task<List<byte[]?>> Cards(SqliteJournal journal)
    {
        var records = (await journal.Stream(Samples.Stream)).Select(stored => stored.Record);
        return [.. records.OfType<Forwarded>().Select(record => record.SealedCard)];
    }
}
