using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>Carries effects out into the simulated world; lives until the next crash.</summary>
internal sealed class SimulatedOutlet(World world)
{
    /// <summary>As the acquirer side keeps it: what is released later than this after its numbers were taken is not sent.</summary>
    public static readonly TimeSpan UsefulFor = TimeSpan.FromSeconds(5);

    private readonly Dictionary<TraceKey, ReplyAddress> _waiting = [];
    private readonly Dictionary<(TimerKind Kind, TraceKey Key), long> _timers = [];
    private long _timer;

    public void Release(IReadOnlyList<Effect> effects)
    {
        var refusal = effects.OfType<AuditRefusal>().FirstOrDefault();
        foreach (var effect in effects)
        {
            Release(effect, refusal);
        }
    }

    /// <summary>The link is up again: reversals that wait are taken up at once.</summary>
    public void LinkUp()
    {
        foreach (var (kind, key) in _timers.Keys.Where(timer => timer.Kind == TimerKind.Reversal).ToList())
        {
            Set(kind, key, 0);
        }
    }

    private void Release(Effect effect, AuditRefusal? refusal)
    {
        switch (effect)
        {
            case Answer answer:
                world.Answer(answer.To, answer.Content, refusal?.Reason);
                break;
            case AwaitAnswer wait:
                _waiting[wait.Key] = wait.To;
                break;
            case AnswerWaiting answer:
                _timers.Remove((TimerKind.Answer, answer.Key));
                if (_waiting.Remove(answer.Key, out var to))
                {
                    world.Answer(to, answer.Content, null);
                }

                break;
            case SendRequest request:
                Send(request);
                break;
            case SendReversal reversal:
                world.Witness.ReversalLeft(reversal);
                world.Acquirer.Take(reversal);
                break;
            case SetTimer timer:
                Set(timer.Kind, timer.Key, (long)timer.After.TotalMilliseconds);
                break;
        }
    }

    private void Send(SendRequest request)
    {
        var late = (world.Agenda.Now.Wall - request.Upstream.Sent).Duration() > UsefulFor && world.Planted is not (Planted.SendWithoutDeadline or Planted.RepeatAsNew);
        if (late || !world.Acquirer.IsUp)
        {
            world.Agenda.After(1, () => world.Gateway.Post(new RequestNotSent(request.Request.Key)));
            return;
        }

        world.Witness.RequestLeft(request);
        world.Acquirer.Take(request);
    }

    private void Set(TimerKind kind, TraceKey key, long milliseconds)
    {
        var mine = _timers[(kind, key)] = ++_timer;
        world.Agenda.After(milliseconds, () =>
        {
            if (ReferenceEquals(this, world.Gateway.Outlet) && _timers.GetValueOrDefault((kind, key)) == mine)
            {
                _timers.Remove((kind, key));
                world.Gateway.Post(kind == TimerKind.Answer ? new AnswerOverdue(key) : new ReversalDue(key, false, default, kind == TimerKind.ReversalWait));
            }
        });
    }
}
