using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Survival;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Tests.Simulator.Survival;

/// <summary>Three books that agree until a test plants something into one of them.</summary>
internal sealed class Books
{
    internal const string Terminal = "00000001";

    private readonly AcquirerDesk _acquirer = new(new AcquirerRules(), null, TimeProvider.System);
    private readonly TerminalLedger _terminal = new();
    private readonly List<(string, JournalAnswer)> _journal = [];

    /// <summary>A sale as the terminal has it.</summary>
    internal LedgerEntry Believe(int stan, EntryState state, long amount = 1000, string? rrn = null)
    {
        var entry = _terminal.Open(new LedgerEntry
        {
            Kind = EntryKind.Sale,
            Batch = 1,
            Stan = stan,
            Amount = amount,
            Card = TestCard.Numbered(1),
        });
        entry.Rrn = rrn ?? Rrn(stan);
        entry.Become(state);
        return entry;
    }

    /// <summary>A transaction as the journal has it.</summary>
    internal Books Record(int stan, string state, long amount = 1000, string reversal = "None", string kind = "Sale")
    {
        _journal.Add((Terminal, new JournalAnswer(1, stan, kind, state, amount, Rrn(stan), reversal)));
        return this;
    }

    /// <summary>A sale as the acquirer has it: charged under the gateway's own number.</summary>
    internal Books Charge(int stan, long amount = 1000, string? rrn = null)
    {
        _acquirer.Answer(Requests.Sale(stan, amount).Set(37, rrn ?? Rrn(stan)));
        return this;
    }

    /// <summary>A sale that all three have, approved.</summary>
    internal Books Agree(int stan, long amount = 1000)
    {
        Believe(stan, EntryState.Approved, amount);
        return Record(stan, "Approved", amount).Charge(stan, amount);
    }

    internal ThreeBooks Compare() => ThreeBooks.Of([(Terminal, _terminal)], _journal, _acquirer.Ledger.Snapshot());

    internal IEnumerable<DifferenceKind> Kinds() => Compare().Differences.Select(difference => difference.Kind);

    private static string Rrn(int stan) => $"RRN{stan:D9}";
}
