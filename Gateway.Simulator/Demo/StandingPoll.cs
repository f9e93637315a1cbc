namespace Gateway.Simulator.Demo;

/// <summary>Asks the gateway every second how it stands with the terminals, for the table.</summary>
internal static class StandingPoll
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    /// <summary>Asks until it is told to stop.</summary>
    internal static async Task RunAsync(DemoStage stage, CancellationToken stopping)
    {
        var rows = stage.Rows.ToDictionary(row => row.Id);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                foreach (var terminal in await stage.Api.TerminalsAsync(stopping))
                {
                    if (rows.TryGetValue(terminal.Id, out var row))
                    {
                        row.Standing = terminal.Standing?.Level ?? "";
                    }
                }

                await Task.Delay(_every, stage.Clock, stopping);
            }
            catch (HostRefusalException)
            {
                // The gateway may be dead for the moment, as a scene wants it; the table then shows what was known last.
                await Task.Delay(_every, stage.Clock, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
