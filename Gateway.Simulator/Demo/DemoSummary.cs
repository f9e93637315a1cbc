using System.Globalization;
using System.Text;
using Gateway.Simulator.Load;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>What the demo prints at its end.</summary>
internal static class DemoSummary
{
    /// <summary>The text, ending with the promises.</summary>
    internal static string Of(DemoStage stage, MoneyAnswer money, Reconciliation books)
    {
        var text = new StringBuilder().AppendLine();
        Counts(text, stage);
        Latency(text, stage.Meter.Latency);
        Money(text, money, books);
        Promises(text, stage.Promises);
        return text.ToString();
    }

    private static void Counts(StringBuilder text, DemoStage stage)
    {
        var seconds = stage.Narration.Elapsed.TotalSeconds;
        text.Append(CultureInfo.InvariantCulture, $"answered {stage.Meter.Answered:#,##0} messages in {seconds:0} s; ")
            .AppendLine(CultureInfo.InvariantCulture, $"{stage.Drivers.Count} terminals, seed {stage.Options.Seed}");
        foreach (var (action, answers) in stage.Meter.Table())
        {
            var cells = answers.Select(answer => string.Create(CultureInfo.InvariantCulture, $"{answer.Answer} x {answer.Count:#,##0}"));
            var sum = answers.Sum(answer => answer.Count);
            text.AppendLine(CultureInfo.InvariantCulture, $"  {action,-11} {sum,7:#,##0}   {string.Join(", ", cells)}");
        }
    }

    private static void Latency(StringBuilder text, LatencyHistogram latency)
        => text.AppendLine()
            .Append(CultureInfo.InvariantCulture, $"latency     p50 {Show(latency, 50)}   p90 {Show(latency, 90)}   ")
            .Append(CultureInfo.InvariantCulture, $"p99 {Show(latency, 99)}   max {Show(latency, 100)}   ")
            .AppendLine(CultureInfo.InvariantCulture, $"({latency.Count:#,##0} sales, voids and balance inquiries)");

    private static string Show(LatencyHistogram latency, double percentile)
        => string.Create(CultureInfo.InvariantCulture, $"{latency.At(percentile).TotalMilliseconds:0.0} ms");

    private static void Money(StringBuilder text, MoneyAnswer money, Reconciliation books)
    {
        text.AppendLine().AppendLine("money       sales up, voids down");
        foreach (var (name, sum) in ((string, MoneyCount)[])
            [
                ("approved", money.Approved.Money),
                ("posted", money.Posted.Money),
                ("reversed", money.Reversed.Money),
                ("quarantined", money.Quarantined.Money),
                ("terminals", books.AtTerminals),
                ("acquirer", books.AtAcquirer),
            ])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-12} {sum.Count,7:#,##0}   {MoneyCount.Text(sum.Amount),16}");
        }

        var difference = MoneyCount.Text(money.Difference);
        text.AppendLine(CultureInfo.InvariantCulture, $"money: approved = posted + reversed, difference {difference}");
    }

    private static void Promises(StringBuilder text, Promises promises)
    {
        var verdicts = promises.Verdicts();
        text.AppendLine().AppendLine("promises");
        foreach (var verdict in verdicts)
        {
            text.AppendLine(verdict.Held ? $"  ok      {verdict.Promise}" : $"  MISSED  {verdict.Promise}: {verdict.Detail}");
        }

        var missed = verdicts.Count(verdict => !verdict.Held);
        text.AppendLine(
            missed == 0
                ? string.Create(CultureInfo.InvariantCulture, $"all {verdicts.Count} promises held")
                : string.Create(CultureInfo.InvariantCulture, $"{missed} of {verdicts.Count} promises were MISSED"));
    }
}
