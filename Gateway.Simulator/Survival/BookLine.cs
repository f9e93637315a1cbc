using System.Globalization;
using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Terminals;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Survival;

/// <summary>One transaction as each of the three books has it.</summary>
/// <param name="Terminal">Terminal id.</param>
/// <param name="Batch">Its batch.</param>
/// <param name="Stan">Its trace number.</param>
/// <param name="Device">The terminal's own entry; null when it has none.</param>
/// <param name="Journal">The gateway's; null when it has none.</param>
/// <param name="Charges">The acquirer's, all that carry the reference number.</param>
internal sealed record BookLine(
    string Terminal, int Batch, int Stan, LedgerEntry? Device, JournalAnswer? Journal, IReadOnlyList<AcquirerEntry> Charges)
{
    /// <summary>Whether the terminal gave its reversal up, as devices do after three tries. What it believes counts no more.</summary>
    internal bool IsGivenUp => Device?.State == EntryState.GivenUp;

    private bool Believed => Device is { Stands: true };

    private bool Recorded => Journal is { State: "Approved" };

    private bool Charged => Charges.Any(charge => charge.Stands);

    private string AtTerminal => Device is null ? "nothing" : $"{Device.State} for {MoneyCount.Text(Device.Amount)}";

    private string InJournal => Journal is null ? "nothing" : $"{Journal.State} for {MoneyCount.Text(Journal.Amount)} (reversal {Journal.Reversal})";

    private string AtAcquirer => Charges.Count == 0 ? "nothing" : string.Join(" and ", Charges.Select(Said));

    /// <summary>What is wrong with it; the first that applies, and whether something is left to do.</summary>
    internal IEnumerable<Difference> Differences()
    {
        if (Verdict() is { } kind)
        {
            yield return new Difference(kind, ToString());
        }

        if (Device?.State is EntryState.Pending or EntryState.ToReverse || Journal is { State: "Pending" } or { Reversal: "Owed" or "AwaitingOutcome" })
        {
            yield return new Difference(DifferenceKind.Unfinished, ToString());
        }
    }

    /// <summary>All three opinions in one line.</summary>
    public override string ToString()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Name} {Stan:D6} of {Terminal}, batch {Batch:D6}, rrn {Journal?.Rrn ?? Device?.Rrn}");
        return $"{name}: terminal {AtTerminal}, journal {InJournal}, acquirer {AtAcquirer}";
    }

    private string Name => Device is { } entry ? entry.Kind == EntryKind.SaleVoid ? "void" : "sale" : Journal?.Class ?? "";

    private DifferenceKind? Verdict() => (Believed, Recorded, Charged) switch
    {
        _ when Charges.Count(charge => charge.Stands) > 1 => DifferenceKind.Twice,
        (true, _, false) => DifferenceKind.Lost,
        (false, _, true) when !IsGivenUp => DifferenceKind.Stranded,
        var (_, recorded, charged) when recorded != charged => DifferenceKind.Journal,
        (_, true, true) when !IsSame(Charges.First(charge => charge.Stands)) => DifferenceKind.Content,
        _ => null,
    };

    private bool IsSame(AcquirerEntry charge)
        => (Device is null || (charge.Amount == Device.Amount && charge.IsVoid == (Device.Kind == EntryKind.SaleVoid)))
            && charge.Amount == Journal!.Amount
            && charge.IsVoid == (Journal.Class == "SaleVoid");

    private static string Said(AcquirerEntry charge)
    {
        var taken = charge.IsReversed ? " reversed" : "";
        return $"{charge.Code}{taken} for {MoneyCount.Text(charge.Amount)}";
    }
}
