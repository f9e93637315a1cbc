using System.Diagnostics;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>The process is killed at an instant: what is on disk then is copied and opened again.</summary>
[TestFixture]
[Platform("Linux")]
public sealed class JournalCrashTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    private readonly List<(JournalFolder Image, int Durable)> _images = [];

    public void Dispose()
    {
        _folder.Dispose();
        _images.ForEach(image => image.Image.Dispose());
    }

    [Test]
    public async Task After_a_kill_at_any_commit_exactly_the_committed_records_are_there()
    {
        var durable = 0;
        await using (var journal = _folder.Open(options => options with { Probe = Photograph, WatermarkEvery = TimeSpan.Zero }))
        {
            for (var version = 0; version < 15; version++)
            {
                var record = Samples.Forwarded(version, card: Samples.SealedCard);
                Assert.That(await journal.Append(Samples.Stream, version, record), Is.EqualTo(CommitOutcome.Ok));
            }
        }

        Assert.That(_images, Has.Count.EqualTo(30));
        foreach (var (image, expected) in _images)
        {
            await using var journal = image.Open();
            Assert.That(await journal.All(), Has.Count.EqualTo(expected));
            var rows = await journal.Transactions(Samples.Terminal, null, 100, default);
            Assert.That(rows, Has.Count.EqualTo(expected), "projections are in the same commit");
            Assert.That((await journal.Money(default)).OpenRequests, Is.EqualTo(expected));
            Assert.That(await journal.Append(Samples.Stream, expected, new SignedOff { At = Samples.At }), Is.EqualTo(CommitOutcome.Ok));
        }

        void Photograph(CommitStep step)
        {
            durable += step == CommitStep.AfterCommit ? 1 : 0;
            _images.Add((Copy(), durable));
        }
    }

    [Test]
    public async Task A_torn_end_of_the_log_loses_only_what_nobody_was_told()
    {
        await using (var journal = _folder.Open(options => options with { Probe = step => Keep(step) }))
        {
            await journal.Append(Samples.Stream, 0, Samples.Forwarded(1));
            await journal.Append(Samples.Stream, 1, Samples.Approved(1));
        }

        var (image, _) = _images[^1];
        using (var log = new FileStream(image.Log, FileMode.Open))
        {
            log.SetLength(log.Length - 100);
        }

        await using var again = image.Open();
        Assert.That(await again.All(), Has.Count.EqualTo(1));

        void Keep(CommitStep step)
        {
            if (step == CommitStep.AfterCommit)
            {
                _images.Add((Copy(), 0));
            }
        }
    }

    // Another process copies: closing a second handle of this one would let go of the journal's lock.
    private JournalFolder Copy()
    {
        var image = new JournalFolder();
        using var copy = Process.Start("cp", [.. Directory.EnumerateFiles(_folder.Folder), image.Folder]);
        copy.WaitForExit();
        return image;
    }
}
