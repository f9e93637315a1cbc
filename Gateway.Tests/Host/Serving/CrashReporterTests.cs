using Gateway.Host.Journal;
using Gateway.Host.Serving;
using Gateway.Tests.EndToEnd;
using Gateway.Tests.Host.Front;
using Gateway.Tests.Host.Journal;
using Gateway.Tests.Host.Lanes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Serving;

/// <summary>What a gateway that dies leaves behind: enough to find the fault, and nothing of what it was given.</summary>
[TestFixture]
public sealed class CrashReporterTests : IDisposable
{
    private const string Secret = "6212345678901234";

    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-crash-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 6, 15, 30, 250, TimeSpan.Zero));
    private readonly CapturingLogger _log = new();

    private IEnumerable<string> Names => Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void It_names_version_time_runtime_room_thread_types_and_frames()
    {
        var file = Reporter().Report(Thrown(), "lane")!;
        var text = File.ReadAllText(file);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Path.GetFileName(file), Is.EqualTo("crash-20260301T061530250Z.txt"));
            Assert.That(text, Does.Match("^Gateway 0[.]"));
            Assert.That(text, Does.Contain("time     2026-03-01T06:15:30.250Z").And.Contain("runtime  .NET ").And.Contain("thread   lane"));
            Assert.That(text, Does.Contain($"room     {typeof(CrashReporterTests).Namespace}"));
            Assert.That(text, Does.Match("System.AggregateException[^#]*cause 1: .*TalkativeException[^#]*cause 1: System.FormatException[^#]*cause 2: System.IO.IOException"));
            Assert.That(text, Does.Contain($"  at {typeof(CrashReporterTests).FullName}.Throw +0x"));
            Assert.That(_log.Lines.Single(), Does.Contain("AggregateException").And.Contain(file).And.Not.Contains(Secret));
            Assert.That(_log.Count(9011), Is.EqualTo(1));
        }
    }

    [Test]
    public void Nothing_that_an_exception_carries_or_says_of_itself_is_in_it()
        => Assert.That(File.ReadAllText(Reporter().Report(Thrown(), "lane")!), Does.Not.Contain(Secret));

    [Test]
    public void The_newest_ten_are_kept_and_what_was_not_finished_is_thrown_away()
    {
        File.WriteAllText(Path.Combine(_folder, "crash-20260101T000000000Z.txt.part"), "");
        File.WriteAllText(Path.Combine(_folder, "gateway.db"), "");
        for (var second = 0; second < CrashReporter.Most + 3; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Reporter().Report(Thrown(), "lane");
        }

        Assert.That(Names, Is.EqualTo(Enumerable.Range(34, CrashReporter.Most).Select(second => $"crash-20260301T0615{second}250Z.txt").Append("gateway.db")));
    }

    [Test]
    public void Only_the_first_fault_of_a_process_is_reported()
    {
        var reporter = Reporter();
        var first = reporter.Report(Thrown(), "lane");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(reporter.Report(Thrown(), "main"), Is.Null);
        Assert.That(Names, Is.EqualTo(new[] { Path.GetFileName(first) }));
    }

    [Test]
    public void Where_none_can_be_written_the_log_says_so_and_nothing_is_thrown()
    {
        var reporter = new CrashReporter(Path.Combine(_folder, "missing"), _time, _log);
        Assert.That(reporter.Report(Thrown(), "lane"), Is.Null);
        Assert.That(_log.Count(9012), Is.EqualTo(1));
        Assert.That(_log.Lines.Single(), Does.Contain("DirectoryNotFoundException").And.Not.Contains(Secret));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void It_is_for_its_owner_only()
        => Assert.That(File.GetUnixFileMode(Reporter().Report(Thrown(), "lane")!), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

    [Test]
    public void A_fault_that_was_never_thrown_and_one_without_end_fit_too()
    {
        Exception endless = new InvalidOperationException(Secret);
        for (var depth = 0; depth < 1_000; depth++)
        {
            endless = new InvalidOperationException(Secret, endless);
        }

        Assert.That(new FileInfo(Reporter().Report(endless, "lane")!).Length, Is.LessThan(4_096));
        Assert.That(CrashReport.Room(endless), Is.EqualTo("unknown"));
    }

    [Test]
    public async Task A_lane_that_its_journal_throws_at_dies_and_the_report_leads_there()
    {
        var bench = LaneBench.Started("00000001");
        bench.Journal.AppendFault = new InvalidOperationException(Secret) { Data = { ["card"] = Secret } };
        await bench.Sell("00000001", 1);
        var fault = (await Assert.CatchAsync(() => bench.Lanes.Failure().WaitAsync(LaneBench.Patience)))!;

        var text = File.ReadAllText(Reporter().Report(fault, "lane")!);
        Assert.That(text, Does.Contain("System.InvalidOperationException").And.Contain("Gateway.Host.Lanes.Lane").And.Not.Contains(Secret));
    }

    [Test]
    public async Task A_journal_that_dies_says_of_what_takes_nothing_more_and_keeps_the_message_out_of_the_log()
    {
        using var folder = new JournalFolder();
        using var log = new LogBook();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var journal = SqliteJournal.Open(
            new JournalOptions { File = folder.Database, Probe = _ => throw new InvalidOperationException(Secret) }, loggers.CreateLogger<SqliteJournal>());
        var outcome = await journal.Append(Samples.Stream, 0, Samples.Forwarded(1));
        var fault = await journal.Died.WaitAsync(LaneBench.Patience);

        var text = File.ReadAllText(Reporter().Report(fault, "journal")!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.Not.EqualTo(CommitOutcome.Ok));
            Assert.That(await journal.Append(Samples.Stream, 0, Samples.Forwarded(1)), Is.EqualTo(CommitOutcome.Refused));
            Assert.That(text, Does.Contain("Gateway.Host.Journal.JournalThread").And.Not.Contains(Secret));
            Assert.That(log.Lines.Where(line => line.Contains("for a fault of our own, InvalidOperationException", StringComparison.Ordinal)), Has.Exactly(1).Items);
            Assert.That(log.Lines, Has.None.Contains(Secret));
        }
    }

    private CrashReporter Reporter() => new(_folder, _time, _log);

    private static AggregateException Thrown()
    {
        var faults = new List<Exception>();
        foreach (var fault in (Exception[])[new TalkativeException(new IOException(Secret)), new FormatException(Secret)])
        {
            try
            {
                Throw(fault);
            }
            catch (Exception thrown)
            {
                faults.Add(thrown);
            }
        }

        return new AggregateException(Secret, faults);
    }

    private static void Throw(Exception fault)
    {
        fault.Data["card"] = Secret;
        throw fault;
    }

    // Whatever it is asked, it says what it was given.
    private sealed class TalkativeException(Exception cause) : Exception(Secret, cause)
    {
        public override string Message => Secret;

        public override string? StackTrace => Secret;

        public override string? Source => Secret;

        public override System.Collections.IDictionary Data => new Dictionary<string, string> { [Secret] = Secret };

        public override string ToString() => Secret;
    }
}
