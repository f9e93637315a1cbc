using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Diagnostics;
using Gateway.Host.Journal;

namespace Gateway.Host.Lanes;

/// <summary>One single-threaded loop that owns the ledgers of its share of the terminals.</summary>
/// <remarks>
/// Per event: decide, commit with the expected version and a unique attempt, then apply the records and release the effects. While
/// one commit of a terminal is on its way, that terminal's next events wait in order; other terminals go on. An event from outside
/// holds its place until it is carried out, so that a slow store is felt at the sockets and not in memory.
/// </remarks>
internal sealed class Lane : IDisposable
{
    // A timer of the runtime takes at most 49 days; whoever is due later is looked at again.
    private const long LongestSleepMs = 3_600_000;

    // A reversal that found no place this second.
    private const long PlaceAgainMs = 1000;

    private readonly LaneContext _context;
    private readonly Channel<LaneItem> _mailbox = Channel.CreateUnbounded<LaneItem>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _places;
    private readonly Dictionary<string, TerminalLedger> _ledgers = [];
    private readonly Dictionary<string, Queue<Happening>> _committing = [];
    private readonly HashSet<PendingCommit> _outstanding = new(ReferenceEqualityComparer.Instance);
    private readonly Barriers _barriers = new();
    private readonly TimerQueue _timers = new();
    private readonly Committer _committer;
    private readonly Outlet _outlet;
    private readonly ITimer _clock;
    private long? _armed;
    private bool _closing;

