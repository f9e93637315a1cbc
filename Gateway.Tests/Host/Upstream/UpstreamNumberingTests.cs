using Gateway.Host.Upstream;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Host.Upstream;

/// <summary>STAN and reference numbers.</summary>
[TestFixture]
public sealed class UpstreamNumberingTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero));

    [Test]
    public void Goes_on_after_the_number_used_last_and_wraps_to_one()
    {
        var numbering = new UpstreamNumbering(999_997, _time);
        var stans = Enumerable.Range(0, 4).Select(_ => numbering.Reserve().Stan);
        Assert.That(stans, Is.EqualTo((int[])[999_998, 999_999, 1, 2]));
    }

    [Test]
    public void The_reference_number_has_the_day_the_hour_and_the_stan()
        => Assert.That(new UpstreamNumbering(122, _time).Reserve().Rrn, Is.EqualTo("636523000123"));

    [Test]
    public void Lanes_never_get_the_same_number()
    {
        const int Lanes = 8;
        const int Each = 5_000;
        var numbering = new UpstreamNumbering(990_000, _time);
        var stans = new int[Lanes * Each];
        Parallel.For(0, Lanes, lane =>
        {
            for (var i = 0; i < Each; i++)
            {
                stans[(lane * Each) + i] = numbering.Reserve().Stan;
            }
        });
        Assert.That(stans, Is.Unique.And.All.InRange(1, 999_999));
    }

    [TestCase(-1)]
    [TestCase(1_000_000)]
    public void Refuses_a_number_that_cannot_have_been_used(int last)
        => Assert.That(() => new UpstreamNumbering(last, _time), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
