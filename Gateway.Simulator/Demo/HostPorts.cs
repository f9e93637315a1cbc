using System.Text.Json;

namespace Gateway.Simulator.Demo;

/// <summary>Where a running gateway can be reached, as it writes it down in its data folder once it listens.</summary>
/// <param name="Api">Address of the HTTP API.</param>
/// <param name="Listener">Port for terminals.</param>
internal sealed record HostPorts(Uri Api, int Listener)
{
    /// <summary>The file in the data folder.</summary>
    internal const string FileName = "ports.json";

    /// <summary>Reads the file; null when it is not there yet.</summary>
    internal static HostPorts? TryRead(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        using var ports = JsonDocument.Parse(File.ReadAllText(path));
        var listener = ports.RootElement.GetProperty("listeners").EnumerateObject().First().Value.GetInt32();
        return new HostPorts(new Uri(ports.RootElement.GetProperty("api").GetString()!), listener);
    }
}
