namespace Gateway.Tests.Proving;

/// <summary>A witness that never speaks proves nothing: each bug planted in the shell must be noticed within the seeds of one run.</summary>
[TestFixture]
internal sealed class PlantedBugTests
{
    private const int Seeds = 20_000;

    private static IEnumerable<Planted> Bugs() => Enum.GetValues<Planted>().Where(planted => planted != Planted.Nothing);

    [Test]
    public void Every_planted_bug_is_noticed([ValueSource(nameof(Bugs))] Planted planted)
    {
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            if (World.Run(seed, planted).Broken is [var first, ..])
            {
                TestContext.Out.WriteLine($"{planted}: seed {seed}, {first}");
                return;
            }
        }

        Assert.Fail($"{planted} was not noticed in {Seeds} seeds.");
    }

    [Test]
    public void The_same_seed_is_the_same_run([Values(0UL, 7UL, 4711UL, ulong.MaxValue)] ulong seed)
    {
        var (first, second) = (new List<string>(), new List<string>());
        World.Run(seed, teller: first.Add);
        World.Run(seed, teller: second.Add);
        Assert.That(second, Is.EqualTo(first).And.Not.Empty);
    }
}
