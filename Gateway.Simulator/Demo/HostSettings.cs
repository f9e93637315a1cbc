using System.Globalization;

namespace Gateway.Simulator.Demo;

/// <summary>The settings that the demo changes, given to the gateway as environment variables.</summary>
internal static class HostSettings
{
    /// <summary>Time the gateway waits for the acquirer; shorter than the terminals wait for it, so that it can answer them.</summary>
    internal const int AnswerTimeoutSeconds = 3;

    private const string Prefix = "GATEWAY__Gateway__";

    // A user's own gateway must not leak into the demo's.
    private static readonly string[] _forgotten = ["GATEWAY_MASTER_KEY", "GATEWAY_API_KEY", "ASPNETCORE_URLS", "DOTNET_URLS"];

    /// <summary>Changes the environment of a process about to be started.</summary>
    /// <param name="environment">Its environment.</param>
    /// <param name="acquirerPort">Where the simulated acquirer listens.</param>
    /// <param name="zonePinKeyFile">The acquirer's zone PIN key.</param>
    /// <param name="ports">Ports to use again; null lets the system choose.</param>
    internal static void Apply(IDictionary<string, string?> environment, int acquirerPort, string zonePinKeyFile, HostPorts? ports)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("GATEWAY__", StringComparison.OrdinalIgnoreCase)).Concat(_forgotten).ToList())
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in Values(acquirerPort, zonePinKeyFile, ports))
        {
            environment[Prefix + name] = value;
        }
    }

    private static (string Name, string Value)[] Values(int acquirerPort, string zonePinKeyFile, HostPorts? ports) =>
    [
        ("Profile", "Development"),
        ("Api__Address", ports is null ? "http://127.0.0.1:0" : ports.Api.ToString().TrimEnd('/')),
        ("Listeners__0__Name", "pos"),
        ("Listeners__0__Address", "127.0.0.1"),
        ("Listeners__0__Port", Text(ports?.Listener ?? 0)),
        ("Acquirers__0__Name", "acquirer"),
        ("Acquirers__0__Host", "127.0.0.1"),
        ("Acquirers__0__Port", Text(acquirerPort)),
        ("Acquirers__0__ZonePinKeyFile", zonePinKeyFile),
        ("Acquirers__0__EchoSeconds", "5"),
        ("Acquirers__0__AnswerTimeoutSeconds", Text(AnswerTimeoutSeconds)),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
