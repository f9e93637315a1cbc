using Gateway.Simulator.Acquirers;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Simulator;

/// <summary>Which keys count at the acquirer while one is changed.</summary>
[TestFixture]
public sealed class ZoneKeyTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void An_offered_key_counts_at_once_and_the_one_before_for_a_grace_period()
    {
        byte[] first = [1, 2, 3, 4, 5, 6, 7, 8];
        var key = new ZoneKey(first, TimeSpan.FromSeconds(60), _time);
        var second = key.Offer();
        Assert.That(key.Offer(), Is.SameAs(second), "until it is answered");
        Assert.That((key.Current, key.Taken), Is.EqualTo((first, new[] { first, second })));

        key.Answered(isTaken: true);
        Assert.That((key.Current, key.Taken), Is.EqualTo((second, new[] { second, first })));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.That(key.Taken, Is.EqualTo(new[] { second }));
    }

    [Test]
    public void A_refused_key_counts_no_more()
    {
        byte[] first = [1, 2, 3, 4, 5, 6, 7, 8];
        var key = new ZoneKey(first, TimeSpan.FromSeconds(60), _time);
        key.Offer();
        key.Answered(isTaken: false);

        Assert.That((key.Current, key.Taken), Is.EqualTo((first, new[] { first })));
    }
}
