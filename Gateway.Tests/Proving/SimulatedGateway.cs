using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;
using Gateway.Host.Journal;

namespace Gateway.Tests.Proving;

/// <summary>The shell around the real core: decide, commit, apply, release; crashes lose all of it but the journal.</summary>
internal sealed class SimulatedGateway(World world)
{
    private readonly TransactionSwitch _switch = new(new SwitchOptions());
    private readonly Dictionary<string, TerminalLedger> _ledgers = [];
    private readonly Dictionary<string, Queue<SwitchEvent>> _committing = [];
    private readonly List<long> _numbers = [];

    public int Crashes { get; private set; }

    public bool IsUp { get; private set; } = true;

    public SimulatedOutlet Outlet { get; private set; } = new(world);

    public TerminalLedger Ledger(string terminal)
    {
        if (!_ledgers.TryGetValue(terminal, out var ledger))
        {
            _ledgers.Add(terminal, ledger = new TerminalLedger(terminal, new SwitchOptions().BatchesKept));
        }

        return ledger;
    }

    /// <summary>When these numbers were taken, which is when what carries them was decided: wall clocks cannot tell.</summary>
    public long DecidedAt(UpstreamNumbers numbers) => _numbers[numbers.Stan - 1];

    /// <summary>Whether something of this terminal is on its way to the store.</summary>
    public bool IsCommitting(string terminal) => _committing.ContainsKey(terminal);

    public void Post(SwitchEvent happened)
    {
        if (IsUp)
        {
            Take(happened);
        }
    }

    public void Crash(int downFor)
    {
        if (!IsUp)
        {
            return;
        }

        (IsUp, Crashes) = (false, Crashes + 1);
        world.Witness.Tell("the gateway crashes");
        Outlet = new SimulatedOutlet(world);
        _ledgers.Clear();
        _committing.Clear();
        world.Agenda.After(downFor, Start);
    }

    private void Start()
    {
        IsUp = true;
        foreach (var terminal in world.Journal.Terminals)
        {
            Rebuild(terminal);
            if (world.Planted != Planted.NoRecovery)
            {
                Take(new Restarted(terminal));
            }
        }
    }

    private void Rebuild(string terminal)
    {
        _ledgers.Remove(terminal);
        foreach (var record in world.Journal.Records(terminal))
        {
            Ledger(terminal).Apply(record);
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
        var terminal = happened.Terminal;
        var now = world.Agenda.Now;
        var decision = Shell.Spoil(world, happened, Ledger(terminal), _switch.Handle(Ledger(terminal), Inform(happened), now));
        if (decision.Records.Count == 0)
        {
            Outlet.Release(decision.Effects);
            return;
        }

        var gated = decision.Effects;
        if (world.Planted is Planted.SendBeforeDurable or Planted.AnswerBeforeDurable)
        {
            var early = gated.Where(effect => world.Planted == Planted.SendBeforeDurable ? effect is SendRequest : effect is Answer or AnswerWaiting).ToList();
            Outlet.Release(early);
            gated = [.. gated.Except(early)];
        }

        _committing.Add(terminal, new Queue<SwitchEvent>());
        var attempt = Guid.Empty;
        attempt = world.Journal.Append(terminal, decision.Records, outcome => End(happened, decision.Records, gated, outcome, attempt));
    }

    private void End(SwitchEvent happened, IReadOnlyList<JournalRecord> records, IReadOnlyList<Effect> effects, CommitOutcome outcome, Guid attempt)
    {
        var terminal = happened.Terminal;
        _committing.Remove(terminal, out var waiting);
        switch (outcome)
        {
            case CommitOutcome.Ok:
                foreach (var record in records)
                {
                    Ledger(terminal).Apply(record);
                }

                Outlet.Release(effects);
                break;
            case CommitOutcome.Refused:
                if (happened is not TerminalAsked)
                {
                    var crashes = Crashes;
                    world.Agenda.After(1_000, () =>
                    {
                        if (crashes == Crashes)
                        {
                            Post(happened);
                        }
                    });
                }

                break;
            default:
                Rebuild(terminal);
                if (world.Journal.Read(terminal).Any(stored => stored.Attempt == attempt))
                {
                    Outlet.Release(effects);
                }
                else
                {
                    Decide(happened);
                }

                break;
        }

        while (waiting!.TryDequeue(out var next))
        {
            Take(next);
        }
    }

    private SwitchEvent Inform(SwitchEvent happened) => happened switch
    {
        TerminalAsked asked => asked with
        {
            Facts = asked.Facts with { Standing = world.Operator.Standing(asked.Terminal), AcquirerReachable = world.Acquirer.IsUp, Upstream = Numbers() },
        },
        ReversalDue due => due with { AcquirerReachable = world.Acquirer.IsUp, Upstream = Numbers() },
        _ => happened,
    };

    private UpstreamNumbers Numbers()
    {
        _numbers.Add(world.Agenda.Clock);
        return new UpstreamNumbers(_numbers.Count, world.Agenda.Now.Wall, $"R{_numbers.Count:D11}");
    }
}
