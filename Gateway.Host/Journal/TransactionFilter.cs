using System.Collections.Frozen;

namespace Gateway.Host.Journal;

/// <summary>What a search is for; what is null is not asked.</summary>
internal sealed record TransactionFilter
{
    private static readonly FrozenDictionary<string, string[]> _states = new Dictionary<string, string[]>
    {
        ["approved"] = ["Approved"],
        ["declined"] = ["Declined", "Unknown"],
        ["pending"] = ["Pending"],
        ["reversed"] = ["Reversed", "ReversedUnseen"],
        ["quarantined"] = ["Quarantined"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> _outcomes = _states
        .SelectMany(pair => pair.Value, (pair, state) => (State: state, Outcome: pair.Key))
        .ToFrozenDictionary(pair => pair.State, pair => pair.Outcome, StringComparer.Ordinal);

    /// <summary>Every outcome there is.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = ["approved", "declined", "pending", "reversed", "quarantined"];

    /// <summary>Retrieval reference number the terminal was told, DE 37.</summary>
    public string? Rrn { get; init; }

    public int? Stan { get; init; }

    public string? Terminal { get; init; }

    public string? Merchant { get; init; }

    /// <summary>Not before this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Minor units.</summary>
    public long? Amount { get; init; }

    /// <summary>Last four digits of the card.</summary>
    public string? Last4 { get; init; }

    public string? AuthCode { get; init; }

    /// <summary>One of <see cref="Outcomes"/>.</summary>
    public string? Outcome { get; init; }

    /// <summary>The states of the outcome asked for; null for all.</summary>
    public IReadOnlyList<string>? States => Outcome is null ? null : _states[Outcome];

    /// <summary>The outcome of a state: unanswered is declined, because the terminal was told so.</summary>
    public static string OutcomeOf(string state) => _outcomes.GetValueOrDefault(state, state.ToLowerInvariant());
}

/// <summary>Where a search stands: everything newer was given.</summary>
/// <param name="OpenedMs">When the last transaction was opened, Unix milliseconds.</param>
/// <param name="Seq">Number of its first record.</param>
internal sealed record TransactionPlace(long OpenedMs, long Seq);

/// <summary>What a search found.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Where the rest is; null when that was all. A page can be short, even empty, and still not be the last.</param>
internal sealed record TransactionPage(IReadOnlyList<TransactionRow> Rows, TransactionPlace? Next);
