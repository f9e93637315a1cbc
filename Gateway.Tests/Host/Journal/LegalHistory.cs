using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Core.Settlement;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Journal;

/// <summary>A terminal and its acquirer gone mad: random events, decided by the real core, so that every record is legal.</summary>
/// <param name="seed">What happens.</param>
/// <param name="secondsBetween">Longest time between two events: hours make days of it.</param>
internal sealed class LegalHistory(ulong seed, int secondsBetween = 40)
{
    private readonly TransactionSwitch _switch = new(new SwitchOptions { BatchesKept = int.MaxValue });

    private readonly Facts _facts = new()
    {
        RegisteredMerchant = Samples.Merchant,
        MasterKeyLoaded = true,
        Mac = MacVerdict.Right,
        IssuedKeys = new IssuedKeySet(1, [Samples.KeyOf("TerminalMac", 1)], []),
        Acquirer = "acquirer",
        AcquirerReachable = true,
    };

    private ulong _state = seed;

    private int _stan;

    private DateTimeOffset _now = Samples.At;

    public TerminalLedger Ledger { get; } = new(Samples.Terminal, int.MaxValue);

    /// <summary>Lets one thing happen.</summary>
    /// <returns>The records it came to; none when it changed nothing.</returns>
    public IReadOnlyList<JournalRecord> Next()
    {
        _now = _now.AddSeconds(Below(secondsBetween));
        var decision = _switch.Handle(Ledger, Happening(), new Now(_now.ToUnixTimeMilliseconds(), _now));
        foreach (var record in decision.Records)
        {
            Ledger.Apply(record);
        }

        return decision.Records;
    }

    private SwitchEvent Happening()
    {
        var key = AnyKey();
        return Below(100) switch
        {
            < 3 => Asked(MessageClass.SignOn, "0800"),
            < 30 => Financial(),
            < 42 => With(Request(MessageClass.Reversal, "0400") with { Stan = key.Stan, Batch = key.Batch, Amount = 5 }),
            < 45 => Settlement(),
            < 75 => new AcquirerAnswered(key, new AcquirerAnswer
            {
                ResponseCode = Pick("00", "00", "00", "51", "10"),
                AuthCode = "A1",
                SettlementDate = "0801",
            }),
            < 79 => new AnswerOverdue(key),
            < 81 => new RequestNotSent(key),
            < 89 => new ReversalDue(key, Below(4) > 0, new UpstreamNumbers(Below(999_999), _now, "000000000001"), Waited: Below(2) == 0),
            < 97 => new ReversalAnswered(key, Pick("00", "25", "96"), Ledger.Find(key)?.ReversalTries ?? 1),
            < 98 => new ReversalResolveOrdered(key, "anna", "Settled by hand."),
            _ => new Restarted(Samples.Terminal),
        };
    }

    private TerminalAsked Financial()
    {
        var stan = Below(5) == 0 ? AnyKey().Stan : ++_stan;
        var sales = Ledger.Transactions.Where(one => one.Class == MessageClass.Sale && one.Key.Batch == Ledger.Batch).ToList();
        if (Below(4) == 0 && sales.Count > 0)
        {
            var original = sales[Below(sales.Count)];
            return With(Request(MessageClass.SaleVoid, "0200") with
            {
                Stan = stan,
                Amount = original.Amount,
                Original = new OriginalReference(original.Key.Batch, original.Key.Stan),
            });
        }

        if (Below(10) == 0)
        {
            return With(Request(MessageClass.OfflineSale, "0220") with { Stan = stan, Amount = 1 + Below(100_000) });
        }

        var isBalance = Below(8) == 0;
        return With(Request(isBalance ? MessageClass.Balance : MessageClass.Sale, "0200") with
        {
            Stan = stan,
            Amount = isBalance ? null : 1 + Below(100_000),
        });
    }

    private TerminalAsked Settlement() => With(Request(MessageClass.Settlement, "0500") with
    {
        Stan = ++_stan,
        Batch = Below(6) == 0 && Ledger.Batch > 1 ? Ledger.Batch - 1 : Ledger.Batch,
        Claim = new SettlementClaim(default, default),
    });

    private TerminalAsked Asked(MessageClass message, string type) => With(Request(message, type) with { Stan = ++_stan });

    private TerminalAsked With(TerminalRequest request)
    {
        if (Below(10) > 0)
        {
            return new TerminalAsked(request, _facts);
        }

        var level = Below(2) == 0 ? HoldLevel.L5 : HoldLevel.L2;
        var hold = new Hold(1, new HoldSubject(SubjectKind.Terminal, Samples.Terminal), level, "FEE-01", _now);
        return new TerminalAsked(request, _facts with { Standing = new Standing([hold]) });
    }

    private TerminalRequest Request(MessageClass message, string type) => new()
    {
        Class = message,
        MessageType = type,
        Terminal = Samples.Terminal,
        Merchant = Samples.Merchant,
        ReplyTo = default,
        Batch = Ledger.Batch,
        Currency = "156",
        Card = new CardReference("476173******0119", "c29tZSBjYXJk", Samples.SealedCard),
    };

    // Mostly something that still moves; now and then anything, or what was never there.
    private TraceKey AnyKey()
    {
        var open = Ledger.Transactions.Where(transaction => !transaction.IsFinal).Select(transaction => transaction.Key).ToList();
        var all = Ledger.Transactions.Select(transaction => transaction.Key).ToList();
        return Below(10) switch
        {
            < 6 when open.Count > 0 => open[Below(open.Count)],
            < 9 when all.Count > 0 => all[Below(all.Count)],
            _ => Samples.Key(Below(300), Ledger.Batch),
        };
    }

    private string Pick(params ReadOnlySpan<string> values) => values[Below(values.Length)];

    // SplitMix64: small, good enough, and the same on every machine.
    private int Below(int bound)
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }
}
