using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Host.Lanes;

/// <summary>Carries effects out into the world, in order, once their records are durable.</summary>
internal sealed class Outlet(LaneContext context, TimerQueue timers)
{
    private readonly Dictionary<TraceKey, ReplyAddress> _waiting = [];

    /// <summary>Carries out the effects of one decision.</summary>
    public void Release(IReadOnlyList<Effect> effects, Now now)
    {
        foreach (var effect in effects)
        {
            Release(effect, now);
        }
    }

    private void Release(Effect effect, Now now)
    {
        switch (effect)
        {
            case Answer answer:
                context.Terminals.Answer(answer.To, answer.Content);
                break;
            case AwaitAnswer wait:
                if (_waiting.TryGetValue(wait.Key, out var before) && before != wait.To)
                {
                    // The answer goes to who asked last. A terminal that asked twice must not hear it twice.
                    context.Terminals.LetGo(before);
                }

                _waiting[wait.Key] = wait.To;
                break;
            case AnswerWaiting answer:
                timers.Cancel(TimerKind.Answer, answer.Key);
                if (_waiting.Remove(answer.Key, out var to))
                {
                    context.Terminals.Answer(to, answer.Content);
                }

                break;
            case SendRequest request:
                context.Upstream.Send(request);
                break;
            case SendReversal reversal:
                context.Upstream.Send(reversal);
                break;
            case SetTimer timer:
                // Rounded up: a timer that goes off early finds that it is not time yet and goes off again at once.
                timers.Set(timer.Kind, timer.Key, now.Mono + (long)Math.Ceiling(timer.After.TotalMilliseconds));
                break;
            case AuditRefusal refusal when context.Audits.Admits(refusal.Request.Terminal, now.Mono):
                context.Journal.Audit(new AuditEntry(
                    now.Wall, "refused", refusal.Request.Terminal, refusal.Request.Stan, refusal.ResponseCode,
                    $"{refusal.Reason}: {refusal.Detail ?? "no more is known."}"));
                break;
        }
    }
}
