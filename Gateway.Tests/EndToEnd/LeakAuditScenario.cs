namespace Gateway.Tests.EndToEnd;

/// <summary>The audit of every scenario really reads what it says it reads.</summary>
[TestFixture]
public sealed class LeakAuditScenario : Scenario
{
    [Test]
    public async Task What_stands_in_the_log_in_the_answers_and_in_the_files_is_found()
    {
        await Bench.SignedOn();
        await Operator.Get("/api/merchants");
        var planted = new Secrets();
        planted.AddText("the merchant's name", "Corner Shop");
        planted.AddText("a line of the log", "signed on, the link is up");

        var running = LeakAudit.Leaks(Bench, planted);
        await Bench.Close();
        var stopped = LeakAudit.Leaks(Bench, planted);
        await Bench.Open();

        Assert.That(running, Has.Some.StartsWith("the log: a line of the log"));
        Assert.That(running, Has.Some.StartsWith("an answer to operators: the merchant's name"));
        Assert.That(running, Has.Some.StartsWith("gateway.db-wal: the merchant's name"));
        Assert.That(stopped, Has.Some.StartsWith("gateway.db: the merchant's name"));
    }
}
