using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Proving;

/// <summary>Terminals, gateway, acquirer, store and operator, driven by one seed: the same seed is the same run, step by step.</summary>
internal sealed class World
{
    public const string Merchant = "100000000000001";

    /// <summary>Virtual time after which nothing goes wrong any more.</summary>
    public const int Trouble = 8 * 60_000;

    /// <summary>A run that is not at rest by then never will be.</summary>
    private const int MostSteps = 60_000;

    private readonly Dictionary<long, (SimulatedTerminal? Terminal, TerminalRequest Request)> _exchanges = [];
    private readonly Dictionary<TraceKey, ReplyAddress> _lastAsked = [];
    private readonly ISet<long> _crashAfter;
    private long _exchange;
    private int _keys;

    private World(ulong seed, Faults faults, Planted planted, Script script, ISet<long> crashAfter, Action<string>? teller = null)
    {
        (Dice, Faults, Planted, Script, _crashAfter) = (new SplitMix(seed), faults, planted, script, crashAfter);
        Witness = new Witness(this) { Teller = teller };
        Journal = new SimulatedJournal(this);
        Gateway = new SimulatedGateway(this);
        Acquirer = new SimulatedAcquirer(this);
        Operator = new SimulatedOperator(this);
        Terminals = [.. Enumerable.Range(1, script.IsEmpty ? Dice.Between(1, 3) : 1).Select(number => new SimulatedTerminal(this, $"{number:D8}"))];
    }

    public Agenda Agenda { get; } = new();
    public SplitMix Dice { get; }
    public Faults Faults { get; private set; }
    public Planted Planted { get; }
    public Script Script { get; }
    public Witness Witness { get; }
    public SimulatedJournal Journal { get; }
    public SimulatedGateway Gateway { get; }
    public SimulatedAcquirer Acquirer { get; }
    public SimulatedOperator Operator { get; }
    public IReadOnlyList<SimulatedTerminal> Terminals { get; }
    public bool IsHealed { get; private set; }

    /// <summary>One run by chance.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="planted">A bug to be noticed.</param>
    /// <param name="teller">Hears every step.</param>
    /// <param name="faults">What goes wrong; what the seed says unless given.</param>
    /// <param name="trouble">When nothing goes wrong any more, in virtual milliseconds.</param>
    public static Witness Run(ulong seed, Planted planted = Planted.Nothing, Action<string>? teller = null, Faults? faults = null, int trouble = Trouble)
    {
        var world = new World(seed, faults ?? Faults.Of(seed), planted, Script.Empty, new HashSet<long>(), teller);
        world.Agenda.After(trouble, world.Heal);
        world.Agenda.After(5_000, world.MakeTrouble);
        return world.Live();
    }

    /// <summary>One run of a script in which nothing goes wrong but crashes after the named steps.</summary>
    public static Witness Run(Script script, Planted planted, params IEnumerable<long> crashAfter)
        => new World(1, Faults.None, planted, script, new HashSet<long>(crashAfter)).Live();

    public void Seen(string what) => Witness.Seen(what);

    public ReplyAddress LastAsked(TraceKey key) => _lastAsked.GetValueOrDefault(key);

    public string AnyStep() => Dice.Below(100) switch
    {
        var at when at < Faults.SignOff => "signoff",
        var at when at < Faults.SignOff + Faults.Offline => "offline",
        < 65 => "sale",
        < 83 => "void",
        < 90 => "balance",
        _ => "settle",
    };

    /// <summary>A message from a terminal to the gateway, over a network that loses, delays, and lets others listen.</summary>
    public void Send(SimulatedTerminal terminal, TerminalRequest request)
    {
        var keys = terminal.Keys;
        if (!Dice.Chance(Faults.DropFromTerminal))
        {
            Carry(terminal, request, keys, Dice.Chance(Faults.SlowTerminalNet) ? Dice.Between(1_000, 9_000) : Dice.Between(20, 300));
        }

        if (Dice.Chance(Faults.Replay))
        {
            Carry(null, request, keys, Dice.Between(10_000, 120_000));
        }
    }

