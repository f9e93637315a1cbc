namespace Gateway.Simulator.Demo;

/// <summary>What is played when. A long run plays the scenes again and again, with other actors each time.</summary>
internal sealed class Timeline(DemoStage stage)
{
    /// <summary>Every scene was played to its end.</summary>
    internal const string Played = "every scene could be played to its end";

    private static readonly TimeSpan _roomForAnotherRound = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan _pauseBetweenRounds = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _sceneTakesAtMost = TimeSpan.FromSeconds(12);

    private readonly TimeSpan _duration = stage.Options.Duration;
    private readonly TimeSpan _window = Clamp(stage.Options.Duration / 10, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6));
    private readonly TimeSpan _pause = Clamp(stage.Options.Duration / 20, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(3));
    private readonly long _started = stage.Clock.GetTimestamp();
    private bool _isKilled;

    private TimeSpan Elapsed => stage.Clock.GetElapsedTime(_started);

    /// <summary>Makes the promises of all scenes, so that one which is never shown is missed.</summary>
    internal void MakePromises()
    {
        stage.Promises.Make(TerminalScene(0).All.Concat(MerchantScene(0).All).Append(Outage.LinkReturns).Append(Played));
        if (stage.Options.KillHostAt is not null)
        {
            stage.Promises.Make(Outage.HostReturns);
        }
    }

    /// <summary>Plays until the time is over and the last scene has ended.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        await UntilAsync(Clamp(_duration / 8, _pause, TimeSpan.FromSeconds(8)), cancellation);
        for (var round = 0; ; round++)
        {
            var actor = round;
            await SceneAsync(() => new SuspensionScene(stage, TerminalScene(actor)).PlayAsync(_window, cancellation), cancellation);
            await SceneAsync(() => new SuspensionScene(stage, MerchantScene(actor)).PlayAsync(_window, cancellation), cancellation);
            await SceneAsync(() => Outage.CutLinkAsync(stage, cancellation), cancellation);
            if (Elapsed + _roomForAnotherRound > _duration)
            {
                break;
            }

            await KillBeforeAsync(Elapsed + _pauseBetweenRounds, cancellation);
            await Task.Delay(_pauseBetweenRounds, stage.Clock, cancellation);
        }

        await KillBeforeAsync(TimeSpan.MaxValue, cancellation);
        await UntilAsync(_duration, cancellation);
    }

    private static TimeSpan Clamp(TimeSpan time, TimeSpan shortest, TimeSpan longest)
        => time < shortest ? shortest : time > longest ? longest : time;

    private Suspension TerminalScene(int round)
        => new("terminal", stage.Rows[round % stage.Rows.Count].Id, "L2", "DEV-01", "97");

    // Another merchant than that of the terminal just suspended.
    private Suspension MerchantScene(int round)
        => new("merchant", stage.Rows[(round + 1) % stage.Rows.Count].Merchant, "L4", "FEE-01", "03");

    private async Task SceneAsync(Func<Task> scene, CancellationToken cancellation)
    {
        await KillBeforeAsync(Elapsed + _sceneTakesAtMost, cancellation);
        try
        {
            await scene();
            stage.Promises.Show(Played, held: true);
        }
        catch (HostRefusalException problem)
        {
            stage.Narration.Say(problem.Message);
            stage.Promises.Show(Played, held: false, problem.Message);
        }

        await Task.Delay(_pause, stage.Clock, cancellation);
    }

    // A kill in the middle of a scene would spoil the scene and show nothing more: it comes before a scene that would run over it.
    private async Task KillBeforeAsync(TimeSpan next, CancellationToken cancellation)
    {
        if (_isKilled || stage.Options.KillHostAt is not { } due || due > next)
        {
            return;
        }

        _isKilled = true;
        await UntilAsync(due, cancellation);
        await Outage.KillHostAsync(stage, cancellation);
    }

    private Task UntilAsync(TimeSpan time, CancellationToken cancellation)
        => Elapsed < time ? Task.Delay(time - Elapsed, stage.Clock, cancellation) : Task.CompletedTask;
}
