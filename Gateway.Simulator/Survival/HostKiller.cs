using Gateway.Simulator.Commands;
using Gateway.Simulator.Demo;
using Gateway.Simulator.Terminals;

namespace Gateway.Simulator.Survival;

/// <summary>Kills the gateway without any warning and starts it again on the same data and ports.</summary>
internal sealed class HostKiller(DemoStage stage, Toll toll)
{
    // A start takes about this long; a second blow falls somewhere in it.
    private static readonly TimeSpan _start = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(25);

    /// <summary>SIGKILL, and who was waiting for an answer is counted.</summary>
    internal async Task KillAsync(CancellationToken cancellation)
    {
        var unanswered = stage.Meter.Count(ExchangeFault.NoAnswer);
        await stage.Host.KillAsync();
        toll.Kills++;

        // Whoever waited for an answer knows at once that none will come; nobody else can be left without one while nobody listens.
        await Task.Delay(_look, stage.Clock, cancellation);
        toll.Interrupted += stage.Meter.Count(ExchangeFault.NoAnswer) - unanswered;
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    internal async Task StartAsync(CancellationToken cancellation)
    {
        var began = stage.Clock.GetTimestamp();
        await stage.Host.StartAsync(cancellation);
        await ReadyAsync(cancellation);
        toll.Returned(stage.Clock.GetElapsedTime(began));
    }

    /// <summary>Starts it and kills it before it is up.</summary>
    /// <param name="share">Where in the start, 0 to 1.</param>
    /// <param name="cancellation">Stops it.</param>
    internal async Task StartToBeKilledAsync(double share, CancellationToken cancellation)
    {
        using var blow = new CancellationTokenSource(share * _start, stage.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(blow.Token, cancellation);
        try
        {
            await stage.Host.StartAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            toll.KillsWhileStarting++;
        }

        await KillAsync(cancellation);
    }

    /// <summary>Waits until it takes records in.</summary>
    /// <exception cref="UnreachableTargetException">It does not.</exception>
    internal async Task ReadyAsync(CancellationToken cancellation)
    {
        if (await Outage.UntilAsync(stage, () => stage.Api.IsReadyAsync(cancellation), cancellation) is null)
        {
            throw new UnreachableTargetException("The gateway does not become ready again.");
        }
    }
}