    /// <summary>An answer on its way back.</summary>
    public void Answer(ReplyAddress to, TerminalAnswer content, DeclineReason? audited)
    {
        if (!_exchanges.TryGetValue(to.Exchange, out var asked))
        {
            return;
        }

        Witness.AnswerLeft(asked.Request, content, audited);
        if (asked.Terminal is not { } terminal)
        {
            return;
        }

        var dropped = Dice.Chance(Faults.DropToTerminal) || Script.LosesLastMile(asked.Request.Key);
        if (Planted == Planted.ReverseOnClosedSocket && content.ResponseCode == "00" && asked.Request.Class == MessageClass.Sale && (dropped || Dice.Chance(5)))
        {
            // The connection closed under the answer; whether it was read before, nobody can tell.
            Carry(null, asked.Request with { Class = MessageClass.Reversal, MessageType = "0400" }, terminal.Keys, 1);
        }

        if (dropped)
        {
            return;
        }

        Agenda.After(Dice.Between(20, 300), () => terminal.Hear(asked.Request, content));
    }

    private void Carry(SimulatedTerminal? terminal, TerminalRequest request, int keys, int delay) => Agenda.After(delay, () =>
    {
        var address = new ReplyAddress(1, ++_exchange);
        _exchanges[_exchange] = (terminal, request);
        _lastAsked[request.Key] = address;
        var known = Gateway.Ledger(request.Terminal).KeyVersion;
        Gateway.Post(new TerminalAsked(request with { ReplyTo = address }, new Facts
        {
            RegisteredMerchant = Merchant,
            MasterKeyLoaded = true,
            Acquirer = "acquirer",
            Mac = request.MessageType[1] is '5' or '8' ? MacVerdict.Absent : known == 0 ? MacVerdict.NoKey : known == keys ? MacVerdict.Right : MacVerdict.Wrong,
            IssuedKeys = request.Class == MessageClass.SignOn ? new IssuedKeySet(++_keys, [], BitConverter.GetBytes(_keys)) : null,
        }));
    });

    private void MakeTrouble()
    {
        if (IsHealed)
        {
            return;
        }

        Maybe(Faults.Crash, () => Gateway.Crash(Dice.Between(500, 40_000)));
        Maybe(Faults.LinkDown, () => Acquirer.GoDown(Dice.Between(500, 60_000)));
        Maybe(Faults.Holds, Operator.Act);
        Maybe(Faults.Reboot, () => Dice.Pick(Terminals).Reboot());
        Maybe(Faults.ClockSteps, () => Agenda.SetWallClock(1_000L * (Dice.Chance(50) ? Dice.Between(1, 3_600) : -Dice.Between(1, 86_400))));
        Maybe(Faults.Quirks ? 1 : 0, () => Dice.Pick(Terminals).Leave());
        Agenda.After(Dice.Between(1_000, 8_000), MakeTrouble);
    }

    private void Maybe(int percent, Action action)
    {
        if (Dice.Chance(percent))
        {
            action();
        }
    }

    // What the acquirer is like stays as it is; everything that breaks stops breaking.
    private void Heal()
    {
        (IsHealed, Faults) = (true, Faults.None with { NoTombstones = Faults.NoTombstones, SaysYes = Faults.SaysYes, VoidedIsGone = Faults.VoidedIsGone });
        Operator.Release();
    }

    private Witness Live()
    {
        foreach (var terminal in Terminals)
        {
            terminal.Next();
        }

        while (Agenda.Steps < MostSteps && Agenda.Step())
        {
            if (_crashAfter.Contains(Agenda.Steps))
            {
                Gateway.Crash(3_000);
            }
        }

        Witness.AtRest(Agenda.Steps < MostSteps);
        return Witness;
    }
}
