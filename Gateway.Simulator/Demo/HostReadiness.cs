using Gateway.Simulator.Acquirers;
using Gateway.Simulator.Commands;

namespace Gateway.Simulator.Demo;

/// <summary>Waits until a started gateway can work: it says so, and its link to the acquirer is signed on.</summary>
internal static class HostReadiness
{
    /// <summary>The file in the data folder where the gateway writes its API key on its first start.</summary>
    internal const string KeyFile = "api.key";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    /// <summary>Connects to the API and waits.</summary>
    /// <exception cref="UnreachableTargetException">It did not become ready.</exception>
    internal static async Task<HostApi> ConnectAsync(
        HostProcess host, AcquirerDesk acquirer, TimeProvider clock, CancellationToken cancellation)
    {
        var key = await File.ReadAllTextAsync(Path.Combine(host.DataFolder, KeyFile), cancellation);
        var api = new HostApi(host.Ports!.Api, key.Trim());
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < _patience)
        {
            if (acquirer.SignOns > 0 && await api.IsReadyAsync(cancellation))
            {
                return api;
            }

            await Task.Delay(_look, clock, cancellation);
        }

        api.Dispose();
        throw new UnreachableTargetException(
            acquirer.SignOns > 0
                ? "The gateway listens but does not become ready."
                : "The gateway listens but does not sign on to the acquirer.");
    }
}
