using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Gateway.Host.Configuration;

/// <summary>Reads the options: file, then environment, then command line; what comes later wins.</summary>
internal static class ConfigurationLoader
{
    private const string Section = "Gateway";
    private const string EnvironmentPrefix = "GATEWAY__";

    /// <summary>Reads the options and finds everything that is wrong with them.</summary>
    /// <param name="file">Configuration file; null for appsettings.json here or beside the program.</param>
    /// <param name="overrides">Settings of the form KEY=VALUE, with colons in the key, as in Gateway:Api:Address=http://127.0.0.1:0.</param>
    /// <returns>The options and one sentence for each fault; with faults the options are not to be used.</returns>
    public static (GatewayOptions Options, IReadOnlyList<string> Faults) Load(string? file, IEnumerable<string> overrides)
    {
        var path = file ?? Default();
        var values = new Dictionary<string, string?>(FromEnvironment());
        var faults = new List<string>();
        foreach (var setting in overrides)
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                faults.Add($"The setting '{setting}' is not of the form KEY=VALUE.");
                continue;
            }

            values[Full(setting[..equals])] = setting[(equals + 1)..];
        }

        try
        {
            var builder = new ConfigurationBuilder();
            if (path is not null)
            {
                builder.AddJsonFile(Path.GetFullPath(path), optional: false);
            }

            var section = builder.AddInMemoryCollection(values).Build().GetSection(Section);
            faults.AddRange(ConfigurationAudit.Faults(section, typeof(GatewayOptions)));
            if (faults.Count > 0)
            {
                return (new GatewayOptions(), faults);
            }

            var options = section.Get<GatewayOptions>() ?? new GatewayOptions();
            return (options, options.Faults());
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            faults.Add($"The configuration file {path} cannot be read: {(unreadable.InnerException ?? unreadable).Message}");
            return (new GatewayOptions(), faults);
        }
    }

    private static string? Default()
        => new[] { "appsettings.json", Path.Combine(AppContext.BaseDirectory, "appsettings.json") }.FirstOrDefault(File.Exists);

    // GATEWAY__Api__Address and GATEWAY__Gateway__Api__Address both mean Gateway:Api:Address.
    private static IEnumerable<KeyValuePair<string, string?>> FromEnvironment()
        => from DictionaryEntry variable in Environment.GetEnvironmentVariables()
           let name = (string)variable.Key
           where name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
           select KeyValuePair.Create(Full(name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal)), (string?)variable.Value);

    private static string Full(string key)
        => key.StartsWith(Section + ":", StringComparison.OrdinalIgnoreCase) ? key : $"{Section}:{key}";
}