    /// <summary>Makes a lane; <see cref="Run"/> starts it.</summary>
    public Lane(LaneContext context)
    {
        _context = context;
        _places = new SemaphoreSlim(context.MailboxPlaces);
        _committer = new Committer(context, _ending.Token);
        _outlet = new Outlet(context, _timers);
        _clock = context.Time.CreateTimer(_ => Post(new Tick()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes in records read back from the journal, before the lane runs.</summary>
    public void Recover(string terminal, JournalRecord record) => Ledger(terminal).Apply(record);

    /// <summary>Hands in an event; waits while all places are taken. Nothing is taken in any more once the lane is to end.</summary>
    public async ValueTask Post(SwitchEvent happened)
    {
        try
        {
            await _places.WaitAsync(_ending.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Post(new Happening(happened, Bounded: true));
    }

    /// <summary>Hands in what the world must never have to wait for.</summary>
    public void Post(LaneItem item) => _mailbox.Writer.TryWrite(item);

    /// <summary>Completes when everything decided before this point is carried out; at once when the lane has ended.</summary>
    public Task Barrier()
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_mailbox.Writer.TryWrite(new Barrier(passed)))
        {
            passed.TrySetResult();
        }

        return passed.Task;
    }

    /// <summary>No more is taken in; the loop ends when what is there is carried out.</summary>
    public void Complete()
    {
        _ending.Cancel();
        Post(new Closing());
    }

    /// <summary>The loop. Ends after <see cref="Complete"/>, or for a fault of our own, and never leaves anybody waiting.</summary>
    public async Task Run()
    {
        try
        {
            foreach (var terminal in _ledgers.Keys.ToList())
            {
                Take(new Happening(new Restarted(terminal), Bounded: false));
            }

            SetClock();
            while (!_closing || _outstanding.Count > 0)
            {
                Handle(await _mailbox.Reader.ReadAsync());
                SetClock();
            }
        }
        finally
        {
            _ending.Cancel();
            _mailbox.Writer.TryComplete();
            _barriers.PassAll();
            while (_mailbox.Reader.TryRead(out var item))
            {
                (item as Barrier)?.Passed.TrySetResult();
            }
        }
    }

    /// <summary>Lets the clock and the places go, after the loop has ended.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _clock.Dispose();
    }

    private void Handle(LaneItem item)
    {
        switch (item)
        {
            case Happening happening when !_closing: Take(happening); break;
            case CommitEnded ended: End(ended); break;
            case CommitFailed failed: failed.Fault.Throw(); break;
            case Tick when !_closing:
                _armed = null;
                Fire();
                break;
            case LinkUp up when !_closing: WakeReversals(up.Acquirer); break;
            case Barrier barrier: _barriers.Raise(barrier.Passed, _outstanding); break;
            case Closing: _closing = true; break;
        }
    }

    private void Take(Happening happening)
    {
        if (_committing.TryGetValue(happening.Happened.Terminal, out var waiting))
        {
            waiting.Enqueue(happening);
            return;
        }

        Decide(happening);
    }

    private void Decide(Happening happening)
    {
        var now = _context.Now();
        var happened = happening.Happened;
        var ledger = Ledger(happened.Terminal, happened);
        Decision decision;
        try
        {
            decision = _context.Switch.Handle(ledger, Inform(happened, ledger), now);
        }
        catch (Exception fault) when (happened is TerminalAsked asked)
        {
            // Our own bug on one message must not take the lane down; the terminal is not told "approved" and nothing else has changed.
            LaneEvents.DecisionFailed(_context.Logger, fault.GetType().Name, asked.Request.Class.ToString(), asked.Request.Terminal);
            decision = OwnFault.Decide(ledger, asked, now);
        }

        if (decision.Records.Count == 0)
        {
            _outlet.Release(decision.Effects, now);
            CarriedOut(happening);
            return;
        }

        var append = new JournalAppend(JournalStream.Terminal(happened.Terminal), ledger!.Version, Guid.NewGuid(), decision.Records);
        var pending = new PendingCommit(happening, decision, append);
        _committing.Add(happened.Terminal, new Queue<Happening>());
        _outstanding.Add(pending);
        _ = Commit(pending);
    }

    private async Task Commit(PendingCommit pending)
    {
        LaneItem ended;
        try
        {
            ended = await _committer.Commit(pending).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // The edge of this task: swallowed here, the terminal would be silent and every barrier shut for ever. The loop throws it.
            ended = new CommitFailed(ExceptionDispatchInfo.Capture(fault));
        }

        Post(ended);
    }

    private void End(CommitEnded ended)
    {
        var pending = ended.Pending;
        var terminal = pending.Cause.Happened.Terminal;
        _committing.Remove(terminal, out var waiting);
        _outstanding.Remove(pending);
        switch (ended)
        {
            case { Outcome: CommitOutcome.Ok }:
                Apply(terminal, pending.Decision.Records);
                CarryOut(pending);
                break;
            case { Reloaded: { } stored }:
                Replace(terminal, stored);
                if (stored.Any(record => record.Attempt == pending.Append.Attempt))
                {
                    CarryOut(pending);
                }
                else
                {
                    Decide(pending.Cause);
                }

                break;
            case { Outcome: CommitOutcome.Refused }:
                Postpone(pending.Cause);
                break;
            default:
                // The lane ends and nobody could read what is durable: the next start will.
                CarriedOut(pending.Cause);
                break;
        }

        _barriers.Ended(pending);
        while (waiting!.TryDequeue(out var next))
        {
            Take(next);
        }
    }

    private void CarryOut(PendingCommit pending)
    {
        _outlet.Release(pending.Decision.Effects, _context.Now());
        CarriedOut(pending.Cause);
    }

    private void CarriedOut(Happening happening)
    {
        if (happening.Bounded)
        {
            _places.Release();
        }
    }

    private void Apply(string terminal, IReadOnlyList<JournalRecord> records)
    {
        var ledger = Ledger(terminal);
        foreach (var record in records)
        {
            ledger.Apply(record);
        }

        // The last only: the terminal side must never go back to keys that are replaced.
        if (records.OfType<SignedOn>().LastOrDefault() is { } signedOn)
        {
            _context.Keys.Publish(terminal, signedOn);
        }

        foreach (var used in records.OfType<KeySerialUsed>())
        {
            _context.Keys.Publish(terminal, used);
        }
    }

    private void Replace(string terminal, IReadOnlyList<StoredRecord> stored)
    {
        _ledgers[terminal] = new TerminalLedger(terminal, _context.BatchesKept);
        Apply(terminal, [.. stored.Select(record => record.Record)]);
    }

    // The store takes nothing now. A terminal gets no answer and will ask again; what we ourselves have to do is tried again.
    private void Postpone(Happening happening)
    {
        LaneEvents.StoreRefused(_context.Logger, happening.Happened.GetType().Name, happening.Happened.Terminal);
        CarriedOut(happening);
        if (happening.Happened is TransactionEvent)
        {
            _ = Again(happening with { Bounded = false });
        }
    }

    private async Task Again(Happening happening)
    {
        if (await _committer.Wait().ConfigureAwait(false))
        {
            Post(happening);
        }
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
            AcquirerReachable = ledger?.Find(due.Key)?.Acquirer is { } acquirer && _context.Upstream.CanReverse(acquirer),
            Upstream = _context.Upstream.Reserve(),
        },
        _ => happened,
    };

    private void Fire()
    {
        while (_timers.TryTake(_context.Now().Mono, out var kind, out var key))
        {
            if (kind == TimerKind.Reversal && AcquirerOf(key) is { } acquirer && !_context.Upstream.TakeReversalPlace(acquirer))
            {
                _timers.Set(kind, key, _context.Now().Mono + PlaceAgainMs);
                continue;
            }

            Take(new Happening(kind == TimerKind.Answer ? new AnswerOverdue(key) : new ReversalDue(key, false, default, kind == TimerKind.ReversalWait), Bounded: false));
        }
    }

    private void WakeReversals(string acquirer)
    {
        foreach (var key in _timers.Keys(TimerKind.Reversal))
        {
            if (AcquirerOf(key) == acquirer)
            {
                _timers.Set(TimerKind.Reversal, key, _context.Now().Mono);
            }
        }

        Fire();
    }

    private string? AcquirerOf(TraceKey key) => _ledgers.GetValueOrDefault(key.Terminal)?.Find(key)?.Acquirer;

    private void SetClock()
    {
        // Only when another is the earliest now: set again for the same instant, the clock would count from now.
        if (_timers.Earliest is { } earliest && earliest != _armed)
        {
            _armed = earliest;
            _clock.Change(TimeSpan.FromMilliseconds(Math.Clamp(earliest - _context.Now().Mono, 0, LongestSleepMs)), Timeout.InfiniteTimeSpan);
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
