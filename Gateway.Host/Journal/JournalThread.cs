using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Journal;

/// <summary>The one thread that touches the database: commits what is queued, answers questions in between, keeps the watermark.</summary>
internal sealed class JournalThread : IAsyncDisposable
{
    // A question reads at most a page or along an index; so many of them take less than a commit may.
    private const int QuestionsPerRound = 16;

    private readonly JournalOptions _options;

    private readonly JournalQueues _queues;

    private readonly JournalConnection _connection;

    private readonly WatermarkKeeper _watermark;

    private readonly ILogger _logger;

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource<Exception> _died = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CommitBatch _batch;

    private readonly List<Question> _questions = [];

    private long _triedAt;

    private volatile bool _isStopping;

    private volatile bool _isWritable = true;

    public JournalThread(
        JournalOptions options, JournalQueues queues, JournalConnection connection, WatermarkKeeper watermark, ILogger logger)
    {
        _options = options;
        _queues = queues;
        _connection = connection;
        _watermark = watermark;
        _logger = logger;
        _batch = new CommitBatch(queues, options.CommitSize);
        new Thread(Run) { Name = "journal", IsBackground = true }.Start();
    }

    /// <summary>Whether the last commit went through.</summary>
    public bool IsWritable => _isWritable;

    /// <summary>Completes with the fault that the thread died of; never otherwise.</summary>
    public Task<Exception> Died => _died.Task;

    /// <summary>Finishes what is queued and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        _queues.Close();
        _isStopping = true;
        await _ended.Task;
    }

    private void Run()
    {
        try
        {
            while (true)
            {
                // Read first: what was queued before the stop is still done.
                var isLast = _isStopping;
                if (!Round())
                {
                    if (isLast)
                    {
                        break;
                    }

                    _queues.Wait(_options.WatermarkEvery);
                }
            }

            _watermark.Mark();
            _connection.Scrub();
        }
        catch (Exception fault)
        {
            // The edge of this thread: a defect of our own. Better no journal than a wrong one; everybody is told, nobody waits for ever.
            // Its kind only: what the journal writes is what was sent, and a message could repeat it.
            JournalEvents.Stopped(_logger, fault.GetType().Name);
            _isWritable = false;
            _queues.Close();
            _batch.Abandon(_questions);
            _died.TrySetResult(fault);
        }
        finally
        {
            _isWritable = false;
            _connection.Dispose();
            _ended.TrySetResult();
        }
    }

    /// <summary>Does what there is to do now.</summary>
    /// <returns>Whether there was anything.</returns>
    private bool Round()
    {
        // Taken before the appends and answered after them: whoever asks sees what was handed in before.
        while (_questions.Count < QuestionsPerRound && _queues.TryTake(out var question))
        {
            _questions.Add(question);
        }

        var isBusy = _batch.Fill() || _questions.Count > 0;
        if (!_batch.IsEmpty || IsTrialDue())
        {
            Commit();
        }

        foreach (var question in _questions)
        {
            question.Answer(_connection.TryEnsure() ? _connection.Store : null);
        }

        _questions.Clear();
        _watermark.MarkWhenDue();
        _connection.ScrubWhenDue();
        return isBusy;
    }

    // After a failure somebody has to find out that the disk is well again, even when nobody dares to send anything.
    private bool IsTrialDue() => !_isWritable && Stopwatch.GetElapsedTime(_triedAt) >= _options.TrialEvery;

    private void Commit()
    {
        _triedAt = Stopwatch.GetTimestamp();
        _isWritable = _connection.TryEnsure() && TryCommit(_connection.Commits);
        if (_isWritable)
        {
            _watermark.Acknowledge(_connection.Store!.Writer.Head);
        }

        _batch.Tell(_isWritable);
    }

    private bool TryCommit(GroupCommit commits)
    {
        if (commits.Run(_batch.Appends, _batch.Audits) is not { } fault)
        {
            return true;
        }

        JournalEvents.CommitFailed(_logger, fault.Cause.SqliteErrorCode, fault.Cause.SqliteExtendedErrorCode, _batch.Appends.Count);
        if (!fault.IsUsable)
        {
            // Opened anew before anybody hears of it: who reloads after an unknown outcome shall see what the file really holds.
            _connection.GiveUp();
            _connection.TryEnsure();
        }

        return false;
    }
}
