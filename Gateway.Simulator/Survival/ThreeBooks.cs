using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Survival;

/// <summary>The terminals' books, the gateway's journal and the acquirer's book, laid beside each other transaction by transaction.</summary>
/// <remarks>
/// Terminal, batch and trace number join a terminal's entry to the journal; the reference number, which the gateway gives out, joins the
/// journal to the acquirer. What the acquirer has under a number that the journal does not know is a difference by itself.
/// </remarks>
internal sealed record ThreeBooks
{
    /// <summary>All transactions that any terminal or the journal knows, money or not.</summary>
    internal required IReadOnlyList<BookLine> Lines { get; init; }

    /// <summary>What differs.</summary>
    internal required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>What stands at the terminals; voids count down.</summary>
    internal MoneyCount AtTerminals => Net(
        from line in Lines where line.Device is { Stands: true } select (line.Device!.Kind == EntryKind.SaleVoid, line.Device.Amount));

    /// <summary>What stands in the journal.</summary>
    internal MoneyCount AtGateway => Net(
        from line in Lines
        where line.Journal is { State: "Approved", Class: not "Balance" }
        select (line.Journal!.Class == "SaleVoid", line.Journal.Amount));

    /// <summary>What stands at the acquirer.</summary>
    internal required MoneyCount AtAcquirer { get; init; }

    /// <summary>Transactions whose terminal gave its reversal up: no difference, and not hidden either.</summary>
    internal IReadOnlyList<BookLine> GivenUp => [.. Lines.Where(line => line.IsGivenUp)];

    /// <summary>Compares.</summary>
    /// <param name="terminals">The terminals' own books.</param>
    /// <param name="journal">The gateway's transactions, by terminal.</param>
    /// <param name="acquirer">The acquirer's book.</param>
    internal static ThreeBooks Of(
        IEnumerable<(string Terminal, TerminalLedger Ledger)> terminals,
        IEnumerable<(string Terminal, JournalAnswer Row)> journal,
        IReadOnlyList<AcquirerEntry> acquirer)
    {
        var charges = acquirer.ToLookup(charge => (charge.Terminal, charge.Rrn));
        var rows = journal.ToDictionary(row => (row.Terminal, row.Row.Batch, row.Row.Stan), row => row.Row);
        var entries = (from book in terminals from entry in book.Ledger.Entries select (book.Terminal, Entry: entry))
            .ToDictionary(entry => (entry.Terminal, entry.Entry.Batch, entry.Entry.Stan), entry => entry.Entry);
        List<BookLine> lines = [.. entries.Keys.Union(rows.Keys).Select(Line)];
        return new ThreeBooks
        {
            Lines = lines,
            AtAcquirer = Net(from charge in acquirer where charge.Stands select (charge.IsVoid, charge.Amount)),
            Differences =
            [
                .. lines.Where(IsMoney).SelectMany(line => line.Differences()),
                .. Twice(lines),
                .. Unrecorded(rows, acquirer),
            ],
        };

        BookLine Line((string Terminal, int Batch, int Stan) key)
        {
            var (entry, row) = (entries.GetValueOrDefault(key), rows.GetValueOrDefault(key));
            var rrn = row?.Rrn is { Length: > 0 } given ? given : entry?.Rrn;
            return new BookLine(key.Terminal, key.Batch, key.Stan, entry, row, rrn is { Length: > 0 } ? [.. charges[(key.Terminal, rrn)]] : []);
        }
    }

    // A balance inquiry stands in no terminal's book and moves nothing.
    private static bool IsMoney(BookLine line) => line.Device is not null || line.Journal is not { Class: "Balance" };

    private static IEnumerable<Difference> Twice(IEnumerable<BookLine> lines)
        => from line in lines
           where line.Charges.Count > 0
           group line by (line.Terminal, line.Charges[0].Rrn) into same
           where same.Count() > 1
           select new Difference(DifferenceKind.Twice, string.Join("; and ", same));

    private static IEnumerable<Difference> Unrecorded(
        Dictionary<(string Terminal, int Batch, int Stan), JournalAnswer> rows, IEnumerable<AcquirerEntry> acquirer)
    {
        var known = rows.Select(row => (row.Key.Terminal, row.Value.Rrn)).ToHashSet();
        return from charge in acquirer
               where !known.Contains((charge.Terminal, charge.Rrn))
               select new Difference(
                   DifferenceKind.Unrecorded, $"rrn {charge.Rrn} of {charge.Terminal} for {MoneyCount.Text(charge.Amount)}, code {charge.Code}");
    }

    private static MoneyCount Net(IEnumerable<(bool IsVoid, long Amount)> items)
    {
        var all = items.ToList();
        return MoneyCount.Of(all.Where(item => !item.IsVoid).Select(item => item.Amount))
            - MoneyCount.Of(all.Where(item => item.IsVoid).Select(item => item.Amount));
    }
}
