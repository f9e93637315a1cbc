using System.Threading.Channels;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Host.Journal;

namespace Gateway.Host.Lanes;

/// <summary>One single-threaded loop that owns the ledgers of its share of the terminals.</summary>
/// <remarks>
/// Per event: decide, commit with the expected version and a unique attempt, then apply the records and release the effects. While
/// one commit of a terminal is on its way, that terminal's next events wait in order; other terminals go on.
/// </remarks>
internal sealed class Lane : IDisposable
{
    private static readonly TimeSpan _storeRetry = TimeSpan.FromSeconds(1);

    private readonly LaneContext _context;
    private readonly Channel<LaneItem> _mailbox = Channel.CreateUnbounded<LaneItem>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _places;
    private readonly Dictionary<string, TerminalLedger> _ledgers = [];
    private readonly Dictionary<string, Queue<SwitchEvent>> _committing = [];
    private readonly HashSet<PendingCommit> _outstanding = [];
    private readonly List<(Barrier Barrier, HashSet<PendingCommit> Before)> _barriers = [];
    private readonly TimerQueue _timers = new();
    private readonly Outlet _outlet;
    private readonly ITimer _clock;

    /// <summary>Makes a lane; <see cref="Run"/> starts it.</summary>
    public Lane(LaneContext context)
    {
        _context = context;
        _places = new SemaphoreSlim(context.MailboxPlaces);
        _outlet = new Outlet(context, _timers);
        _clock = context.Time.CreateTimer(_ => _mailbox.Writer.TryWrite(new Tick()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes in records read back from the journal, before the lane runs.</summary>
    public void Recover(string terminal, JournalRecord record) => Ledger(terminal).Apply(record);

    /// <summary>Hands in an event; waits while the mailbox is full.</summary>
    public async ValueTask Post(SwitchEvent happened)
    {
        await _places.WaitAsync();
        _mailbox.Writer.TryWrite(new Happening(happened, Bounded: true));
    }

    /// <summary>Hands in what the world must never have to wait for.</summary>
    public void Post(LaneItem item) => _mailbox.Writer.TryWrite(item);

    /// <summary>No more is taken in; the loop ends when the mailbox is empty.</summary>
    public void Complete() => _mailbox.Writer.TryComplete();

    /// <summary>The loop. Ends after <see cref="Complete"/>.</summary>
    public async Task Run()
    {
        foreach (var terminal in _ledgers.Keys.ToList())
        {
            Take(new Restarted(terminal));
        }

        await foreach (var item in _mailbox.Reader.ReadAllAsync())
        {
            Handle(item);
            SetClock();
        }
    }

    /// <summary>Lets the clock and the mailbox's places go, after the loop has ended.</summary>
    public void Dispose()
    {
        _clock.Dispose();
        _places.Dispose();
    }

    private void Handle(LaneItem item)
    {
        switch (item)
        {
            case Happening happening:
                if (happening.Bounded)
                {
                    _places.Release();
                }

                Take(happening.Happened);
                break;
            case CommitEnded ended: End(ended); break;
            case Tick: Fire(); break;
            case LinkUp up: WakeReversals(up.Acquirer); break;
            case Barrier barrier: Pass(barrier); break;
        }
    }

    private void Take(SwitchEvent happened)
    {
        if (_committing.TryGetValue(happened.Terminal, out var waiting))
        {
            waiting.Enqueue(happened);
            return;
        }

        Decide(happened);
    }

    private void Decide(SwitchEvent happened)
    {
        var now = _context.Now();
        var ledger = Ledger(happened.Terminal, happened);
        var informed = Inform(happened, ledger);
        Decision decision;
        try
        {
            decision = _context.Switch.Handle(ledger, informed, now);
        }
        catch (Exception fault) when (informed is TerminalAsked asked)
        {
            // Our own bug on one message must not take the lane down; the terminal hears 96 and nothing has changed.
            LaneEvents.DecisionFailed(_context.Logger, fault.GetType().Name, asked.Request.Class.ToString(), asked.Request.Terminal);
            decision = Gatekeeper.Refuse(asked.Request, DeclineReason.OwnFault, "The gateway failed on this message.", now);
        }

        if (decision.Records.Count == 0)
        {
            _outlet.Release(decision.Effects, now);
            return;
        }

        var append = new JournalAppend(JournalStream.Terminal(happened.Terminal), ledger!.Version, Guid.NewGuid(), decision.Records);
        var pending = new PendingCommit(happened, decision, append);
        _committing.Add(happened.Terminal, new Queue<SwitchEvent>());
        _outstanding.Add(pending);
        _ = Commit(pending);
    }

    private async Task Commit(PendingCommit pending)
    {
        var outcome = await _context.Journal.Append(pending.Append).ConfigureAwait(false);
        var reloaded = outcome is CommitOutcome.Conflict or CommitOutcome.Unknown ? await Reload(pending.Append.Stream).ConfigureAwait(false) : null;
        Post(new CommitEnded(pending, outcome, reloaded));
    }

    private async Task<IReadOnlyList<StoredRecord>> Reload(string stream)
    {
        while (true)
        {
            try
            {
                return await _context.Journal.ReadStream(stream, CancellationToken.None).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // Until the stream can be read nobody knows what is durable, so nothing of this terminal may go on.
                await Task.Delay(_storeRetry, _context.Time).ConfigureAwait(false);
            }
        }
    }

    private void End(CommitEnded ended)
    {
        var pending = ended.Pending;
        var terminal = pending.Happened.Terminal;
        var waiting = _committing[terminal];
        _committing.Remove(terminal);
        _outstanding.Remove(pending);
        if (ended.Outcome == CommitOutcome.Ok)
        {
            Apply(terminal, pending.Decision.Records);
            _outlet.Release(pending.Decision.Effects, _context.Now());
        }
        else if (ended.Reloaded is { } stored)
        {
            Replace(terminal, stored);
            if (stored.Any(record => record.Attempt == pending.Append.Attempt))
            {
                _outlet.Release(pending.Decision.Effects, _context.Now());
            }
            else
            {
                Decide(pending.Happened);
            }
        }
        else
        {
            Postpone(pending.Happened);
        }

        ReleaseBarriers(pending);
        while (waiting.TryDequeue(out var next))
        {
            Take(next);
        }
    }

    private void Apply(string terminal, IReadOnlyList<JournalRecord> records)
    {
        var ledger = Ledger(terminal);
        foreach (var record in records)
        {
            ledger.Apply(record);
            if (record is SignedOn signedOn)
            {
                _context.Keys.Publish(terminal, signedOn);
            }
        }
    }

    private void Replace(string terminal, IReadOnlyList<StoredRecord> stored)
    {
        _ledgers[terminal] = new TerminalLedger(terminal, _context.BatchesKept);
        Apply(terminal, [.. stored.Select(record => record.Record)]);
    }

    // The store takes nothing now. A terminal gets no answer and will ask again; what we ourselves have to do is tried again.
    private void Postpone(SwitchEvent happened)
    {
        LaneEvents.StoreRefused(_context.Logger, happened.GetType().Name, happened.Terminal);
        if (happened is TransactionEvent or Restarted)
        {
            _ = Again(happened);
        }
    }

    private async Task Again(SwitchEvent happened)
    {
        await Task.Delay(_storeRetry, _context.Time).ConfigureAwait(false);
        Post(new Happening(happened, Bounded: false));
    }

    private SwitchEvent Inform(SwitchEvent happened, TerminalLedger? ledger) => happened switch
    {
        TerminalAsked asked => asked with
        {
            Facts = asked.Facts with
            {
                Standing = _context.Estate.Terminal(asked.Terminal)?.Standing ?? asked.Facts.Standing,
                AcquirerReachable = asked.Facts.Acquirer is { } acquirer && _context.Upstream.IsReachable(acquirer),
                Upstream = _context.Upstream.Reserve(),
            },
        },
        ReversalDue due => due with
        {
            AcquirerReachable = ledger?.Find(due.Key)?.Acquirer is { } acquirer && _context.Upstream.IsReachable(acquirer),
            Upstream = _context.Upstream.Reserve(),
        },
        _ => happened,
    };

    private void Fire()
    {
        while (_timers.TryTake(_context.Now().Mono, out var kind, out var key))
        {
            Take(kind == TimerKind.Answer ? new AnswerOverdue(key) : new ReversalDue(key, false, default));
        }
    }

    private void WakeReversals(string acquirer)
    {
        foreach (var key in _timers.Keys(TimerKind.Reversal))
        {
            if (_ledgers.GetValueOrDefault(key.Terminal)?.Find(key)?.Acquirer == acquirer)
            {
                _timers.Set(TimerKind.Reversal, key, _context.Now().Mono);
            }
        }

        Fire();
    }

    private void Pass(Barrier barrier)
    {
        if (_outstanding.Count == 0)
        {
            barrier.Passed.TrySetResult();
            return;
        }

        _barriers.Add((barrier, [.. _outstanding]));
    }

    private void ReleaseBarriers(PendingCommit ended)
    {
        _barriers.RemoveAll(entry =>
        {
            entry.Before.Remove(ended);
            if (entry.Before.Count > 0)
            {
                return false;
            }

            entry.Barrier.Passed.TrySetResult();
            return true;
        });
    }

    private void SetClock()
    {
        if (_timers.Earliest is { } earliest)
        {
            _clock.Change(TimeSpan.FromMilliseconds(Math.Max(0, earliest - _context.Now().Mono)), Timeout.InfiniteTimeSpan);
        }
    }

    // A stranger's terminal id gets no ledger: the table grows with the registered estate only.
    private TerminalLedger? Ledger(string terminal, SwitchEvent happened)
        => _ledgers.TryGetValue(terminal, out var known) ? known
            : happened is TerminalAsked && _context.Estate.Terminal(terminal) is null ? null
            : Ledger(terminal);

    private TerminalLedger Ledger(string terminal)
    {
        if (!_ledgers.TryGetValue(terminal, out var ledger))
        {
            _ledgers.Add(terminal, ledger = new TerminalLedger(terminal, _context.BatchesKept));
        }

        return ledger;
    }
}
