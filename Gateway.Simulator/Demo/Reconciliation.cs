using System.Globalization;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>Lays the terminals' books beside the acquirer's, one transaction after the other.</summary>
/// <remarks>The retrieval reference number joins them: the gateway gives it to both sides.</remarks>
internal sealed record Reconciliation
{
    /// <summary>A terminal believes in it and the acquirer does not: goods without money.</summary>
    internal required IReadOnlyList<string> Lost { get; init; }

    /// <summary>The acquirer charged it and no terminal believes in it: money without goods.</summary>
    internal required IReadOnlyList<string> Stranded { get; init; }

    /// <summary>Charged twice under one number.</summary>
    internal required IReadOnlyList<string> Doubled { get; init; }

    /// <summary>What stands at the terminals; voids count down.</summary>
    internal required MoneyCount AtTerminals { get; init; }

    /// <summary>What stands at the acquirer; voids count down.</summary>
    internal required MoneyCount AtAcquirer { get; init; }

    /// <summary>Whether the books agree in every single transaction.</summary>
    internal bool Agrees => Lost.Count + Stranded.Count + Doubled.Count == 0 && AtTerminals == AtAcquirer;

    /// <summary>Compares.</summary>
    internal static Reconciliation Of(IEnumerable<(string Terminal, TerminalLedger Ledger)> terminals, IEnumerable<AcquirerEntry> acquirer)
    {
        var believed = (from book in terminals
                        from entry in book.Ledger.Entries
                        where entry.Stands
                        select new Item(book.Terminal, entry.Rrn, entry.Kind == EntryKind.SaleVoid, entry.Amount)).ToList();
        var charged = (from entry in acquirer
                       where entry.Stands
                       select new Item(entry.Terminal, entry.Rrn, entry.IsVoid, entry.Amount)).ToList();
        return new Reconciliation
        {
            Lost = Text(believed.Except(charged)),
            Stranded = Text(charged.Except(believed)),
            Doubled = Text(Twice(believed).Concat(Twice(charged)).Distinct()),
            AtTerminals = Net(believed),
            AtAcquirer = Net(charged),
        };
    }

    private static IEnumerable<Item> Twice(IEnumerable<Item> items)
        => items.GroupBy(item => (item.Terminal, item.Rrn)).Where(same => same.Count() > 1).Select(same => same.First());

    private static MoneyCount Net(IReadOnlyList<Item> items)
        => MoneyCount.Of(items.Where(item => !item.IsVoid).Select(item => item.Amount))
            - MoneyCount.Of(items.Where(item => item.IsVoid).Select(item => item.Amount));

    private static string[] Text(IEnumerable<Item> items)
        => [.. items.Select(item => string.Create(
            CultureInfo.InvariantCulture,
            $"{(item.IsVoid ? "void" : "sale")} {item.Rrn} of {item.Terminal} for {MoneyCount.Text(item.Amount)}"))];

    private sealed record Item(string Terminal, string Rrn, bool IsVoid, long Amount);
}
