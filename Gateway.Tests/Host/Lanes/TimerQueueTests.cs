using Gateway.Host.Core.Switching;
using Gateway.Host.Lanes;

namespace Gateway.Tests.Host.Lanes;

[TestFixture]
public sealed class TimerQueueTests
{
    // "a10" sets timer a to 10, "-a" cancels it, "@20" takes everything due at 20.
    [TestCase("a10 @9", "", TestName = "{m}: not before it is due")]
    [TestCase("a10 @10", "a", TestName = "{m}: when it is due")]
    [TestCase("b20 a10 c30 @30", "abc", TestName = "{m}: earliest first")]
    [TestCase("a10 a30 @29", "", TestName = "{m}: moved later")]
    [TestCase("a10 a30 @30", "a", TestName = "{m}: moved later goes off once")]
    [TestCase("a30 a10 @10 @30", "a", TestName = "{m}: moved earlier goes off once")]
    [TestCase("a10 a20 a10 @30", "a", TestName = "{m}: moved there and back goes off once")]
    [TestCase("a10 -a @10", "", TestName = "{m}: cancelled")]
    [TestCase("a10 -a a10 @10 @10", "a", TestName = "{m}: cancelled and set to the same again goes off once")]
    [TestCase("a10 @10 a10 @10", "aa", TestName = "{m}: set again after it went off")]
    [TestCase("-a b10 @10", "b", TestName = "{m}: cancelling none is nothing")]
    public void Timers_go_off(string script, string expected)
    {
        var timers = new TimerQueue();
        var fired = "";
        foreach (var word in script.Split(' '))
        {
            switch (word[0])
            {
                case '@':
                    while (timers.TryTake(int.Parse(word[1..]), out _, out var key))
                    {
                        fired += (char)key.Stan;
                    }

                    break;
                case '-': timers.Cancel(TimerKind.Answer, Key(word[1])); break;
                default: timers.Set(TimerKind.Answer, Key(word[0]), int.Parse(word[1..])); break;
            }
        }

        Assert.That(fired, Is.EqualTo(expected));
    }

    [Test]
    public void The_earliest_is_that_of_a_timer_still_set()
    {
        var timers = new TimerQueue();
        Assert.That(timers.Earliest, Is.Null);
        timers.Set(TimerKind.Answer, Key('a'), 10);
        timers.Set(TimerKind.Answer, Key('b'), 20);
        timers.Cancel(TimerKind.Answer, Key('a'));
        Assert.That(timers.Earliest, Is.EqualTo(20));
        timers.Set(TimerKind.Answer, Key('b'), 30);
        Assert.That(timers.Earliest, Is.EqualTo(30));
    }

    [Test]
    public void The_two_purposes_of_one_transaction_have_a_timer_each()
    {
        var timers = new TimerQueue();
        timers.Set(TimerKind.Answer, Key('a'), 10);
        timers.Set(TimerKind.Reversal, Key('a'), 10);
        timers.Cancel(TimerKind.Answer, Key('a'));
        Assert.That(timers.Keys(TimerKind.Reversal), Is.EqualTo(new[] { Key('a') }));
        Assert.That(timers.Keys(TimerKind.Answer), Is.Empty);
        Assert.That((timers.TryTake(10, out var kind, out _), kind), Is.EqualTo((true, TimerKind.Reversal)));
    }

    private static TraceKey Key(char name) => new("merchant", "terminal", 1, name);
}
