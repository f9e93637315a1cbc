using Gateway.Host.Core.Switching;

namespace Gateway.Host.Configuration;

/// <summary>The timer ladder: each step must end before the next. Section <c>Gateway:Timers</c>.</summary>
internal sealed record TimerOptions
{
    /// <summary>A request that gets to its link later than this after it was decided is not sent any more, milliseconds. Default 5000.</summary>
    public int SendMilliseconds { get; init; } = 5_000;

    /// <summary>What an acquirer's host has not acknowledged for this long is given up with its connection, milliseconds. Default 10000.</summary>
    public int UnacknowledgedMilliseconds { get; init; } = 10_000;

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

    /// <summary>The timers of the links.</summary>
    public (TimeSpan Send, TimeSpan Unacknowledged) Link()
        => (TimeSpan.FromMilliseconds(SendMilliseconds), TimeSpan.FromMilliseconds(UnacknowledgedMilliseconds));

    /// <summary>Everything that is wrong with the ladder.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, value) in new[]
        {
            (nameof(SendMilliseconds), SendMilliseconds), (nameof(AnswerMilliseconds), AnswerMilliseconds), (nameof(ReversalRetryMilliseconds), ReversalRetryMilliseconds),
            (nameof(QuarantineMinutes), QuarantineMinutes),
        })
        {
            if (value <= 0)
            {
                yield return $"Gateway:Timers: {name} {value} is not above zero.";
            }
        }

        foreach (var (name, value, above, most) in new[]
        {
            (nameof(SendMilliseconds), SendMilliseconds, nameof(UnacknowledgedMilliseconds), UnacknowledgedMilliseconds),
            (nameof(UnacknowledgedMilliseconds), UnacknowledgedMilliseconds, nameof(AnswerMilliseconds), AnswerMilliseconds),
            (nameof(AnswerMilliseconds), AnswerMilliseconds, nameof(DecideByMilliseconds), DecideByMilliseconds),
        })
        {
            if (value >= most)
            {
                yield return $"Gateway:Timers: {name} {value} is not below {above} {most}.";
            }
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
