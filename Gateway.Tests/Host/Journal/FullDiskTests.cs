using System.Diagnostics;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Journal;

/// <summary>A disk that is really full: eight megabytes of memory mounted as one. Needs the right to mount.</summary>
[TestFixture]
[Platform("Linux")]
public sealed class FullDiskTests
{
    [Test]
    public async Task Nothing_acknowledged_is_lost_on_a_full_disk_and_work_resumes_when_there_is_room()
    {
        using var folder = new JournalFolder();
        if (!Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder.Folder))
        {
            Assert.Ignore("No right to mount a small disk here.");
        }

        try
        {
            await Fill(folder);
        }
        finally
        {
            Run("umount", folder.Folder);
        }
    }

    private static async Task Fill(JournalFolder folder)
    {
        var ballast = Path.Combine(folder.Folder, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[2 << 20]);
        var acknowledged = 0;
        await using (var journal = folder.Open())
        {
            CommitOutcome outcome;
            while ((outcome = await journal.Append(Samples.Stream, acknowledged, Samples.Forwarded(acknowledged))) == CommitOutcome.Ok)
            {
                acknowledged++;
            }

            Assert.That(outcome, Is.EqualTo(CommitOutcome.Refused));
            Assert.That(acknowledged, Is.GreaterThan(100));
            outcome = await journal.Append(Samples.Stream, acknowledged, Samples.Forwarded(acknowledged));
            Assert.That(outcome, Is.EqualTo(CommitOutcome.Refused));
            Assert.That(await journal.Stream(Samples.Stream), Has.Count.EqualTo(acknowledged), "reading goes on");
            Assert.That(journal.IsWritable, Is.False);

            File.Delete(ballast);
            outcome = await journal.Append(Samples.Stream, acknowledged, new SignedOff { At = Samples.At });
            Assert.That(outcome, Is.EqualTo(CommitOutcome.Ok));
            acknowledged++;
        }

        await using var again = folder.Open();
        Assert.That(await again.All(), Has.Count.EqualTo(acknowledged));
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
