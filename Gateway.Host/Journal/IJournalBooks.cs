using Gateway.Host.Core.Switching;

namespace Gateway.Host.Journal;

/// <summary>Questions about the past, answered from the journal's projections.</summary>
/// <remarks>Reads are served between commits; none blocks one for long, so none gives more than a thousand rows.</remarks>
internal interface IJournalBooks
{
    /// <summary>The transactions of a terminal with this trace number, newest batch first; all batches when none is named.</summary>
    Task<IReadOnlyList<TransactionRow>> Find(string terminal, int stan, int? batch, CancellationToken cancellation);

    /// <summary>Transactions of a terminal, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<TransactionRow>> Transactions(string terminal, int? batch, int limit, CancellationToken cancellation);

    /// <summary>Transactions that pass a filter, newest first. A question looks at so many rows at most and says where the next goes on.</summary>
    Task<TransactionPage> Search(TransactionFilter filter, TransactionPlace? after, int limit, CancellationToken cancellation);

    /// <summary>One transaction; null when there is none.</summary>
    Task<TransactionRow?> Transaction(TraceKey key, CancellationToken cancellation);

    /// <summary>The records about a transaction, oldest first, from one stretch of its terminal's stream.</summary>
    /// <param name="key">The transaction.</param>
    /// <param name="after">Where the last answer said to go on; null to begin.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<TransactionHistory> History(TraceKey key, long? after, CancellationToken cancellation);

    /// <summary>Lines of the settlement report of a business day, by merchant and in the order they happened.</summary>
    /// <param name="day">The business day.</param>
    /// <param name="merchant">One merchant; null for all.</param>
    /// <param name="after">The last line there was; null to begin.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<IReadOnlyList<PostingRow>> Postings(DateOnly day, string? merchant, PostingRow? after, CancellationToken cancellation);

    /// <summary>Closed batches of a terminal, newest first.</summary>
    Task<IReadOnlyList<BatchRow>> Batches(string terminal, CancellationToken cancellation);

    /// <summary>Reversals the acquirer has not acknowledged, oldest first.</summary>
    Task<IReadOnlyList<TransactionRow>> OwedReversals(int limit, CancellationToken cancellation);

    /// <summary>Where all approved money is.</summary>
    Task<MoneyStatement> Money(CancellationToken cancellation);

    /// <summary>Audit entries after a number, oldest first; filtered by subject and STAN when given.</summary>
    Task<IReadOnlyList<AuditRow>> AuditEntries(long after, string? subject, int? stan, int limit, CancellationToken cancellation);
}

/// <summary>A transaction as the books show it; the card masked.</summary>
internal sealed record TransactionRow
{
    public required string Merchant { get; init; }
    public required string Terminal { get; init; }
    public required int Batch { get; init; }
    public required int Stan { get; init; }
    public required string Class { get; init; }
    public required string State { get; init; }
    public required long Amount { get; init; }
    public string Currency { get; init; } = "";
    public string ResponseCode { get; init; } = "";
    public string? Reason { get; init; }
    public long? HoldId { get; init; }
    public string? HoldLevel { get; init; }
    public string? HoldReason { get; init; }
    public string? CardMasked { get; init; }
    public string? Acquirer { get; init; }
    public string? Rrn { get; init; }
    public string? AuthCode { get; init; }
    public string? Original { get; init; }
    public string Reversal { get; init; } = "None";
    public int ReversalTries { get; init; }

    /// <summary>The acquirer says of what it has approved that it does not know it: somebody has to look.</summary>
    public bool Contradicted { get; init; }

    /// <summary>What the acquirer last answered to a reversal; null before it answered.</summary>
    public string? ReversalCode { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Its name: merchant, terminal, batch and STAN with slashes.</summary>
    public string Trace => new TraceKey(Merchant, Terminal, Batch, Stan).ToString();

    /// <summary>How it came out for the terminal, in a word for scripts.</summary>
    public string Outcome => TransactionFilter.OutcomeOf(State);
}

/// <summary>A closed batch.</summary>
internal sealed record BatchRow
{
    public required string Merchant { get; init; }
    public required string Terminal { get; init; }
    public required int Batch { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }
    public required bool Balanced { get; init; }
    public required bool Quarantined { get; init; }
    public long TerminalDebit { get; init; }
    public int TerminalDebitCount { get; init; }
    public long TerminalCredit { get; init; }
    public int TerminalCreditCount { get; init; }
    public long HostDebit { get; init; }
    public int HostDebitCount { get; init; }
    public long HostCredit { get; init; }
    public int HostCreditCount { get; init; }
}

/// <summary>An amount and how many transactions make it up; sales count up, voids count down.</summary>
internal readonly record struct MoneyLine(int Count, long Amount);

/// <summary>Where all approved money is.</summary>
/// <remarks><c>Approved = Posted + Open + Reversed + Reversing + Resolved + Quarantined</c> when nothing is lost.</remarks>
/// <param name="Approved">Everything the acquirers are known to have approved, counted from the approval records.</param>
/// <param name="Posted">Counted in batches that were closed, as frozen at closing.</param>
/// <param name="Open">Approved in batches not closed yet.</param>
/// <param name="Reversed">Taken back and acknowledged by the acquirer.</param>
/// <param name="Reversing">To be taken back, not acknowledged yet.</param>
/// <param name="Resolved">To be taken back, and settled with the acquirer by a named person.</param>
/// <param name="Quarantined">Approved, in batches of terminals that are not trusted: settled and not posted.</param>
/// <param name="KeptApart">Acknowledged to terminals without any acquirer's approval, until a human decides; no part of the difference.</param>
/// <param name="OpenRequests">Requests waiting for an outcome.</param>
/// <param name="OwedReversals">Reversals not acknowledged, including those of requests whose outcome is unknown.</param>
internal sealed record MoneyStatement(
    MoneyLine Approved, MoneyLine Posted, MoneyLine Open, MoneyLine Reversed, MoneyLine Reversing, MoneyLine Resolved, MoneyLine Quarantined, MoneyLine KeptApart,
    int OpenRequests, int OwedReversals)
{
    /// <summary>What cannot be accounted for; anything but 0 is a defect of the highest rank.</summary>
    public long Difference => Approved.Amount - Posted.Amount - Open.Amount - Reversed.Amount - Reversing.Amount - Resolved.Amount - Quarantined.Amount;
}

/// <summary>An audit entry with its number.</summary>
internal sealed record AuditRow(long Seq, DateTimeOffset At, string Kind, string Subject, int? Stan, string Code, string Detail);
