using Gateway.Host.Upstream;

namespace Gateway.Tests.Host.Upstream;

/// <summary>How long to wait before the next try.</summary>
[TestFixture]
public sealed class ReconnectDelaysTests
{
    [Test]
    public void Doubles_up_to_the_most_and_never_waits_less_than_half()
    {
        var delays = new ReconnectDelays(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));
        foreach (var whole in (int[])[500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
        {
            Assert.That(delays.Next().TotalMilliseconds, Is.InRange(whole / 2, whole));
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.That(delays.Next(), Is.InRange(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)));
        }

        delays.Reset();
        Assert.That(delays.Next(), Is.InRange(TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500)));
    }
}
