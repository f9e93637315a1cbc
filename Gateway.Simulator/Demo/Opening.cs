using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Demo;

/// <summary>The beginning of the show: who listens to the terminals, and their sign-on.</summary>
internal static class Opening
{
    /// <summary>All sign-ons worked.</summary>
    internal const string SignedOn = "every terminal signs on and its keys have the right check values";

    /// <summary>Leads what the terminals do to the counters, the table and the list of settlements that went wrong.</summary>
    internal static void Listen(DemoStage stage)
    {
        var rows = stage.Rows.ToDictionary(row => row.Id);
        stage.Feed.Watch((terminal, outcome) =>
        {
            stage.Meter.Record(outcome);
            rows[terminal.Profile.TerminalId].Show(outcome);

            // Silence is no verdict: the settlement is said again. An answer that is not "balanced" is one.
            if (outcome is { Action: "settlement", Succeeded: false, Fault: not (ExchangeFault.NoAnswer or ExchangeFault.NotConnected) })
            {
                stage.Unbalanced.Enqueue($"{terminal.Profile.TerminalId} {outcome}");
            }
        });
    }

    /// <summary>Signs every terminal on, all at once.</summary>
    internal static async Task SignOnAllAsync(DemoStage stage, CancellationToken cancellation)
    {
        var outcomes = await Task.WhenAll(stage.Terminals.Select(terminal => terminal.SignOnAsync(null, cancellation)));
        var failed = outcomes.FirstOrDefault(outcome => !outcome.Succeeded);
        stage.Promises.Show(SignedOn, failed is null, failed?.ToString() ?? "");
        stage.Narration.Say(failed is null
            ? "every terminal has signed on and checked its keys"
            : $"a terminal could not sign on: {failed}");
    }
}
