using System.Runtime.CompilerServices;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Journal;

/// <summary>The journal of one node: a SQLite file, one thread, one flush for everything that came while the last one ran.</summary>
/// <remarks>Safe from any thread. Keeps the file for itself alone until disposed.</remarks>
internal sealed class SqliteJournal : IJournal, IJournalBooks
{
    private readonly JournalQueues _queues;

    private readonly JournalThread _thread;

    private SqliteJournal(JournalQueues queues, JournalThread thread)
    {
        _queues = queues;
        _thread = thread;
    }

    /// <summary>Whether the last commit went through; <see langword="false"/> after closing.</summary>
    public bool IsWritable => _thread.IsWritable;

    /// <summary>Completes with the fault that the journal's thread died of, after which nothing is taken in any more; never otherwise.</summary>
    public Task<Exception> Died => _thread.Died;

    /// <summary>Audit entries dropped because too many came or the disk was full.</summary>
    public long DroppedAudits => _queues.Dropped;

    /// <summary>Opens or creates a journal and takes its file.</summary>
    /// <exception cref="JournalException">It cannot be had, is damaged, or lost records; one sentence says which.</exception>
    public static SqliteJournal Open(JournalOptions options, ILogger<SqliteJournal> logger)
    {
        var watermark = new Watermark(options.File);
        var connection = JournalConnection.Open(options, watermark, logger);
        var queues = new JournalQueues(options);
        var keeper = new WatermarkKeeper(options, watermark, logger);
        return new SqliteJournal(queues, new JournalThread(options, queues, connection, keeper, logger));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No records, or one that is not for this stream or has no kind: our own fault.</exception>
    public async Task<CommitOutcome> Append(JournalAppend append)
    {
        var pending = new PendingAppend(append, Encode(append));
        return await _queues.Put(pending) ? await pending.Done : CommitOutcome.Refused;
    }

    /// <inheritdoc/>
    /// <exception cref="JournalException">A record is missing, was changed, or cannot be read; the sentence names it.</exception>
    public async IAsyncEnumerable<StoredRecord> ReadAll([EnumeratorCancellation] CancellationToken cancellation)
    {
        var head = ChainHead.Empty;
        while (true)
        {
            var after = head;
            var page = await Ask(store => store.Reader.After(after), cancellation);
            foreach (var record in page)
            {
                yield return record.Record;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            head = page[^1].Head;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredRecord>> ReadStream(string stream, CancellationToken cancellation)
    {
        var records = new List<StoredRecord>();
        while (true)
        {
            var page = await Ask(store => store.Reader.Stream(stream, records.Count), cancellation);
            records.AddRange(page.Select(record => record.Record));
            if (page.Count < RecordReader.Page)
            {
                return records;
            }
        }
    }

    /// <inheritdoc/>
    public void Audit(AuditEntry entry) => _queues.Put(entry);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TransactionRow>> Find(string terminal, int stan, int? batch, CancellationToken cancellation)
        => Ask(store => TransactionBooks.Find(store.Connection, terminal, stan, batch), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TransactionRow>> Transactions(string terminal, int? batch, int limit, CancellationToken cancellation)
        => Ask(store => TransactionBooks.Latest(store.Connection, terminal, batch, limit), cancellation);

    /// <inheritdoc/>
    public Task<TransactionPage> Search(TransactionFilter filter, TransactionPlace? after, int limit, CancellationToken cancellation)
        => Ask(store => TransactionSearch.Page(store.Connection, filter, after, limit), cancellation);

    /// <inheritdoc/>
    public Task<TransactionRow?> Transaction(TraceKey key, CancellationToken cancellation)
        => Ask(store => TransactionBooks.One(store.Connection, key), cancellation);

    /// <inheritdoc/>
    public Task<TransactionHistory> History(TraceKey key, long? after, CancellationToken cancellation)
        => Ask(store => HistoryBooks.Stretch(store.Connection, key, after), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PostingRow>> Postings(DateOnly day, string? merchant, PostingRow? after, CancellationToken cancellation)
        => Ask(store => SettlementBooks.Postings(store.Connection, day, merchant, after), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BatchRow>> Batches(string terminal, CancellationToken cancellation)
        => Ask(store => SettlementBooks.Batches(store.Connection, terminal), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TransactionRow>> OwedReversals(int limit, CancellationToken cancellation)
        => Ask(store => TransactionBooks.Owed(store.Connection, limit), cancellation);

    /// <inheritdoc/>
    public Task<MoneyStatement> Money(CancellationToken cancellation)
        => Ask(store => SettlementBooks.Money(store.Connection), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditRow>> AuditEntries(long after, string? subject, int? stan, int limit, CancellationToken cancellation)
        => Ask(store => AuditBooks.Entries(store.Connection, after, subject, stan, limit), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _thread.DisposeAsync();

    private static List<EncodedRecord> Encode(JournalAppend append)
    {
        ArgumentOutOfRangeException.ThrowIfZero(append.Records.Count);
        if (append.Records.Any(record => record is SwitchRecord))
        {
            _ = JournalStream.TerminalOf(append.Stream);
        }

        return [.. append.Records.Select(EncodedRecord.Of)];
    }

    private async Task<T> Ask<T>(Func<JournalStore, T> read, CancellationToken cancellation)
    {
        var question = new Question<T>(read);
        return await _queues.Put(question, cancellation)
            ? await question.Done.WaitAsync(cancellation)
            : throw new JournalException("The journal is closed.");
    }
}
