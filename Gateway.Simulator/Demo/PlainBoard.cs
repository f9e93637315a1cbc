using System.Globalization;
using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Demo;

/// <summary>Progress for a pipe or a file: one line every few seconds.</summary>
internal static class PlainBoard
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(5);

    /// <summary>Writes until it is told to stop.</summary>
    internal static async Task ShowAsync(DemoStage stage, TextWriter progress, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_every, stage.Clock, stopping);
                await progress.WriteLineAsync(Line(stage));
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private static string Line(DemoStage stage)
    {
        var answers = stage.Meter.Table()
            .Where(row => row.Action.StartsWith("sale", StringComparison.Ordinal))
            .SelectMany(row => row.Answers)
            .ToList();
        var approved = answers.Where(answer => answer.Answer == "00").Sum(answer => answer.Count);
        var unanswered = answers.Where(answer => answer.Answer is nameof(ExchangeFault.NoAnswer) or nameof(ExchangeFault.NotConnected))
            .Sum(answer => answer.Count);
        var declined = answers.Sum(answer => answer.Count) - approved - unanswered;
        var held = stage.Rows.Count(row => row.Standing is not ("" or "none"));
        var rate = stage.Rows.Sum(row => row.Rate);
        var traffic = string.Create(CultureInfo.InvariantCulture, $"{stage.Meter.Answered:#,##0} answered, {rate:0.0} a second");
        var sales = $"sales approved {approved}, declined {declined}, unanswered {unanswered}";
        return string.Create(
            CultureInfo.InvariantCulture, $"{stage.Narration.Elapsed:mm\\:ss}    {traffic}; {sales}; suspended terminals {held}");
    }
}
