using System.Text.Json;

namespace Gateway.Simulator.Demo;

/// <summary>The configuration file of the demo's gateway: development, loopback, short timers.</summary>
internal static class HostSettings
{
    /// <summary>Time the gateway waits for the acquirer.</summary>
    internal const int AnswerMilliseconds = 3000;

    /// <summary>Time the terminals wait for the gateway: longer, so that it can answer them even when the acquirer does not.</summary>
    internal const int TerminalMilliseconds = 8000;

    private const int DecideByMilliseconds = 6000;

    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true };

    /// <summary>Writes the file.</summary>
    /// <param name="file">Where.</param>
    /// <param name="acquirerPort">Where the simulated acquirer listens.</param>
    /// <param name="zonePinKeyFile">The acquirer's zone PIN key.</param>
    /// <param name="ports">Ports to use again; null lets the system choose.</param>
    internal static void Write(string file, int acquirerPort, string zonePinKeyFile, HostPorts? ports)
        => File.WriteAllText(file, JsonSerializer.Serialize(Content(acquirerPort, zonePinKeyFile, ports), _readable));

    /// <summary>Removes what a user's own gateway may have left in the environment: the demo's must not hear of it.</summary>
    internal static void Forget(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("GATEWAY_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            environment.Remove(name);
        }
    }

    private static object Content(int acquirerPort, string zonePinKeyFile, HostPorts? ports) => new
    {
        Gateway = new
        {
            Profile = "Development",
            Api = new { Address = ports is null ? "http://127.0.0.1:0" : ports.Api.ToString().TrimEnd('/') },
            Listeners = new[] { new { Name = "pos", Address = "127.0.0.1", Port = ports?.Listener ?? 0 } },
            Acquirers = new[]
            {
                new
                {
                    Name = "acquirer",
                    Host = "127.0.0.1",
                    Port = acquirerPort,
                    ZonePinKeyFile = zonePinKeyFile,
                    EchoSeconds = 5,
                    ReconnectMilliseconds = 200,
                    ReconnectMostMilliseconds = 2000,
                },
            },
            Timers = new
            {
                SendMilliseconds = 1000,
                UnacknowledgedMilliseconds = 2000,
                AnswerMilliseconds,
                DecideByMilliseconds,
                TerminalMilliseconds,
                ReversalRetryMilliseconds = 1000,
                ReversalRetryMostMilliseconds = 5000,
            },
        },
    };
}
