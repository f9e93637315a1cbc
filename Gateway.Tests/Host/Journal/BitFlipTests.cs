using System.Security.Cryptography;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>One bit of a closed journal turns. It reads as it was written, or it does not open: never as something else.</summary>
[TestFixture]
public sealed class BitFlipTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task No_flipped_bit_changes_what_is_read_without_being_noticed()
    {
        var written = await Write();
        var whole = File.ReadAllBytes(_folder.Database);
        var mark = File.ReadAllBytes(_folder.WatermarkFile);
        var noticed = 0;
        for (var flips = 0; flips < 80; flips++)
        {
            var (place, bit) = (RandomNumberGenerator.GetInt32(whole.Length), RandomNumberGenerator.GetInt32(8));
            var damaged = whole.ToArray();
            damaged[place] ^= (byte)(1 << bit);
            File.WriteAllBytes(_folder.Database, damaged);
            File.WriteAllBytes(_folder.WatermarkFile, mark);

            if (await Read() is not { } read)
            {
                noticed++;
                continue;
            }

            Assert.That(read, Is.EqualTo(written), $"byte {place} bit {bit}");
        }

        Assert.That(noticed, Is.GreaterThan(5), "most of the file is records");
    }

    private async Task<List<string>> Write()
    {
        await using (var journal = _folder.Open())
        {
            for (var version = 0; version < 40; version++)
            {
                await journal.Append(Samples.Stream, version, Samples.Forwarded(version));
            }
        }

        return (await Read())!;
    }

    private async Task<List<string>?> Read()
    {
        try
        {
            await using var journal = _folder.Open();
            return [.. (await journal.All()).Select(stored => $"{stored.Stream} {stored.Version} {stored.Attempt} {stored.Record}")];
        }
        catch (JournalException)
        {
            return null;
        }
        finally
        {
            File.Delete(_folder.Log);
        }
    }
}
