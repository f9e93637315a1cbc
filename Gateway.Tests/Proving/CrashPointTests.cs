namespace Gateway.Tests.Proving;

/// <summary>The main scripts with the power cut after every single step, and after every pair of steps: nothing is left to luck.</summary>
[TestFixture]
internal sealed class CrashPointTests
{
    private static readonly string[] _scripts =
    [
        "sale void settle",
        "sale sale:declined balance void:declined void settle sale settle",
        "sale:silent sale settle",
        "sale:unheard sale settle",
        "sale:untold void:untold settle",
        "sale void:silent void settle",
        "sale void:unheard sale:untold settle:untold sale",
        "sale offline signoff sale void settle",
    ];

    [TestCaseSource(nameof(_scripts))]
    public void A_crash_after_any_step_breaks_nothing(string script)
    {
        var steps = World.Run(new Script(script), Planted.Nothing);
        Assert.That(steps.Broken, Is.Empty, "without a crash");
        for (var at = 1L; at <= steps.Steps; at++)
        {
            Assert.That(World.Run(new Script(script), Planted.Nothing, at).Broken, Is.Empty, $"after step {at}");
        }

        TestContext.Out.WriteLine($"{steps.Steps} crash points");
    }

    [TestCaseSource(nameof(_scripts))]
    public void Two_crashes_after_any_two_steps_break_nothing(string script)
    {
        var steps = World.Run(new Script(script), Planted.Nothing).Steps;
        var runs = 0;
        for (var first = 1L; first <= steps; first++)
        {
            // Steps after a crash are counted on, so the second may also fall into the recovery from the first.
            for (var second = first + 1; second <= steps + 20; second++, runs++)
            {
                Assert.That(World.Run(new Script(script), Planted.Nothing, first, second).Broken, Is.Empty, $"after steps {first} and {second}");
            }
        }

        TestContext.Out.WriteLine($"{runs} pairs of crash points");
    }

    [TestCase(Planted.SendBeforeDurable)]
    [TestCase(Planted.AnswerBeforeDurable)]
    [TestCase(Planted.NoRecovery)]
    public void A_planted_bug_is_noticed_at_some_step(Planted planted)
        => Assert.That(Enumerable.Range(1, 60).Any(at => World.Run(new Script("sale sale:silent void settle"), planted, at).Broken.Count > 0), Is.True);
}
