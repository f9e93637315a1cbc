using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>One terminal's ledger and the switch, driven by hand: every decision is applied as a lane would.</summary>
internal sealed class CoreBench
{
    public const string Merchant = "100000000000001";
    public const string Terminal = "00000001";
    public const string Acquirer = "acquirer";
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly CardReference Card = new("622200******0001", "card-1", [1, 2, 3]);

    private readonly List<JournalRecord> _journal = [];
    private long _exchange;
    private int _upstream;

    public CoreBench(bool signedOn = true)
    {
        Facts = new Facts
        {
            RegisteredMerchant = Merchant,
            MasterKeyLoaded = true,
            Mac = MacVerdict.Right,
            Acquirer = Acquirer,
            AcquirerReachable = true,
        };
        if (signedOn)
        {
            Apply([new SignedOn { At = Start, KeyVersion = 1, Batch = 1, Keys = [] }]);
        }
    }

    public SwitchOptions Options { get; } = new();

    public TransactionSwitch Switch => new(Options);

    public TerminalLedger Ledger { get; } = new(Terminal, new SwitchOptions().BatchesKept);

    public TimeSpan Elapsed { get; private set; }

    /// <summary>What somebody set the clock on the wall forward, or back, by.</summary>
    public TimeSpan ClockStep { get; set; }

    public Now Now => new((long)Elapsed.TotalMilliseconds, Start + Elapsed + ClockStep);

    /// <summary>Facts that every request gets until changed.</summary>
    public Facts Facts { get; set; }

    public IReadOnlyList<JournalRecord> Journal => _journal;

    public static TraceKey Key(int stan, int batch = 1) => new(Merchant, Terminal, batch, stan);

    public static Hold Hold(HoldLevel level, SubjectKind kind = SubjectKind.Terminal, long id = 1)
        => new(id, new HoldSubject(kind, kind == SubjectKind.Terminal ? Terminal : Merchant), level, "FEE-01", Start);

    public CoreBench After(TimeSpan time)
    {
        Elapsed += time;
        return this;
    }

    public CoreBench HeldAt(HoldLevel level, SubjectKind kind = SubjectKind.Terminal)
    {
        Facts = Facts with { Standing = new Standing([Hold(level, kind)]) };
        return this;
    }

    public CoreBench Released()
    {
        Facts = Facts with { Standing = Standing.Clear };
        return this;
    }

    public TerminalRequest Request(MessageClass message, int? stan, string type = "0200", int batch = 1) => new()
    {
        Class = message,
        MessageType = type,
        Terminal = Terminal,
        Merchant = Merchant,
        Batch = batch,
        Stan = stan,
        ReplyTo = new ReplyAddress(1, ++_exchange),
    };

    public TerminalRequest SaleOf(int stan, long amount = 1000, int batch = 1) => Request(MessageClass.Sale, stan, batch: batch) with
    {
        Amount = amount,
        Currency = "156",
        ProcessingCode = "000000",
        Card = Card,
        ContentFingerprint = $"sale {amount}",
    };

    public TerminalRequest VoidOf(int stan, int original, long amount = 1000, int batch = 1) => Request(MessageClass.SaleVoid, stan, batch: batch) with
    {
        Amount = amount,
        Currency = "156",
        ProcessingCode = "200000",
        Card = Card,
        ContentFingerprint = $"void {amount}",
        Original = new OriginalReference(batch, original),
    };

    public TerminalRequest BalanceOf(int stan) => Request(MessageClass.Balance, stan) with { Card = Card, ContentFingerprint = "balance" };

    public TerminalRequest ReversalOf(int stan, int batch = 1) => Request(MessageClass.Reversal, stan, "0400", batch) with { Amount = 1000, ReversalCause = "98" };

    public TerminalRequest SettlementOf(int stan, BatchTotals domestic, BatchTotals foreign = default, int batch = 1)
        => Request(MessageClass.Settlement, stan, "0500", batch) with { Claim = new SettlementClaim(domestic, foreign) };

