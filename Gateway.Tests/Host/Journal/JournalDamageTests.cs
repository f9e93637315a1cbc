using System.Text;
using Dapper;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

[TestFixture]
public sealed class JournalDamageTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_changed_byte_of_a_payload_is_found_and_its_record_named()
    {
        await Write(10);
        var bytes = File.ReadAllBytes(_folder.Database);
        var place = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("\"by\":\"operator 4\""));
        bytes[place + 6] ^= 1;
        File.WriteAllBytes(_folder.Database, bytes);

        Assert.That(await ReadingRefusal(), Is.EqualTo("Journal record 4 is not what was written: it does not fit the chain."));
    }

    [TestCase("UPDATE records SET payload = 'no json'", "cannot be read as merchant-registered.")]
    [TestCase("UPDATE records SET kind = 'merchant-praised'", "is of a kind this version does not know: a newer version wrote it.")]
    [TestCase("UPDATE records SET attempt = x'00'", "is damaged.")]
    [TestCase("UPDATE records SET version = 70", "is not what was written: it does not fit the chain.")]
    [TestCase("UPDATE records SET at = '2026-08-01'", "is not what was written: it does not fit the chain.")]
    [TestCase("UPDATE records SET chain = zeroblob(32)", "is not what was written: it does not fit the chain.")]
    [TestCase("DELETE FROM records", "is missing.")]
    public async Task Damage_in_the_middle_is_found_and_its_record_named(string damage, string sentence)
    {
        await Write(10);
        Past(damage + " WHERE seq = 3");

        Assert.That(await ReadingRefusal(), Is.EqualTo("Journal record 3 " + sentence));
    }

    [Test]
    public async Task A_lost_end_is_refused_at_opening()
    {
        await Write(10);
        Past("DELETE FROM records WHERE seq > 7");

        Assert.That(OpeningRefusal(), Is.EqualTo("The journal lost records 8..10: they were acknowledged and are not in the database."));
    }

    [Test]
    public async Task A_database_that_is_gone_is_refused_while_its_watermark_stands()
    {
        await Write(10);
        File.Delete(_folder.Database);

        Assert.That(OpeningRefusal(), Is.EqualTo("The journal lost records 1..10: they were acknowledged and are not in the database."));
    }

    [Test]
    public async Task Another_past_is_refused_at_opening()
    {
        await Write(10);
        using var other = new JournalFolder();
        await Write(12, other);
        File.Copy(_folder.WatermarkFile, other.WatermarkFile, overwrite: true);

        Assert.That(
            Assert.Throws<JournalException>(() => other.Open())!.Message,
            Is.EqualTo("Journal record 10 is not the one that was acknowledged: database and watermark do not belong together."));
    }

    [TestCase("")]
    [TestCase("gateway-watermark-1 7")]
    [TestCase("gateway-watermark-1 x 00")]
    public async Task An_unreadable_watermark_is_refused(string content)
    {
        await Write(1);
        File.WriteAllText(_folder.WatermarkFile, content);

        Assert.That(OpeningRefusal(), Does.StartWith("The watermark").And.Contain("cannot be read"));
    }

    [Test]
    public async Task The_watermark_follows_while_the_journal_runs()
    {
        await using var journal = _folder.Open(options => options with { WatermarkEvery = TimeSpan.FromMilliseconds(10) });
        await journal.Append(Samples.Stream, 0, new SignedOff { At = Samples.At });

        Assert.That(() => new Watermark(_folder.Database).Read()?.Seq, Is.EqualTo(1).After(5000, 10));
    }

    private async Task Write(int records, JournalFolder? folder = null)
    {
        await using var journal = (folder ?? _folder).Open();
        for (var version = 0; version < records; version++)
        {
            await journal.Append(JournalStream.Estate, version, new MerchantRegistered
            {
                At = Samples.At,
                By = $"operator {version + 1}",
                Id = $"{version}",
                Name = "A shop",
            });
        }
    }

    private void Past(string sql)
    {
        using var connection = _folder.Past();
        connection.Execute(sql);
    }

    private string OpeningRefusal() => Assert.Throws<JournalException>(() => _folder.Open())!.Message;

    private async Task<string> ReadingRefusal()
    {
        await using var journal = _folder.Open();
        return (await Assert.ThrowsAsync<JournalException>(journal.All))!.Message;
    }
}
