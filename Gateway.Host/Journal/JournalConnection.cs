using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Journal;

/// <summary>The journal's open database, replaced by a new one after a failure that left its state in doubt.</summary>
internal sealed class JournalConnection : IDisposable
{
    private readonly JournalOptions _options;

    private readonly Watermark _watermark;

    private readonly ILogger _logger;

    private long _scrubbedAt = Stopwatch.GetTimestamp();

    private JournalConnection(JournalOptions options, Watermark watermark, ILogger logger)
    {
        _options = options;
        _watermark = watermark;
        _logger = logger;
    }

    /// <summary>The store; null while it cannot be opened.</summary>
    public JournalStore? Store { get; private set; }

    /// <summary>The commits of the store; null while it cannot be opened.</summary>
    public GroupCommit? Commits { get; private set; }

    /// <summary>Opens the journal.</summary>
    /// <exception cref="JournalException">It cannot be had, is damaged, or lost records.</exception>
    public static JournalConnection Open(JournalOptions options, Watermark watermark, ILogger logger)
    {
        var connection = new JournalConnection(options, watermark, logger);
        connection.Use(JournalStore.Open(options, watermark));
        JournalEvents.Opened(logger, options.File, connection.Store.Writer.Head.Seq);
        return connection;
    }

    /// <summary>Opens the database again if it was given up.</summary>
    /// <returns>Whether it is open.</returns>
    [MemberNotNullWhen(true, nameof(Store), nameof(Commits))]
    public bool TryEnsure()
    {
        if (Store is not null && Commits is not null)
        {
            return true;
        }

        JournalStore? store = null;
        try
        {
            store = JournalStore.Open(_options, _watermark);

            // A flush has failed: what is read now may be in memory only. Settling writes it anew, so that it is durable or an error.
            if (store.Settle())
            {
                Use(store);
                JournalEvents.Reopened(_logger, store.Writer.Head.Seq);
                return true;
            }
        }
        catch (Exception fault) when (fault is JournalException or SqliteException)
        {
            JournalEvents.NotReopened(_logger, fault);
        }

        store?.Dispose();
        return false;
    }

    /// <summary>Gives the database up; the next need opens it again.</summary>
    public void GiveUp()
    {
        Commits?.Dispose();
        Store?.Dispose();
        (Commits, Store) = (null, null);
    }

    /// <summary>Empties the write-ahead log when something was erased and it is time.</summary>
    public void ScrubWhenDue()
    {
        if (Stopwatch.GetElapsedTime(_scrubbedAt) >= _options.ScrubEvery)
        {
            Scrub();
        }
    }

    /// <summary>Empties the write-ahead log when something was erased.</summary>
    public void Scrub()
    {
        _scrubbedAt = Stopwatch.GetTimestamp();
        try
        {
            if (Store is { Secrets.LeftTraces: true } store && !store.Settle())
            {
                JournalEvents.NotScrubbed(_logger, SQLitePCL.raw.SQLITE_BUSY);
            }
        }
        catch (SqliteException fault)
        {
            JournalEvents.NotScrubbed(_logger, fault.SqliteErrorCode);
        }
    }

    public void Dispose() => GiveUp();

    [MemberNotNull(nameof(Store), nameof(Commits))]
    private void Use(JournalStore store)
    {
        Store = store;
        Commits = new GroupCommit(store, _options.Probe);
    }
}
