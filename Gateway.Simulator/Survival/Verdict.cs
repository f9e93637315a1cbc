using Gateway.Simulator.Demo;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Survival;

/// <summary>All differences of a run: between the books, in settlements and in the gateway's sums.</summary>
internal static class Verdict
{
    /// <summary>Judges.</summary>
    /// <param name="stage">The stage, standing still.</param>
    /// <param name="money">The gateway's sums.</param>
    /// <param name="books">The books.</param>
    internal static IReadOnlyList<Difference> Of(DemoStage stage, MoneyAnswer money, ThreeBooks books)
        => [.. books.Differences, .. Sums(money, books), .. Desk(stage), .. Settlements(stage, books)];

    /// <summary>What differs in the gateway's sums.</summary>
    internal static IEnumerable<Difference> Sums(MoneyAnswer money, ThreeBooks books)
    {
        if (money.Posted.Money != books.AtGateway || money.Posted.Money != books.AtAcquirer)
        {
            yield return new Difference(
                DifferenceKind.Sum, $"posted {money.Posted.Money}, its transactions {books.AtGateway}, the acquirer {books.AtAcquirer}");
        }

        if (money.Difference != 0 || money.Open.Amount != 0 || money.Approved.Amount != money.Posted.Amount + money.Reversed.Amount)
        {
            yield return new Difference(
                DifferenceKind.Sum,
                $"approved {money.Approved.Money}, posted {money.Posted.Money}, reversed {money.Reversed.Money}, open {money.Open.Money}, "
                + $"difference {MoneyCount.Text(money.Difference)}");
        }

        if (money.IsSettling)
        {
            yield return new Difference(
                DifferenceKind.Unfinished, $"the gateway has {money.OwedReversals} reversals and {money.OpenRequests} requests open");
        }
    }

    private static IEnumerable<Difference> Desk(DemoStage stage)
    {
        if (stage.Acquirer.Ledger.Duplicates is var twice and > 0)
        {
            yield return new Difference(DifferenceKind.Twice, $"the acquirer got {twice} requests under numbers it had seen before");
        }

        foreach (var terminal in stage.Terminals.Where(terminal => terminal.HasLeftovers || terminal.IsSignedOn))
        {
            yield return new Difference(DifferenceKind.Unfinished, $"terminal {terminal.Profile.TerminalId} could not close its day");
        }
    }

    // A terminal that gave a reversal up claims less than it was paid: that its batch does not balance is the truth, and no fault.
    private static IEnumerable<Difference> Settlements(DemoStage stage, ThreeBooks books)
        => from text in stage.Unbalanced
           where !books.GivenUp.Any(line => text.StartsWith(line.Terminal, StringComparison.Ordinal)
               && text.Contains($"batch {line.Batch:D6}", StringComparison.Ordinal))
           select new Difference(DifferenceKind.Settlement, text);
}
