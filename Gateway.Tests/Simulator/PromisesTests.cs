using Gateway.Simulator.Demo;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class PromisesTests
{
    private readonly Promises _promises = new();

    [Test]
    public void A_promise_that_was_never_shown_is_missed()
    {
        _promises.Make("it rains");

        Assert.That(_promises.AllHeld, Is.False);
    }

    [Test]
    public void A_promise_broken_once_stays_broken()
    {
        _promises.Show("it rains", held: true);
        _promises.Show("it rains", held: false, "the sun shines");
        _promises.Show("it rains", held: true);

        Assert.That(_promises.Verdicts(), Is.EqualTo(new[] { new Promises.Verdict("it rains", false, "the sun shines") }));
    }

    [Test]
    public void Promises_keep_the_order_in_which_they_were_made()
    {
        _promises.Make("first", "second");
        _promises.Show("second", held: true);
        _promises.Show("first", held: true);

        Assert.That(string.Join(' ', _promises.Verdicts().Select(verdict => verdict.Promise)), Is.EqualTo("first second"));
        Assert.That(_promises.AllHeld, Is.True);
    }
}
