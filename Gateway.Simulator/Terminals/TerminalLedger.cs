using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>A terminal's own book: every sale and void it sent, and what became of it.</summary>
/// <remarks>Written by the terminal alone. Others may read it while the terminal stands still.</remarks>
internal sealed class TerminalLedger
{
    private readonly List<LedgerEntry> _entries = [];

    /// <summary>All entries, oldest first.</summary>
    internal IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>Everything that is approved and not reversed, sales and voids apart.</summary>
    internal (MoneyCount Sales, MoneyCount Voids) Standing
        => (Sum(EntryKind.Sale, entry => entry.Stands), Sum(EntryKind.SaleVoid, entry => entry.Stands));

    /// <summary>Entries whose reversal was acknowledged.</summary>
    internal int Reversed => _entries.Count(entry => entry.State == EntryState.Reversed);

    /// <summary>Entries whose reversal was given up.</summary>
    internal int GivenUp => _entries.Count(entry => entry.State == EntryState.GivenUp);

    /// <summary>Notes a transaction down before it is sent. A void takes hold of its sale at once.</summary>
    internal LedgerEntry Open(LedgerEntry entry)
    {
        entry.Become(EntryState.Pending);
        if (entry.Original is { } sale)
        {
            sale.VoidedBy = entry;
        }

        _entries.Add(entry);
        return entry;
    }

    /// <summary>The latest approved sale of a batch that was not voided; null when there is none.</summary>
    internal LedgerEntry? LatestSale(int batch)
        => _entries.FindLast(entry => entry.Batch == batch && entry.Kind == EntryKind.Sale && entry.Stands && entry.VoidedBy is null);

    /// <summary>The totals of a batch, to be claimed at settlement.</summary>
    internal SettlementTotals Totals(int batch)
        => new(
            Sum(EntryKind.Sale, entry => entry.Stands && entry.Batch == batch),
            Sum(EntryKind.SaleVoid, entry => entry.Stands && entry.Batch == batch));

    private MoneyCount Sum(EntryKind kind, Func<LedgerEntry, bool> counts)
        => MoneyCount.Of(_entries.Where(entry => entry.Kind == kind && counts(entry)).Select(entry => entry.Amount));
}
