using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Api;

/// <summary>Books that hold what the test puts into them.</summary>
internal sealed class FakeBooks : IJournalBooks
{
    public List<TransactionRow> Rows { get; } = [];

    public List<AuditRow> Audits { get; } = [];

    /// <summary>Thrown in place of every answer.</summary>
    public Exception? Fault { get; set; }

    public static TransactionRow Row(int stan, string state = "Approved", int batch = 1, DateTimeOffset at = default) => new()
    {
        Merchant = "100000000000001",
        Terminal = "00000001",
        Batch = batch,
        Stan = stan,
        Class = "Sale",
        State = state,
        Amount = 12_500,
        Currency = "156",
        ResponseCode = "00",
        CardMasked = "622200******0001",
        Acquirer = "acquirer",
        Rrn = "R00000000001",
        AuthCode = "A12345",
        OpenedAt = at,
        AnsweredAt = at,
    };

    public Task<IReadOnlyList<TransactionRow>> Find(string terminal, int stan, int? batch, CancellationToken cancellation)
        => Given(Rows.Where(row => row.Terminal == terminal && row.Stan == stan && (batch is null || row.Batch == batch)).OrderByDescending(row => row.Batch));

    public Task<IReadOnlyList<TransactionRow>> Transactions(string terminal, int? batch, int limit, CancellationToken cancellation)
        => Given(Rows.Where(row => row.Terminal == terminal && (batch is null || row.Batch == batch)).Take(limit));

    public Task<IReadOnlyList<BatchRow>> Batches(string terminal, CancellationToken cancellation) => Given(Enumerable.Empty<BatchRow>());

    public Task<IReadOnlyList<TransactionRow>> OwedReversals(int limit, CancellationToken cancellation)
        => Given(Rows.Where(row => row.Reversal == "Owed").Take(limit));

    public Task<MoneyStatement> Money(CancellationToken cancellation) => Fault is null
        ? Task.FromResult(new MoneyStatement(new MoneyLine(2, 300), new MoneyLine(1, 100), new MoneyLine(1, 200), default, default, default, default, default, 4, 5))
        : Task.FromException<MoneyStatement>(Fault);

    public Task<IReadOnlyList<AuditRow>> AuditEntries(long after, string? subject, int? stan, int limit, CancellationToken cancellation)
        => Given(Audits.Where(row => row.Seq > after && (subject is null || row.Subject == subject) && (stan is null || row.Stan == stan)).Take(limit));

    private Task<IReadOnlyList<T>> Given<T>(IEnumerable<T> rows)
        => Fault is null ? Task.FromResult<IReadOnlyList<T>>([.. rows]) : Task.FromException<IReadOnlyList<T>>(Fault);
}
