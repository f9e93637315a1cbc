using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Api;

/// <summary>Books that hold what the test puts into them.</summary>
internal sealed class FakeBooks : IJournalBooks
{
    public List<TransactionRow> Rows { get; } = [];

    public List<AuditRow> Audits { get; } = [];

    public List<HistoryRecord> Records { get; } = [];

    public List<PostingRow> PostingRows { get; } = [];

    /// <summary>What was searched for.</summary>
    public List<TransactionFilter> Searches { get; } = [];

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

    /// <summary>Searches one row at a time, so that whoever wants more has to go on.</summary>
    public Task<TransactionPage> Search(TransactionFilter filter, TransactionPlace? after, int limit, CancellationToken cancellation)
    {
        Searches.Add(filter);
        var at = (int)(after?.Seq ?? 0);
        return Fault is null
            ? Task.FromResult(new TransactionPage([.. Rows.Skip(at).Take(1)], at + 1 < Rows.Count ? new TransactionPlace(0, at + 1) : null))
            : Task.FromException<TransactionPage>(Fault);
    }

    public Task<TransactionRow?> Transaction(TraceKey key, CancellationToken cancellation)
        => Task.FromResult(Rows.FirstOrDefault(row => row.Trace == key.ToString()));

    public Task<TransactionHistory> History(TraceKey key, long? after, CancellationToken cancellation)
    {
        var at = (int)(after ?? 0);
        return Task.FromResult(new TransactionHistory([.. Records.Skip(at).Take(1)], at + 1 < Records.Count ? at + 1 : null));
    }

    public Task<IReadOnlyList<PostingRow>> Postings(DateOnly day, string? merchant, PostingRow? after, CancellationToken cancellation)
        => Given(PostingRows.Where(row => row.Day == $"{day:yyyy-MM-dd}" && (merchant is null || row.Merchant == merchant) && row.Id > (after?.Id ?? 0)).Take(2));

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
