using System.Threading.Channels;
using Gateway.Host.Core.Records;
using Gateway.Host.Journal;

namespace Gateway.Tests.Host.Lanes;

/// <summary>A journal whose commits end when, and as, the test says.</summary>
internal sealed class ScriptedJournal : IJournal
{
    private readonly Channel<HeldAppend> _appends = Channel.CreateUnbounded<HeldAppend>();
    private readonly List<StoredRecord> _stored = [];
    private readonly List<AuditEntry> _audits = [];

    /// <summary>Thrown by the next reads of a stream, one each.</summary>
    public Queue<Exception> ReadFaults { get; } = [];

    /// <summary>Thrown by the next append.</summary>
    public Exception? AppendFault { get; set; }

    /// <summary>Commits at once instead of holding.</summary>
    public bool IsQuick { get; set; }

    public int Reads { get; private set; }

    public IReadOnlyList<AuditEntry> Audits => _audits;

    public IReadOnlyList<JournalRecord> Durable(string terminal)
    {
        lock (_stored)
        {
            return [.. _stored.Where(record => record.Stream == JournalStream.Terminal(terminal)).Select(record => record.Record)];
        }
    }

    public IReadOnlyList<JournalRecord> DurableEstate()
    {
        lock (_stored)
        {
            return [.. _stored.Where(record => record.Stream == JournalStream.Estate).Select(record => record.Record)];
        }
    }

    /// <summary>How many appends are stored.</summary>
    public int Appends
    {
        get
        {
            lock (_stored)
            {
                return _stored.Select(record => record.Attempt).Distinct().Count();
            }
        }
    }

    public async Task<CommitOutcome> Append(JournalAppend append)
    {
        if (AppendFault is { } fault)
        {
            AppendFault = null;
            throw fault;
        }

        var held = new HeldAppend(this, append);
        if (IsQuick)
        {
            held.Store();
            return CommitOutcome.Ok;
        }

        _appends.Writer.TryWrite(held);
        return await held.Outcome;
    }

    /// <summary>The next append that waits for its outcome.</summary>
    public async Task<HeldAppend> Next() => await _appends.Reader.ReadAsync().AsTask().WaitAsync(LaneBench.Patience);

    /// <summary>Whether no append waits.</summary>
    public bool IsIdle => !_appends.Reader.TryPeek(out _);

    public void Store(JournalAppend append)
    {
        lock (_stored)
        {
            var version = _stored.Count(record => record.Stream == append.Stream);
            _stored.AddRange(append.Records.Select((record, index) => new StoredRecord(append.Stream, version + index + 1, append.Attempt, record)));
        }
    }

    public async IAsyncEnumerable<StoredRecord> ReadAll([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var record in _stored)
        {
            yield return record;
        }
    }

    public Task<IReadOnlyList<StoredRecord>> ReadStream(string stream, CancellationToken cancellation)
    {
        lock (_stored)
        {
            Reads++;
            return ReadFaults.TryDequeue(out var fault)
                ? Task.FromException<IReadOnlyList<StoredRecord>>(fault)
                : Task.FromResult<IReadOnlyList<StoredRecord>>([.. _stored.Where(record => record.Stream == stream)]);
        }
    }

    public void Audit(AuditEntry entry) => _audits.Add(entry);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>An append that waits for the test to say how it came out.</summary>
internal sealed class HeldAppend(ScriptedJournal journal, JournalAppend append)
{
    private readonly TaskCompletionSource<CommitOutcome> _outcome = new();

    public JournalAppend Append => append;

    public JournalRecord Record => append.Records[0];

    public Task<CommitOutcome> Outcome => _outcome.Task;

    public void Store() => journal.Store(append);

    /// <summary>Durable, and said so.</summary>
    public void Ok()
    {
        Store();
        _outcome.SetResult(CommitOutcome.Ok);
    }

    public void Ends(CommitOutcome outcome, bool stored = false)
    {
        if (stored)
        {
            Store();
        }

        _outcome.SetResult(outcome);
    }

    public void Fails(Exception fault) => _outcome.SetException(fault);
}
