using Gateway.Simulator.Survival;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator.Survival;

[TestFixture]
public sealed class BlowPlanTests
{
    [Test]
    public void Any_seed_kills_as_often_as_asked_and_breaks_everything_else_too(
        [Values(1, 2, 4, 50)] int kills, [Values] bool hasDisk, [Values(1ul, 2ul, 3ul, 8583ul)] ulong seed)
    {
        var blows = BlowPlan.Draw(kills, hasDisk, new Dice(seed));

        Assert.That(blows.Sum(blow => blow.Kills), Is.EqualTo(kills));
        Assert.That(blows.Select(blow => blow.Kind), Does.Contain(BlowKind.AcquirerKilled));
        Assert.That(blows.Any(blow => blow.Kind is BlowKind.CutInAnswer or BlowKind.CutInRequest), Is.True);
        Assert.That(blows.Any(blow => blow.Kind is BlowKind.DiskFilled or BlowKind.DiskFilledAndHostKilled), Is.EqualTo(hasDisk));
    }

    [Test]
    public void The_same_seed_draws_the_same_and_another_another()
    {
        var drawn = Draw(7);

        Assert.That(Draw(7), Is.EqualTo(drawn));
        Assert.That(Draw(8), Is.Not.EqualTo(drawn));

        static IReadOnlyList<Blow> Draw(ulong seed) => BlowPlan.Draw(50, hasDisk: true, new Dice(seed));
    }
}
