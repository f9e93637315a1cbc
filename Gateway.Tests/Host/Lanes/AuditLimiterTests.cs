using Gateway.Host.Core.Switching;
using Gateway.Host.Lanes;

namespace Gateway.Tests.Host.Lanes;

[TestFixture]
public sealed class AuditLimiterTests
{
    [Test]
    public void So_many_a_subject_and_minute_and_the_rest_is_counted()
    {
        var limiter = new AuditLimiter(perMinute: 2, mostSubjects: 10);
        Assert.That(Enumerable.Range(0, 5).Count(_ => limiter.Admits("a", 0)), Is.EqualTo(2));
        Assert.That((limiter.Admits("b", 59_999), limiter.Admits("a", 59_999), limiter.Suppressed), Is.EqualTo((true, false, 4)));
        Assert.That(limiter.Admits("a", 60_000), Is.True, "A new minute.");
    }

    [Test]
    public void Inventing_subjects_does_not_get_around_it()
    {
        var limiter = new AuditLimiter(perMinute: 5, mostSubjects: 3);
        Assert.That(Enumerable.Range(0, 1000).Count(number => limiter.Admits($"{number}", 0)), Is.EqualTo(3));
        Assert.That(limiter.Admits("0", 0), Is.True, "Who is known still has his share.");
    }

    [Test]
    public async Task A_stranger_is_audited_so_often_and_always_answered_and_leaves_nothing_in_the_journal()
    {
        var bench = LaneBench.Started("00000001");
        for (var stan = 1; stan <= 30; stan++)
        {
            await bench.Lanes.Post(bench.Sale("00000099", stan) with { Facts = new Facts() });
        }

        await bench.Lanes.Stop();
        Assert.That(bench.Codes.Count(code => code == "97"), Is.EqualTo(30));
        Assert.That(bench.Journal.Audits, Has.Count.EqualTo(20).And.All.Property("Code").EqualTo("97"));
        Assert.That((bench.Journal.IsIdle, bench.Journal.Durable("00000099").Count), Is.EqualTo((true, 0)));
    }
}
