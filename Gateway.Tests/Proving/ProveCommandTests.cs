namespace Gateway.Tests.Proving;

/// <summary>What the command prove says and ends with, and how small it makes what is broken.</summary>
[TestFixture]
internal sealed class ProveCommandTests
{
    [Test]
    public void A_quiet_campaign_ends_with_0_and_says_how_fast_it_was()
    {
        var (code, said) = Prove("--seeds", "20", "--first-seed", "5");
        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Match("20 seeds, [0-9,]+ steps, 0 broken, [0-9,]+ seeds a minute").And.Contain(" Forwarded"));
    }

    [Test]
    public void One_seed_is_told_step_by_step()
    {
        var (code, said) = Prove("--seed", "7", "--trace");
        Assert.That((code, said.Split('\n').Length > 20), Is.EqualTo((0, true)));
        Assert.That(said.TrimEnd(), Does.EndWith("0 promises broken"));
    }

    [TestCase("--seeds", "0")]
    [TestCase("--seed", "-1")]
    [TestCase("--trace")]
    [TestCase("--seeds", "many")]
    public void A_wrong_command_line_ends_with_2(params string[] words) => Assert.That(Prove(words).Code, Is.EqualTo(2));

    [TestCase(Planted.NoRecovery)]
    [TestCase(Planted.IgnoreLateApproval)]
    [TestCase(Planted.WallClock)]
    public void A_broken_run_is_made_smaller_and_stays_broken(Planted planted)
    {
        var seed = Enumerable.Range(0, 20_000).Select(number => (ulong)number).First(number => World.Run(number, planted).Broken.Count > 0);
        var small = Shrinker.Of(seed, planted);
        TestContext.Out.WriteLine($"seed {seed}: {small.Trouble} ms of trouble; {small.Left}");
        Assert.That(small.IsBroken, Is.True);
        Assert.That(Kinds(small.Left), Is.LessThan(Kinds(new SmallRun(seed, Faults.Of(seed), World.Trouble, planted).Left)));
    }

    private static int Kinds(string left) => left.Split(',', StringSplitOptions.RemoveEmptyEntries).Length;

    private static (int Code, string Said) Prove(params string[] words)
    {
        using var output = new StringWriter();
        return (ProveCommand.Run(["prove", .. words], output), output.ToString());
    }
}
