using Gateway.Host.Upstream;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Upstream;

/// <summary>So many reversals a second and no more, from however many lanes.</summary>
[TestFixture]
public sealed class ReversalPaceTests
{
    [Test]
    public void Every_second_has_its_places()
    {
        var time = new FakeTimeProvider();
        var pace = new ReversalPace(time);
        for (var second = 0; second < 3; second++)
        {
            var taken = 0;
            Parallel.For(0, 1000, _ => Interlocked.Add(ref taken, pace.TryTake() ? 1 : 0));
            Assert.That(taken, Is.EqualTo(ReversalPace.MostPerSecond), $"second {second}");
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