    public Decision Ask(TerminalRequest request, Func<Facts, Facts>? but = null)
    {
        var facts = Facts with { Upstream = Numbers() };
        return Happen(new TerminalAsked(request, but is null ? facts : but(facts)));
    }

    public Decision Sell(int stan, long amount = 1000, int batch = 1) => Ask(SaleOf(stan, amount, batch));

    public Decision Void(int stan, int original, long amount = 1000) => Ask(VoidOf(stan, original, amount));

    public Decision Reverse(int stan, int batch = 1) => Ask(ReversalOf(stan, batch));

    public Decision Answered(int stan, string code = "00", int batch = 1)
        => Happen(new AcquirerAnswered(Key(stan, batch), new AcquirerAnswer { ResponseCode = code, AuthCode = code == "00" ? "A12345" : "" }));

    public Decision Overdue(int stan) => Happen(new AnswerOverdue(Key(stan)));

    public Decision ReversalDue(int stan, bool reachable = true) => Happen(new ReversalDue(Key(stan), reachable, Numbers()));

    /// <summary>What its reversal had to wait for is over.</summary>
    public Decision Waited(int stan, bool reachable = true) => Happen(new ReversalDue(Key(stan), reachable, Numbers(), Waited: true));

    public Decision ReversalAnswered(int stan, string code, int number) => Happen(new ReversalAnswered(Key(stan), code, number));

    /// <summary>A sale, approved.</summary>
    public CoreBench Sold(int stan, long amount = 1000, int batch = 1)
    {
        Sell(stan, amount, batch);
        Answered(stan, batch: batch);
        return this;
    }

    /// <summary>A void, approved.</summary>
    public CoreBench Voided(int stan, int original)
    {
        Void(stan, original);
        Answered(stan);
        return this;
    }

    public Decision Happen(SwitchEvent happened)
    {
        var decision = Switch.Handle(Ledger, happened, Now);
        Apply(decision.Records);
        return decision;
    }

    public Transaction Find(int stan, int batch = 1) => Ledger.Find(Key(stan, batch))!;

    private void Apply(IReadOnlyList<JournalRecord> records)
    {
        foreach (var record in records)
        {
            _journal.Add(record);
            Ledger.Apply(record);
        }
    }

    private UpstreamNumbers Numbers() => new(++_upstream, Now.Wall, $"R{_upstream:D11}");
}

/// <summary>What is read most often off a decision.</summary>
internal static class DecisionReading
{
    /// <summary>The DE 39 answered at once; "-" when nobody is answered, "(none)" for an answer without one.</summary>
    public static string Code(this Decision decision) => decision.Told() is { } told ? told.ResponseCode ?? "(none)" : "-";

    /// <summary>What the terminal is told, at once or as the answer it waits for.</summary>
    public static TerminalAnswer? Told(this Decision decision)
        => decision.Effects.OfType<Answer>().SingleOrDefault()?.Content ?? decision.Effects.OfType<AnswerWaiting>().SingleOrDefault()?.Content;

    public static T? The<T>(this Decision decision) where T : JournalRecord => decision.Records.OfType<T>().SingleOrDefault();

    public static T? Does<T>(this Decision decision) where T : Effect => decision.Effects.OfType<T>().SingleOrDefault();

    public static TimeSpan? Wakes(this Decision decision, TimerKind kind)
        => decision.Effects.OfType<SetTimer>().SingleOrDefault(timer => timer.Kind == kind)?.After;

    /// <summary>Records and effects by name, as in "ReversalAccepted | Answer SetTimer".</summary>
    public static string Shape(this Decision decision)
        => $"{string.Join(' ', decision.Records.Select(record => record.GetType().Name))} | {string.Join(' ', decision.Effects.Select(effect => effect.GetType().Name))}";
}
