using System.Globalization;
using Spectre.Console;

namespace Gateway.Simulator.Demo;

/// <summary>The live table: a row a terminal, the latest of the story underneath.</summary>
internal static class LiveBoard
{
    private const int StoryLines = 8;

    private static readonly TimeSpan _refresh = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether standard output is a screen that a live table can be drawn on.</summary>
    internal static bool IsPossible(TextWriter output)
        => ReferenceEquals(output, Console.Out)
            && !Console.IsOutputRedirected
            && Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
            && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>Draws until it is told to stop.</summary>
    internal static async Task ShowAsync(DemoStage stage, CancellationToken stopping)
    {
        stage.Narration.Wait();
        try
        {
            await AnsiConsole.Live(Draw(stage)).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Top).AutoClear(true)
                .StartAsync(async context =>
                {
                    while (!stopping.IsCancellationRequested)
                    {
                        context.UpdateTarget(Draw(stage));
                        await Task.Delay(_refresh, stage.Clock, CancellationToken.None);
                    }
                });
        }
        finally
        {
            stage.Narration.Go();
        }
    }

    private static Rows Draw(DemoStage stage)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("terminal", "merchant", "standing", "last message", "answer");
        table.AddColumn(new TableColumn("TPS").RightAligned());
        foreach (var row in stage.Rows)
        {
            var isHeld = row.Standing is not ("" or "none");
            table.AddRow(
                new Text(row.Id),
                new Text(row.Merchant),
                new Text(isHeld ? $"suspended {row.Standing}" : "in service", isHeld ? new Style(Color.Red) : Style.Plain),
                new Text(row.Message),
                new Text(row.Answer, new Style(ColorOf(row.Answer))),
                new Text(row.Rate.ToString("0.0", CultureInfo.InvariantCulture)));
        }

        var rate = stage.Rows.Sum(row => row.Rate);
        var answered = stage.Meter.Answered;
        var total = string.Create(
            CultureInfo.InvariantCulture, $"{stage.Narration.Elapsed:mm\\:ss}   {answered:#,##0} answered   {rate:0.0} a second");
        return new Rows([table, new Text(total), .. stage.Narration.Latest(StoryLines).Select(Story)]);
    }

    private static Text Story(string line) => new(line, new Style(Color.Grey)) { Overflow = Overflow.Ellipsis };

    private static Color ColorOf(string answer) => answer switch
    {
        "00" or "ok" => Color.Green,
        "" => Color.Default,
        _ => Color.Yellow,
    };
}
