using Gateway.Host.Core.Switching;

namespace Gateway.Host.Configuration;

/// <summary>The timer ladder: each step must end before the next. Section <c>Gateway:Timers</c>.</summary>
internal sealed record TimerOptions
{
    /// <summary>Time an acquirer has to answer, milliseconds. Default 20000: networks answer within 15 seconds.</summary>
    public int AnswerMilliseconds { get; init; } = 20_000;

    /// <summary>After this long an acquirer cannot be working on a request any more, milliseconds. Default 30000.</summary>
    public int DecideByMilliseconds { get; init; } = 30_000;

    /// <summary>Time the terminals wait before they reverse by themselves, milliseconds. Default 40000, the shortest of common terminals.</summary>
    public int TerminalMilliseconds { get; init; } = 40_000;

    /// <summary>Wait before a reversal is repeated the first time, milliseconds; doubled each time. Default 5000.</summary>
    public int ReversalRetryMilliseconds { get; init; } = 5_000;

    /// <summary>Longest wait between two repeats of a reversal, milliseconds. Default 60000.</summary>
    public int ReversalRetryMostMilliseconds { get; init; } = 60_000;

    /// <summary>How long a reversal from a quarantined terminal waits for somebody to look, minutes. Default 240.</summary>
    public int QuarantineMinutes { get; init; } = 240;

    /// <summary>The options of the switch these make.</summary>
    public SwitchOptions Switch() => new()
    {
        AnswerTimeout = TimeSpan.FromMilliseconds(AnswerMilliseconds),
        DecideBy = TimeSpan.FromMilliseconds(DecideByMilliseconds),
        ReversalRetry = TimeSpan.FromMilliseconds(ReversalRetryMilliseconds),
        ReversalRetryMost = TimeSpan.FromMilliseconds(ReversalRetryMostMilliseconds),
        QuarantineWait = TimeSpan.FromMinutes(QuarantineMinutes),
    };

    /// <summary>Everything that is wrong with the ladder.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, value) in new[]
        {
            (nameof(AnswerMilliseconds), AnswerMilliseconds), (nameof(ReversalRetryMilliseconds), ReversalRetryMilliseconds),
            (nameof(QuarantineMinutes), QuarantineMinutes),
        })
        {
            if (value <= 0)
            {
                yield return $"Gateway:Timers: {name} {value} is not above zero.";
            }
        }

        if (AnswerMilliseconds >= DecideByMilliseconds)
        {
            yield return $"Gateway:Timers: AnswerMilliseconds {AnswerMilliseconds} is not below DecideByMilliseconds {DecideByMilliseconds}.";
        }

        if (DecideByMilliseconds > TerminalMilliseconds)
        {
            yield return $"Gateway:Timers: DecideByMilliseconds {DecideByMilliseconds} is above TerminalMilliseconds {TerminalMilliseconds}.";
        }

        if (ReversalRetryMilliseconds > ReversalRetryMostMilliseconds)
        {
            yield return $"Gateway:Timers: ReversalRetryMilliseconds {ReversalRetryMilliseconds} is above ReversalRetryMostMilliseconds {ReversalRetryMostMilliseconds}.";
        }
    }
}
