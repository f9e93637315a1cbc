using System.Globalization;
using System.Text;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Survival;

/// <summary>What <c>survive</c> prints at its end.</summary>
internal static class SurviveSummary
{
    /// <summary>The text; its last line is the verdict.</summary>
    internal static string Of(DemoStage stage, Toll toll, ThreeBooks books, MoneyAnswer money, IReadOnlyList<Difference> differences)
    {
        var text = new StringBuilder().AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {stage.Options.Seed}, {stage.Drivers.Count} terminals, {stage.Narration.Elapsed:mm\\:ss}")
            .AppendLine()
            .Append(toll)
            .AppendLine();
        Transactions(text, stage, books);
        Sums(text, books, money);
        Lines(text, "given up by their terminals, so that only journal and acquirer are compared", books.GivenUp);
        Lines(text, "differences", differences);
        return text.ToString();
    }

    private static void Transactions(StringBuilder text, DemoStage stage, ThreeBooks books)
    {
        var batches = books.Lines.Select(line => (line.Terminal, line.Batch)).Distinct().Count();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"transactions {books.Lines.Count:#,##0} in {batches:#,##0} batches; acquirer asked {stage.Acquirer.Ledger.Snapshot().Count:#,##0} times");
        Row(text, "at the terminals", books.Lines.Select(line => line.Device?.State.ToString() ?? "(balance)"));
        Row(text, "in the journal", books.Lines.Select(line => line.Journal?.State ?? "(never arrived)"));
        foreach (var (action, answers) in stage.Meter.Table())
        {
            Row(text, action, answers.SelectMany(answer => Enumerable.Repeat(answer.Answer, answer.Count)));
        }

        var wrong = stage.Meter.WrongReplies();
        text.AppendLine($"  replies that terminals did not believe: {(wrong.Count == 0 ? "none" : string.Join(", ", wrong))}").AppendLine();
    }

    private static void Row(StringBuilder text, string name, IEnumerable<string> answers)
        => text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-17} {string.Join(", ", Counted(answers))}");

    private static IEnumerable<string> Counted(IEnumerable<string> answers)
        => from answer in answers
           group answer by answer into same
           orderby same.Count() descending, same.Key
           select string.Create(CultureInfo.InvariantCulture, $"{same.Key} x {same.Count():#,##0}");

    private static void Sums(StringBuilder text, ThreeBooks books, MoneyAnswer money)
    {
        text.AppendLine("what stands       sales up, voids down");
        foreach (var (name, sum) in ((string, MoneyCount)[])
            [("terminals", books.AtTerminals), ("journal", books.AtGateway), ("posted", money.Posted.Money), ("acquirer", books.AtAcquirer)])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-12} {sum.Count,7:#,##0}   {MoneyCount.Text(sum.Amount),16}");
        }

        text.AppendLine();
    }

    private static void Lines<T>(StringBuilder text, string name, IReadOnlyList<T> lines)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {lines.Count}");
        foreach (var line in lines)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");
        }
    }
}
