using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Runs everything queued in one transaction, so that all of it pays for one flush of the disk.</summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly JournalStore _store;

    private readonly Action<CommitStep>? _probe;

    private readonly Statement _begin;

    private readonly Statement _commit;

    private readonly Statement _rollback;

    private readonly Statement _mark;

    private readonly Statement _keep;

    private readonly Statement _takeBack;

    private readonly Statement _touch;

    public GroupCommit(JournalStore store, Action<CommitStep>? probe)
    {
        _store = store;
        _probe = probe;
        _begin = new Statement(store.Connection, "BEGIN IMMEDIATE");
        _commit = new Statement(store.Connection, "COMMIT");
        _rollback = new Statement(store.Connection, "ROLLBACK");
        _mark = new Statement(store.Connection, "SAVEPOINT one");
        _keep = new Statement(store.Connection, "RELEASE one");
        _takeBack = new Statement(store.Connection, "ROLLBACK TO one");
        _touch = new Statement(store.Connection, "UPDATE money SET count = count WHERE line = 'Open'");
    }

    /// <summary>Commits a batch and leaves every append's outcome in it. An empty one is a trial: it writes, and changes nothing.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    public CommitFault? Run(IReadOnlyList<PendingAppend> appends, IReadOnlyList<AuditEntry> audits)
    {
        var before = _store.Writer.Head;
        var (isCommitting, isCommitted) = (false, false);
        try
        {
            _begin.Run();
            foreach (var append in appends)
            {
                append.Outcome = Write(append);
            }

            Write(audits);
            if (appends.Count + audits.Count == 0)
            {
                _touch.Run();
            }

            isCommitting = true;
            _probe?.Invoke(CommitStep.BeforeCommit);
            _commit.Run();
            isCommitted = true;
            _probe?.Invoke(CommitStep.AfterCommit);
            return null;
        }
        catch (SqliteException fault)
        {
            _store.Writer.Rewind(before);
            var isUndone = Undo();

            // Before COMMIT nothing can be durable. At COMMIT a full disk is met while writing, before the frame that makes the rest count
            // is whole; any other error may have struck after that frame, the flush among them.
            var isCertain = !isCommitting || (!isCommitted && fault.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL);
            foreach (var append in appends.Where(append => append.Outcome == CommitOutcome.Ok))
            {
                append.Outcome = isCertain ? CommitOutcome.Refused : CommitOutcome.Unknown;
            }

            return new CommitFault(fault, IsUsable: isUndone && isCertain);
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _mark.Dispose();
        _keep.Dispose();
        _takeBack.Dispose();
        _touch.Dispose();
    }

    private CommitOutcome Write(PendingAppend pending)
    {
        if (_store.Writer.Version(pending.Append.Stream) != pending.Append.ExpectedVersion)
        {
            return CommitOutcome.Conflict;
        }

        var before = _store.Writer.Head;
        _mark.Run();
        try
        {
            _store.Writer.Write(pending.Append, pending.Records);
            _keep.Run();
            return CommitOutcome.Ok;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT && _store.IsInTransaction)
        {
            _takeBack.Run();
            _keep.Run();
            _store.Writer.Rewind(before);
            return fault.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE ? CommitOutcome.Conflict : CommitOutcome.Refused;
        }
    }

    private void Write(IReadOnlyList<AuditEntry> audits)
    {
        foreach (var entry in audits)
        {
            _store.Audit.Write(entry);
        }
    }

    /// <summary>Takes the transaction back, unless SQLite did so by itself.</summary>
    /// <returns>Whether none is open any more.</returns>
    private bool Undo()
    {
        try
        {
            if (_store.IsInTransaction)
            {
                _rollback.Run();
            }

            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}

/// <summary>A batch that did not become durable, or may not have.</summary>
/// <param name="Cause">The store's error.</param>
/// <param name="IsUsable">Whether the connection can go on; otherwise it is opened anew.</param>
internal sealed record CommitFault(SqliteException Cause, bool IsUsable);
