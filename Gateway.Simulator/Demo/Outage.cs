using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>What breaks in the show: the acquirer's link, and the gateway itself when that was asked for.</summary>
internal static class Outage
{
    /// <summary>The link comes back by itself.</summary>
    internal const string LinkReturns = "a cut acquirer link comes back by itself";

    /// <summary>The gateway comes back on what it wrote down.</summary>
    internal const string HostReturns = "a killed gateway comes back on the same data and ports";

    private static readonly TimeSpan _linkIsDown = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _powerIsOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    /// <summary>Cuts the link with requests in flight, refuses calls for a while, and waits for the gateway's next sign-on.</summary>
    internal static async Task CutLinkAsync(DemoStage stage, CancellationToken cancellation)
    {
        var signOns = stage.Acquirer.SignOns;
        stage.Link.Refuse();
        stage.Narration.Say("the acquirer's link is cut");
        await Task.Delay(_linkIsDown, stage.Clock, cancellation);
        stage.Link.Listen();
        var returned = await UntilAsync(stage, () => Task.FromResult(stage.Acquirer.SignOns > signOns), cancellation);
        stage.Narration.Say(returned is { } time
            ? $"the acquirer takes calls again, the gateway has signed on after {DurationText.Show(time)}"
            : "the acquirer takes calls again and the gateway does NOT call");
        stage.Promises.Show(LinkReturns, returned is not null);
    }

    /// <summary>Kills the gateway in full traffic and starts it again on the same folder and ports.</summary>
    internal static async Task KillHostAsync(DemoStage stage, CancellationToken cancellation)
    {
        var ports = stage.Host.Ports;
        var signOns = stage.Acquirer.SignOns;
        await stage.Host.KillAsync();
        stage.Narration.Say("the gateway is killed (SIGKILL)");
        await Task.Delay(_powerIsOff, stage.Clock, cancellation);
        await stage.Host.StartAsync(cancellation);
        var returned = await UntilAsync(
            stage, async () => stage.Acquirer.SignOns > signOns && await stage.Api.IsReadyAsync(cancellation), cancellation);
        stage.Narration.Say(returned is { } time
            ? $"the gateway is back, ready after {DurationText.Show(time)}"
            : "the gateway is NOT ready again");
        stage.Promises.Show(HostReturns, returned is not null && stage.Host.Ports == ports);
    }

    /// <summary>Waits until something has happened.</summary>
    /// <returns>How long that took; null when it did not happen in half a minute.</returns>
    internal static async Task<TimeSpan?> UntilAsync(DemoStage stage, Func<Task<bool>> happened, CancellationToken cancellation)
    {
        var started = stage.Clock.GetTimestamp();
        while (stage.Clock.GetElapsedTime(started) < _patience)
        {
            if (await happened())
            {
                return stage.Clock.GetElapsedTime(started);
            }

            await Task.Delay(_look, stage.Clock, cancellation);
        }

        return null;
    }
}
