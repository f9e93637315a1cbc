namespace Gateway.Host.Estate;

/// <summary>How often an operator may have codes tried: enough to find a fault, too seldom to find a code.</summary>
/// <remarks>Any minute counts, not the clock's: who used up his tries may try again when the oldest is a minute old. Safe from any thread.</remarks>
internal sealed class TryAllowance(TimeProvider time)
{
    /// <summary>
    /// Tries in <see cref="Span"/>, 30: a person who compares what two parties computed needs a handful. A UnionPay code says 32 bits, so
    /// whoever tries all of them at this pace is at it for 272 years.
    /// </summary>
    public const int Most = 30;

    /// <summary>One minute.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    // As many as there are people with API keys of their own, and one for the shared key.
    private readonly Dictionary<string, Tries> _of = new(StringComparer.Ordinal);

    /// <summary>Takes one try of an operator.</summary>
    /// <param name="by">The operator.</param>
    /// <param name="again">After how long he may try again; zero when he may now.</param>
    /// <param name="isFirst">Whether this is the first refusal since a try of his was admitted.</param>
    /// <returns>Whether he may.</returns>
    public bool Admits(string by, out TimeSpan again, out bool isFirst)
    {
        lock (_gate)
        {
            if (!_of.TryGetValue(by, out var tries))
            {
                _of[by] = tries = new Tries();
            }

            while (tries.At.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Span)
            {
                tries.At.Dequeue();
            }

            var isAdmitted = tries.At.Count < Most;
            isFirst = !isAdmitted && !tries.IsRefused;
            tries.IsRefused = !isAdmitted;
            again = isAdmitted ? TimeSpan.Zero : Span - time.GetElapsedTime(tries.At.Peek());
            if (isAdmitted)
            {
                tries.At.Enqueue(time.GetTimestamp());
            }

            return isAdmitted;
        }
    }

    private sealed class Tries
    {
        public Queue<long> At { get; } = new(Most);

        public bool IsRefused { get; set; }
    }
}
