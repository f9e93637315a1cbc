using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>A journal taken from the gateway while it is stopped, to put its stored keys under another local master key.</summary>
/// <remarks>
/// Only the blocks change, in commits of some hundred rows, each durable on its own. The records and their chain are not touched: blocks
/// stand beside them. What a block was before is overwritten in the database (secure_delete) and, with <see cref="Settle"/>, in its log.
/// </remarks>
internal sealed class KeyRewriting : IDisposable
{
    private readonly string _file;
    private readonly JournalStore _store;
    private readonly Statement _next;
    private readonly Statement _replace;

    private KeyRewriting(string file, JournalStore store)
    {
        (_file, _store) = (file, store);
        _next = new Statement(store.Connection, """
            SELECT owner, usage, kcv, block FROM keys WHERE (owner, usage) > ($owner, $usage) ORDER BY owner, usage LIMIT $rows
            """);
        _replace = new Statement(store.Connection, "UPDATE keys SET block = $block WHERE owner = $owner AND usage = $usage");
    }

    /// <summary>Takes the journal; nobody else can open it until this is disposed.</summary>
    /// <exception cref="JournalException">A gateway keeps it, or it cannot be had.</exception>
    public static KeyRewriting Open(string file)
    {
        try
        {
            return new KeyRewriting(file, JournalStore.Open(new JournalOptions { File = file }, new Watermark(file)));
        }
        catch (JournalException locked) when (
            locked.InnerException is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED })
        {
            throw new JournalException($"The journal {file} is in use: stop the gateway first.", locked);
        }
    }

    /// <summary>Whether anything was ever recorded.</summary>
    public bool HasRecords => _store.Writer.Head.Seq > 0;

    /// <summary>Whether a key is stored.</summary>
    public bool Has(string owner, string usage)
    {
        using var one = new Statement(_store.Connection, "SELECT 1 FROM keys WHERE owner = $owner AND usage = $usage");
        return Told(() => one.Scalar(owner, usage) is not null);
    }

    /// <summary>Looks at every stored key; changes nothing.</summary>
    public void Look(Action<StoredKey> look, int rows)
    {
        foreach (var page in Pages(rows))
        {
            page.ForEach(look);
        }
    }

    /// <summary>Replaces blocks.</summary>
    /// <param name="change">The new block of a key; null to leave it.</param>
    /// <param name="rows">Keys in one commit at most.</param>
    /// <param name="committed">Called when a commit is durable.</param>
    /// <returns>How many were replaced.</returns>
    /// <exception cref="JournalException">The store takes no more in; what was committed stays.</exception>
    public int Rewrite(Func<StoredKey, byte[]?> change, int rows, Action committed)
    {
        var replaced = 0;
        foreach (var page in Pages(rows))
        {
            var changed = page.Select(key => (Key: key, Block: change(key))).Where(pair => pair.Block is not null).ToList();
            if (changed.Count == 0)
            {
                continue;
            }

            Durably(() => changed.ForEach(pair => _replace.Run(pair.Block, pair.Key.Owner, pair.Key.Usage)));
            replaced += changed.Count;
            committed();
        }

        return replaced;
    }

    /// <summary>Writes an entry of the audit book, unless the very same one is there.</summary>
    public void NoteOnce(AuditEntry entry)
    {
        using var same = new Statement(_store.Connection, "SELECT 1 FROM audit WHERE subject = $subject AND kind = $kind AND detail = $detail");
        if (Told(() => same.Scalar(entry.Subject, entry.Kind, entry.Detail)) is null)
        {
            Durably(() => _store.Audit.Write(entry));
        }
    }

    /// <summary>Moves everything into the database and empties its log, so that what was replaced is in neither.</summary>
    public void Settle()
    {
        if (!Told(_store.Settle))
        {
            throw new JournalException($"The log of the journal {_file} cannot be emptied; old blocks are still in it.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _next.Dispose();
        _replace.Dispose();
        _store.Dispose();
    }

    private IEnumerable<List<StoredKey>> Pages(int rows)
    {
        var (owner, usage) = ("", "");
        while (Page(owner, usage, rows) is { Count: > 0 } page)
        {
            yield return page;
            (owner, usage) = (page[^1].Owner, page[^1].Usage);
        }
    }

    private List<StoredKey> Page(string owner, string usage, int rows) => Told(() =>
    {
        var page = new List<StoredKey>();
        using var found = _next.Rows(owner, usage, rows);
        while (found.Read())
        {
            page.Add(new StoredKey(found.GetString(0), found.GetString(1), found.GetString(2), found.GetFieldValue<byte[]>(3)));
        }

        return page;
    });

    private void Durably(Action work) => Told(() =>
    {
        using var begin = new Statement(_store.Connection, "BEGIN IMMEDIATE");
        using var commit = new Statement(_store.Connection, "COMMIT");
        begin.Run();
        work();
        return commit.Run();
    });

    private T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException fault)
        {
            throw new JournalException(
                $"The journal {_file} cannot be read or written (SQLite error {fault.SqliteErrorCode}); what was committed before stays.", fault);
        }
    }
}

/// <summary>A stored key, as its row has it.</summary>
/// <param name="Owner">Whose key.</param>
/// <param name="Usage">What for, as records name it.</param>
/// <param name="Kcv">Its check value.</param>
/// <param name="Block">The key block.</param>
internal sealed record StoredKey(string Owner, string Usage, string Kcv, byte[] Block);
