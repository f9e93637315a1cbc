using Gateway.Host.Configuration;

namespace Gateway.Tests.Host.Configuration;

/// <summary>A configuration file for one test.</summary>
internal sealed class ConfigurationFile : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"gateway-{Guid.NewGuid():N}.json");

    public ConfigurationFile(string json) => File.WriteAllText(_path, json);

    /// <summary>The appsettings.json that stands beside the program.</summary>
    public static string ShippedPath => Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    /// <summary>What is shipped, with settings over it.</summary>
    public static (GatewayOptions Options, IReadOnlyList<string> Faults) Shipped(params string[] settings) => ConfigurationLoader.Load(ShippedPath, settings);

    public (GatewayOptions Options, IReadOnlyList<string> Faults) Load(params string[] settings) => ConfigurationLoader.Load(_path, settings);

    public void Dispose() => File.Delete(_path);
}
