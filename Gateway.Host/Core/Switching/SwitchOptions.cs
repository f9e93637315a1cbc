using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>The timers the switch decides by. Each must be shorter than the next, down to the terminal's own patience.</summary>
internal sealed record SwitchOptions
{
    /// <summary>Time an acquirer has to answer. Default 20 seconds: networks answer within 15, terminals wait 40 to 60.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After this long the acquirer cannot be working on a request any more, so what it says to a reversal is the truth. Default 30 seconds.</summary>
    public TimeSpan DecideBy { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait before a reversal is repeated the first time; doubled each time. Default 5 seconds.</summary>
    public TimeSpan ReversalRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait between two repeats of a reversal. Default 60 seconds.</summary>
    public TimeSpan ReversalRetryMost { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a reversal from a quarantined terminal waits for somebody to look at it, then it is sent. Default 4 hours.</summary>
    public TimeSpan QuarantineWait { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Closed batches of a terminal that stay in memory to answer late repeats. Default 3.</summary>
    public int BatchesKept { get; init; } = 3;

    /// <summary>How much longer than the loss of its outcome a request may be in work at the acquirer.</summary>
    public TimeSpan InWorkAfter(OutcomeLoss loss) => loss switch
    {
        // The timer that found it overdue has measured this much of it.
        OutcomeLoss.NoAnswer => DecideBy - AnswerTimeout,
        // The acquirer has spoken.
        OutcomeLoss.PartialApproval => TimeSpan.Zero,
        // Nobody knows for how long it was out.
        _ => DecideBy,
    };

    /// <summary>Wait before try number <paramref name="tries"/> + 1 of a reversal.</summary>
    public TimeSpan RetryAfter(int tries)
    {
        var wait = ReversalRetry * Math.Pow(2, Math.Clamp(tries - 1, 0, 16));
        return wait < ReversalRetryMost ? wait : ReversalRetryMost;
    }
}
