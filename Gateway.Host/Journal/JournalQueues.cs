using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Gateway.Host.Journal;

/// <summary>What waits for the journal's thread. All three queues are bounded: two make the caller wait, one drops and counts.</summary>
internal sealed class JournalQueues(JournalOptions options)
{
    private readonly Channel<PendingAppend> _appends = Bounded<PendingAppend>(options.AppendQueue);

    private readonly Channel<Question> _questions = Bounded<Question>(options.QuestionQueue);

    private readonly Channel<AuditEntry> _audits = Bounded<AuditEntry>(options.AuditQueue);

    private readonly object _gate = new();

    private bool _isWoken;

    private long _dropped;

    /// <summary>Audit entries that found no place.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Queues an append; waits while the queue is full.</summary>
    /// <returns><see langword="false"/> when the journal is closed.</returns>
    public async ValueTask<bool> Put(PendingAppend append) => await Put(_appends.Writer, append, CancellationToken.None);

    /// <summary>Queues a question; waits while the queue is full.</summary>
    /// <returns><see langword="false"/> when the journal is closed.</returns>
    public async ValueTask<bool> Put(Question question, CancellationToken cancellation)
        => await Put(_questions.Writer, question, cancellation);

    /// <summary>Queues an audit entry or drops it. It wakes nobody: strangers cause these, and must not make the disk work.</summary>
    public void Put(AuditEntry entry)
    {
        if (!_audits.Writer.TryWrite(entry))
        {
            Drop(1);
        }
    }

    /// <summary>Counts audit entries as dropped.</summary>
    public void Drop(int count) => Interlocked.Add(ref _dropped, count);

    /// <summary>Takes what is queued, at most so much.</summary>
    public void Take(List<PendingAppend> appends, List<AuditEntry> audits, int most)
    {
        while (appends.Count < most && _appends.Reader.TryRead(out var append))
        {
            appends.Add(append);
        }

        while (audits.Count < most && _audits.Reader.TryRead(out var entry))
        {
            audits.Add(entry);
        }
    }

    /// <summary>Takes one question.</summary>
    public bool TryTake([NotNullWhen(true)] out Question? question) => _questions.Reader.TryRead(out question);

    /// <summary>Waits until something is queued or the time is over.</summary>
    public void Wait(TimeSpan most)
    {
        lock (_gate)
        {
            if (!_isWoken)
            {
                Monitor.Wait(_gate, most);
            }

            _isWoken = false;
        }
    }

    /// <summary>Takes nothing in any more. What is queued stays to be taken.</summary>
    public void Close()
    {
        _appends.Writer.TryComplete();
        _questions.Writer.TryComplete();
        _audits.Writer.TryComplete();
        Wake();
    }

    private static Channel<T> Bounded<T>(int capacity)
        => Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private async ValueTask<bool> Put<T>(ChannelWriter<T> queue, T item, CancellationToken cancellation)
    {
        while (await queue.WaitToWriteAsync(cancellation))
        {
            if (queue.TryWrite(item))
            {
                Wake();
                return true;
            }
        }

        return false;
    }

    private void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.Pulse(_gate);
        }
    }
}
